import type { SimulatedCall, Simulator } from '../../src/vendors/simulator.js';
import { isMark } from './operations.js';

/** A write that a vendor took. */
export interface LoggedCall {
  /** Among all calls to its vendor. */
  readonly place: number;
  /** By what the vendor tells a repeat: its key, its message, or else the values themselves. */
  readonly key: string;
  /** Whether something happened to the service while the vendor held its answer back. */
  readonly wasInterrupted: boolean;
}

/** Every call that the simulators have seen; they themselves remember the last ones only. */
export class CallLog {
  readonly #calls: ReadonlyMap<Simulator, Set<SimulatedCall>>;
  readonly #interrupted = new Set<SimulatedCall>();

  constructor(simulators: readonly Simulator[]) {
    this.#calls = new Map(simulators.map((simulator) => [simulator, new Set()]));
  }

  gather(): void {
    for (const [{ calls }, known] of this.#calls) for (const call of calls) known.add(call);
  }

  /** Something happens to the service now. */
  interrupt(): void {
    this.gather();
    for (const { calls } of this.#calls.keys())
      for (const call of calls) if (call.status === 0) this.#interrupted.add(call);
  }

  /** The writes that the vendors took, in their order, by the mark that they carry. */
  byMark(): ReadonlyMap<string, readonly LoggedCall[]> {
    const found = new Map<string, LoggedCall[]>();
    for (const calls of this.#calls.values())
      for (const [place, call] of [...calls].entries()) {
        const { method, headers, body, status } = call;
        const values = Object.values((body ?? {}) as Record<string, unknown>);
        const mark = values.find(isMark);
        if (method === 'GET' || mark === undefined || status >= 300) continue;
        const { messageId } = body as { messageId?: string };
        const key = String(headers['idempotency-key'] ?? messageId ?? JSON.stringify(body));
        found.set(mark, [...(found.get(mark) ?? []), { place, key, wasInterrupted: this.#interrupted.has(call) }]);
      }
    return found;
  }
}
