/** A value that may be answered, and from when until when, in milliseconds of the monotonic clock. */
interface Span {
  readonly value: string | null;
  readonly from: number;
  until: number;
}

/** How long a write that failed may still take effect: longer than any simulator holds a request back. */
export const lateTime = 5_000;

/** What may be answered of one field of one record: the soak writes it, and knows what was acknowledged when. */
export class Truth {
  #spans: Span[];
  #busyUntil = 0;
  #isBusy = false;

  constructor(initial: string | null) {
    this.#spans = [{ value: initial, from: -Infinity, until: Infinity }];
  }

  /** One write at a time, and none while a failed one may still take effect. */
  get isWritable(): boolean {
    return !this.#isBusy && performance.now() >= this.#busyUntil;
  }

  /** From now on the new value may be answered. @returns to be called with whether the write was acknowledged. */
  write(value: string): (acknowledged: boolean) => void {
    const span: Span = { value, from: performance.now(), until: Infinity };
    this.#spans.push(span);
    this.#isBusy = true;
    return (acknowledged) => {
      const now = performance.now();
      this.#isBusy = false;
      if (!acknowledged) {
        this.#busyUntil = now + lateTime;
        return;
      }
      // Whoever asks from now on must get the new value and no other.
      for (const other of this.#spans) if (other !== span) other.until = Math.min(other.until, now);
      this.#spans = this.#spans.filter(({ until }) => until > now - 60_000);
    };
  }

  /** Whether an answer that was asked for and given at these times may hold the value. */
  allows(value: string | null, asked: number, answered: number): boolean {
    return this.#spans.some((span) => span.value === value && span.from <= answered && span.until >= asked);
  }
}
