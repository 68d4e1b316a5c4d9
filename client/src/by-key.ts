import { PeoplegraphError } from './error.js';
import { askRecords, type Outcome } from './key-rounds.js';
import type { Lookup } from './lookups.js';
import type { Operations } from './operations.js';

interface Waiter {
  resolve(record: unknown): void;
  reject(reason: unknown): void;
}

/** A key that somebody waits for. */
interface Wanted {
  readonly key: unknown;
  readonly waiters: Set<Waiter>;
  /** Told when nobody waits any more. */
  whenGone(): void;
}

interface Batch {
  readonly lookup: Lookup;
  readonly fragment: string;
  readonly wanted: Map<string, Wanted>;
}

/**
 * Collects what is asked for by key within one tick: keys of one kind and with the same fields become one request, a key
 * that several ask for is asked once, and one that fails fails alone.
 */
export class ByKey {
  readonly #batches = new Map<string, Batch>();

  constructor(private readonly operations: Operations) {}

  load(lookup: Lookup, key: unknown, fragment: string, signal?: AbortSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const wanted = this.#wanted(lookup, normalized(lookup, key), fragment);
      const settled = (): void => signal?.removeEventListener('abort', leave);
      const waiter: Waiter = {
        resolve: (record) => {
          settled();
          resolve(record);
        },
        reject: (reason) => {
          settled();
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- That of a signal is the caller's.
          reject(reason);
        },
      };
      const leave = (): void => {
        wanted.waiters.delete(waiter);
        waiter.reject(signal?.reason);
        if (wanted.waiters.size === 0) wanted.whenGone();
      };
      wanted.waiters.add(waiter);
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  #wanted(lookup: Lookup, key: unknown, fragment: string): Wanted {
    const name = `${lookup.one} ${fragment}`;
    let batch = this.#batches.get(name);
    if (!batch) {
      batch = { lookup, fragment, wanted: new Map() };
      this.#batches.set(name, batch);
      setTimeout(() => this.#send(name), 0);
    }
    const id = JSON.stringify(key);
    const wanted = batch.wanted.get(id) ?? { key, waiters: new Set(), whenGone: () => undefined };
    batch.wanted.set(id, wanted);
    return wanted;
  }

  #send(name: string): void {
    const batch = this.#batches.get(name);
    if (!batch) return;
    this.#batches.delete(name);
    const wanted = [...batch.wanted.values()].filter(({ waiters }) => waiters.size > 0);
    const { limit } = batch.lookup;
    for (let start = 0; start < wanted.length; start += limit)
      void this.#ask(batch, wanted.slice(start, start + limit));
  }

  /** Asks until every key has its outcome; what has one is not asked again. Never rejects: each key is told its own. */
  async #ask({ lookup, fragment }: Batch, wanted: readonly Wanted[]): Promise<void> {
    const controller = new AbortController();
    for (const one of wanted) {
      one.whenGone = () => {
        if (wanted.every(({ waiters }) => waiters.size === 0)) controller.abort();
      };
    }
    let left = wanted;
    const failures = new Map<Wanted, PeoplegraphError>();
    const settle = (one: Wanted, outcome: Outcome): void => {
      if ('error' in outcome) for (const waiter of one.waiters) waiter.reject(outcome.error);
      else for (const waiter of one.waiters) waiter.resolve(outcome.record);
    };
    try {
      await this.operations.repeated(
        async (signal) => {
          const keys = left.map(({ key }) => key);
          const outcomes = await askRecords(this.operations, lookup, fragment, keys, signal);
          const again: Wanted[] = [];
          for (const [index, one] of left.entries()) {
            const outcome = outcomes[index];
            if (!outcome) continue;
            if ('error' in outcome && outcome.error.retryable) {
              failures.set(one, outcome.error);
              again.push(one);
            } else settle(one, outcome);
          }
          left = again;
          const [first] = again;
          const error = first && failures.get(first);
          if (error) throw error;
        },
        { signal: controller.signal, isRepeatable: true },
      );
    } catch (thrown) {
      for (const one of left) settle(one, { error: (failures.get(one) ?? thrown) as PeoplegraphError });
    }
  }
}

/** The key as the service reads it. @throws TypeError for what cannot be one: the whole batch would be refused for it. */
function normalized({ one, argument, keyType }: Lookup, key: unknown): unknown {
  const isText = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number';
  if (keyType !== 'PersonKeyInput!') {
    if (!isText(key)) throw new TypeError(`${one} needs "${argument}", a text.`);
    return String(key);
  }
  const given = Object.entries(key ?? {}).filter(([, value]) => value !== undefined && value !== null);
  const [[name, value] = []] = given;
  if (given.length !== 1 || name === undefined || !isText(value)) {
    throw new TypeError(`${one} needs "${argument}" with exactly one key, such as { phoneNumber: '+4930901820' }.`);
  }
  return { [name]: String(value) };
}
