import type { Change } from '../domain/change.js';
import { toMessages } from './messages.js';

/** How long changes are gathered for one message, in milliseconds. */
const gathering = 5;

/** Changes that wait to be sent at the most; past that others are told that they have missed something. */
const mostWaiting = 10_000;

/** Changes on their way to the other processes. What could not be sent is made up for with `MISSED`. */
export class Outbox {
  #waiting: Change[] = [];
  #owesMissed = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  /** @param send rejects where nobody knows whether the message went out. */
  constructor(
    private readonly origin: string,
    private readonly send: (message: string) => Promise<void>,
  ) {}

  add(changes: readonly Change[]): void {
    if (this.#waiting.length + changes.length > mostWaiting) this.#owesMissed = true;
    else this.#waiting.push(...changes);
    this.#timer ??= setTimeout(() => void this.flush(), gathering);
  }

  /** Sends what waits, one after the other; called again once others can be reached again. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sending = this.#sending.then(() => this.#sendAll());
    return this.#sending;
  }

  async #sendAll(): Promise<void> {
    const changes: Change[] = this.#owesMissed ? [{ kind: 'MISSED' }] : this.#waiting;
    this.#waiting = [];
    this.#owesMissed = false;
    try {
      for (const message of toMessages(this.origin, changes)) await this.send(message);
    } catch {
      this.#owesMissed = true;
    }
  }
}
