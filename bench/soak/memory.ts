import type { ServerProcess } from '../../test/support/process.js';

interface Sample {
  /** Seconds since the first. */
  readonly at: number;
  readonly heap: number;
  readonly rss: number;
}

export interface Trend {
  readonly mean: number;
  /** Of the line through all samples, a minute. */
  readonly slope: number;
  /** By which that line rises from the first sample to the last. */
  readonly growth: number;
}

const megabyte = 1024 * 1024;

/** The memory of the server while it runs, in megabytes, each time after a collection. */
export class MemoryLog {
  readonly #samples: Sample[] = [];
  readonly #began = performance.now();

  async note(server: ServerProcess): Promise<void> {
    const { heapUsed, rss } = (await server.ask('memory')) as NodeJS.MemoryUsage;
    this.#samples.push({
      at: (performance.now() - this.#began) / 1_000,
      heap: heapUsed / megabyte,
      rss: rss / megabyte,
    });
  }

  /** @param warmUp seconds at the start that do not count. */
  trend(what: 'heap' | 'rss', warmUp: number): Trend {
    const samples = this.#samples.filter(({ at }) => at >= warmUp);
    const count = samples.length;
    const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / count;
    const mean = samples.reduce((sum, sample) => sum + sample[what], 0) / count;
    const covariance = samples.reduce((sum, sample) => sum + (sample.at - meanAt) * (sample[what] - mean), 0);
    const variance = samples.reduce((sum, { at }) => sum + (at - meanAt) ** 2, 0);
    const perSecond = covariance / variance;
    return { mean, slope: perSecond * 60, growth: perSecond * ((samples.at(-1)?.at ?? 0) - (samples[0]?.at ?? 0)) };
  }

  get peak(): number {
    return Math.max(...this.#samples.map(({ rss }) => rss));
  }
}
