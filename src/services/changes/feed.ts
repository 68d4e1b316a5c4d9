import { ChangeCause } from '../../domain/change.js';

/** Something has changed, and the subscriber asks what it is like now. */
export interface ChangeEvent {
  readonly cause: ChangeCause;
  readonly changedAt: Date;
}

/**
 * What one subscriber is to be told. What happens while it is busy, or within the pause, becomes one event for each
 * subject: a slow subscriber is told less often, and nothing piles up.
 */
export class ChangeFeed<Subject, Event> implements AsyncIterableIterator<Event> {
  readonly #pending = new Map<Subject, ChangeEvent>();
  #waiting: ((result: IteratorResult<Event>) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #openAt = 0;
  #isClosed = false;
  #onClose: (() => void) | undefined;

  /**
   * @param toEvent puts an event together, once somebody takes it.
   * @param pause between two events, in milliseconds.
   * @param gathering how long an event waits for others of the same moment, in milliseconds.
   */
  constructor(
    private readonly toEvent: (subject: Subject, event: ChangeEvent) => Event,
    private readonly pause = 0,
    private readonly gathering = 0,
  ) {}

  /** Calls back once nobody listens any more. */
  onClose(callback: () => void): this {
    if (this.#isClosed) callback();
    else this.#onClose = callback;
    return this;
  }

  push(subject: Subject, cause: ChangeCause): void {
    if (this.#isClosed) return;
    if (this.#pending.size === 0 && cause !== ChangeCause.STARTED)
      this.#openAt = Math.max(this.#openAt, Date.now() + this.gathering);
    this.#pending.set(subject, { cause, changedAt: new Date() });
    this.#hand();
  }

  /** Ends it once what waits has been handed out. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#onClose?.();
    this.#onClose = undefined;
    if (this.#pending.size === 0) this.#end();
  }

  next(): Promise<IteratorResult<Event>> {
    if (this.#isClosed && this.#pending.size === 0) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve) => {
      this.#waiting = resolve;
      this.#hand();
    });
  }

  return(): Promise<IteratorResult<Event>> {
    this.#pending.clear();
    this.close();
    this.#end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #hand(): void {
    if (!this.#waiting || this.#pending.size === 0) return;
    const wait = this.#isClosed ? 0 : this.#openAt - Date.now();
    if (wait > 0) {
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#hand();
      }, wait).unref();
      return;
    }
    const [[subject, event]] = this.#pending as unknown as [[Subject, ChangeEvent]];
    this.#pending.delete(subject);
    this.#openAt = Date.now() + this.pause;
    const resolve = this.#waiting;
    this.#waiting = undefined;
    resolve({ done: false, value: this.toEvent(subject, event) });
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#waiting?.({ done: true, value: undefined });
    this.#waiting = undefined;
  }
}
