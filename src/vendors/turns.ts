/** A place among the calls that may be under way at once. Whoever comes when there is none is served in turn. */
export class Turns {
  #free: number;
  /** Those who wait, in the order they came. An array, as a Set's outgrown tables would keep what has long ended. */
  readonly #waiting: (() => void)[] = [];

  constructor(places: number) {
    this.#free = places;
  }

  get waiting(): number {
    return this.#waiting.length;
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
        this.#waiting.splice(this.#waiting.indexOf(go), 1);
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(go);
    });
  }

  giveBack(): void {
    // The place goes over to whoever has waited longest.
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free += 1;
  }
}
