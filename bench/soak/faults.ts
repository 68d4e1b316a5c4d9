import { Vendor } from '../../src/domain/vendor.js';
import { type Faults, noFaults, type Simulator } from '../../src/vendors/simulator.js';

interface Fault {
  readonly name: string;
  readonly faults: Partial<Faults>;
}

const kinds: readonly Fault[] = [
  { name: 'slow', faults: { latency: 300 } },
  { name: 'half of it fails', faults: { errorRate: 0.5, errorStatus: 503 } },
  { name: 'hangs', faults: { hang: true } },
  { name: 'closes connections', faults: { outage: true } },
  { name: 'sends garbage', faults: { malformed: true } },
  { name: 'refuses for its quota', faults: { errorRate: 1, errorStatus: 429 } },
  { name: 'slower than the time it gets', faults: { latency: 1_500 } },
];

/** The simulators are not to refuse anything by themselves. */
const calm: Partial<Faults> = { ...noFaults, quota: 1_000_000_000 };

/** Switches faults on and off, one at a time. */
export class FaultSchedule {
  readonly #steps: readonly { readonly vendor: Vendor; readonly fault: Fault }[];
  /** When each vendor last began and ceased to send garbage. */
  readonly #garbage = new Map<Vendor, { from: number; until: number }>();
  #next = 0;
  #current: Vendor | undefined;

  constructor(private readonly simulators: Readonly<Partial<Record<Vendor, Simulator>>>) {
    this.#steps = kinds.flatMap((fault) => Object.values(Vendor).map((vendor) => ({ vendor, fault })));
    this.settle();
  }

  get steps(): number {
    return this.#steps.length;
  }

  get switchedOn(): number {
    return this.#next;
  }

  /** Begins the next fault. @returns its name. */
  begin(): string {
    const step = this.#steps[this.#next++ % this.#steps.length];
    if (!step) throw new RangeError('There are no faults.');
    this.settle();
    this.#current = step.vendor;
    this.simulators[step.vendor]?.setFaults(step.fault.faults);
    if (step.fault.faults.malformed) this.#garbage.set(step.vendor, { from: performance.now(), until: Infinity });
    return `${step.vendor} ${step.fault.name}`;
  }

  /** Ends the fault that is on. */
  settle(): void {
    const garbage = this.#current && this.#garbage.get(this.#current);
    if (garbage) garbage.until = Math.min(garbage.until, performance.now());
    for (const simulator of Object.values(this.simulators)) simulator.setFaults(calm);
  }

  /** Whether a success of the vendor may have meant nothing: garbage with status 200 confirms no write. */
  sentGarbage(vendor: Vendor, from: number, until: number): boolean {
    const garbage = this.#garbage.get(vendor);
    return garbage !== undefined && garbage.from <= until && garbage.until >= from;
  }
}
