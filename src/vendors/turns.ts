/** A place among the calls that may be under way at once. Whoever comes when there is none is served in turn. */
export class Turns {
  #free: number;
  /** Those who wait, in the order they came. */
  readonly #waiting = new Set<() => void>();

  constructor(places: number) {
    this.#free = places;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  /**
   * Takes a place, which has to be given back: at once, or when the promise resolves. It rejects with the signal's
   * reason when that aborts first.
   * @throws the signal's reason where it has aborted already.
   */
  take(signal: AbortSignal): Promise<void> | undefined {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise<void>((resolve, reject) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting.delete(go);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.add(go);
    });
  }

  giveBack(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    // The place goes over to whoever has waited longest.
    this.#waiting.delete(next);
    next();
  }
}
