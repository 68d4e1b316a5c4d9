import type { CallScope } from '../../domain/scope.js';
import type { Write } from '../../domain/write.js';

/** How a write ended, as those hear it who waited for it here. */
export interface EndedWrite {
  readonly write: Write;
  readonly outcomes: readonly unknown[];
}

/** A request that waits for the end of a write. */
export interface Waiter {
  readonly scope: CallScope;
  /** The write has no key: whoever waits cannot ask for it again, and is told of a failure instead. */
  readonly isOnlyCaller: boolean;
  /** Settles with the end; rejects where the end could not be stored. */
  readonly ended: Promise<EndedWrite>;
  /** Whether the end is being stored: it is too late to leave. */
  readonly isEnding: boolean;
  leave(): void;
}

class Waiting implements Waiter {
  readonly ended: Promise<EndedWrite>;
  isEnding = false;
  resolve!: (ended: EndedWrite) => void;
  reject!: (reason: unknown) => void;

  constructor(
    readonly scope: CallScope,
    readonly isOnlyCaller: boolean,
    readonly leave: () => void,
  ) {
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // Whoever has left does not hear of it.
    this.ended.catch(() => undefined);
  }
}

/** The requests of this process that wait for writes, by the id of the write. */
export class Waiters {
  readonly #waiting = new Map<string, Set<Waiting>>();

  wait(id: string, scope: CallScope, isOnlyCaller: boolean): Waiter {
    const others = this.#waiting.get(id) ?? new Set<Waiting>();
    this.#waiting.set(id, others);
    const waiting: Waiting = new Waiting(scope, isOnlyCaller, () => {
      others.delete(waiting);
      if (others.size === 0) this.#waiting.delete(id);
    });
    others.add(waiting);
    return waiting;
  }

  /** The scope of a request that waits, so that a delivery counts as its own. */
  scopeOf(id: string): CallScope | undefined {
    const [first] = this.#waiting.get(id) ?? [];
    return first?.scope;
  }

  /** Whether the only caller that a write has is waiting. It is made to wait for the end then. */
  holdOnlyCaller(id: string): boolean {
    const only = [...(this.#waiting.get(id) ?? [])].filter(({ isOnlyCaller }) => isOnlyCaller);
    for (const waiting of only) waiting.isEnding = true;
    return only.length > 0;
  }

  /** The end is not being stored any more: whoever runs out of time may leave. */
  release(id: string): void {
    for (const waiting of this.#waiting.get(id) ?? []) waiting.isEnding = false;
  }

  end(id: string, ended: EndedWrite): void {
    for (const { resolve } of this.#take(id)) resolve(ended);
  }

  fail(id: string, reason: unknown): void {
    for (const { reject } of this.#take(id)) reject(reason);
  }

  #take(id: string): Iterable<Waiting> {
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    return waiting;
  }
}
