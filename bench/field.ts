import { type BenchCase, bodyOf } from './cases.js';
import { checkEquality, comparedVariants, referenceAnswers } from './check.js';
import { answers, bytes, type Contender, contenders, headers, root, startOf, uncached } from './contenders.js';
import type { ConnectOrder, LoadOrder, LoadReport } from './load/orders.js';
import { BenchProcess, typescript } from './processes.js';
import type { UpstreamOrder, UpstreamReport } from './upstream/calls.js';

/** What one stretch of load came to. */
export interface Figures {
  /** Answers a second. */
  readonly rate: number;
  /** The contender's processor time for one answer, in milliseconds. */
  readonly processor: number | undefined;
  /** Calls to the vendors for one answer. */
  readonly calls: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
}

/** Everything that runs: the upstreams, the load generator, and the contenders, of which one works at a time. */
export class Field {
  readonly #contenders = new Map<string, Promise<BenchProcess>>();
  readonly #smallest = new Map<string, number>();

  private constructor(
    private readonly upstream: BenchProcess,
    private readonly generator: BenchProcess,
  ) {}

  static async open(): Promise<Field> {
    const script = (path: string) =>
      BenchProcess.start({
        place: 'surroundings',
        args: [...typescript, `${import.meta.dirname}/${path}`],
        workingDirectory: root,
      });
    return new Field(await script('upstream/main.ts'), await script('load/main.ts'));
  }

  /** The process of a contender, started when it is first wanted. */
  async start(process: string, extraFlags: readonly string[] = []): Promise<BenchProcess> {
    const started =
      this.#contenders.get(process) ?? BenchProcess.start(startOf(process, this.upstream.url, extraFlags));
    this.#contenders.set(process, started);
    return started;
  }

  async startAll(): Promise<void> {
    await Promise.all(contenders.map(({ process }) => this.start(process)));
  }

  /** @throws where a contender does not give the same data as this server. */
  async check(benchCase: BenchCase, among: readonly Contender[] = contenders): Promise<void> {
    const own = await this.start('uncached');
    const reference = await referenceAnswers(uncached, own.url, benchCase);
    const [first] = reference;
    // Names and keys make the variants differ by a few bytes.
    this.#smallest.set(benchCase.name, (first?.text.length ?? 0) * 0.8);
    for (const contender of among.filter((candidate) => answers(candidate, benchCase.name))) {
      const url = await this.#urlOf(contender, benchCase);
      if (contender.name === bytes) await fetch(url, { method: 'PUT', body: first?.text ?? '' });
      const variants = contender.name === bytes ? comparedVariants.slice(0, 1) : comparedVariants;
      await checkEquality(contender.name, url, benchCase, reference, variants);
    }
  }

  /** Load as fast as the contender answers it. @throws where an answer failed. */
  async measure(contender: Contender, benchCase: BenchCase, seconds: number, connections: number): Promise<Figures> {
    const width = Math.min(connections, contender.mostConnections ?? Infinity);
    const process = await this.start(contender.process);
    const variants = contender.sameOperation ? 1 : width;
    const bodies = Array.from({ length: variants }, (_, variant) => bodyOf(benchCase, variant));
    const url = await this.#urlOf(contender, benchCase);
    await this.connect(url, width);
    await this.tellUpstream({ delay: 0, note: false });
    const before = process.processorTime;
    const report = await this.load({ bodies, seconds, smallest: this.#least(benchCase) });
    const after = process.processorTime;
    const { count } = await this.tellUpstream({ delay: 0, note: false });
    if (report.failures > 0 || report.answers === 0)
      throw new Error(`${contender.name} failed ${report.failures} times at ${benchCase.name}, of ${report.answers}.`);
    return {
      rate: report.answers / report.seconds,
      processor: before === undefined || after === undefined ? undefined : (after - before) / report.answers,
      calls: count / report.answers,
      median: report.median,
      p99: report.p99,
    };
  }

  /** Opens the connections that the next load will use. */
  async connect(url: string, connections: number): Promise<void> {
    const order: ConnectOrder = { connect: url, headers, connections };
    await this.generator.ask(order);
  }

  load(order: LoadOrder): Promise<LoadReport> {
    return this.generator.ask(order);
  }

  tellUpstream(order: UpstreamOrder): Promise<UpstreamReport> {
    return this.upstream.ask(order);
  }

  /** Ends all contenders but one: idle processes collect their garbage on its core. */
  async stopAllBut(process: string): Promise<void> {
    const others = [...this.#contenders].filter(([name]) => name !== process);
    for (const [name] of others) this.#contenders.delete(name);
    await Promise.all(others.map(async ([, started]) => (await started).stop()));
  }

  /** The most memory that each process has had, in megabytes. */
  async peakMemory(): Promise<Readonly<Record<string, number | undefined>>> {
    const entries = [...this.#contenders].map(async ([name, started]) => [name, (await started).peakMemory] as const);
    return Object.fromEntries(await Promise.all(entries));
  }

  async close(): Promise<void> {
    // One that did not start has nothing to stop.
    const started = (await Promise.allSettled(this.#contenders.values())).flatMap((outcome) =>
      outcome.status === 'fulfilled' ? [outcome.value] : [],
    );
    await Promise.all([this.upstream, this.generator, ...started].map((process) => process.stop()));
  }

  async #urlOf(contender: Contender, benchCase: BenchCase): Promise<string> {
    const { url } = await this.start(contender.process);
    return contender.name === bytes ? new URL(benchCase.name, url).href : url;
  }

  #least({ name }: BenchCase): number {
    return this.#smallest.get(name) ?? 0;
  }
}
