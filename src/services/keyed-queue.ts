/** Runs the work for one key in the order in which it came, and the work for different keys side by side. */
export class KeyedQueue {
  readonly #tails = new Map<string, Promise<unknown>>();

  async run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const before = this.#tails.get(key) ?? Promise.resolve();
    const mine = before.then(work, work);
    this.#tails.set(key, mine);
    try {
      return await mine;
    } finally {
      // Nobody came behind: the key needs no memory any more.
      if (this.#tails.get(key) === mine) this.#tails.delete(key);
    }
  }
}
