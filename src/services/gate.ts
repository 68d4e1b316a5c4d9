/** Lets shared work run side by side and exclusive work alone; whoever comes first is served first. */
export class Gate {
  /** Ends when the last exclusive work has ended. */
  #exclusive: Promise<unknown> = Promise.resolve();
  /** Shared work that came after it. */
  readonly #shared = new Set<Promise<unknown>>();

  shared<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = this.#exclusive.then(work);
    const ended: Promise<unknown> = settled(run).then(() => this.#shared.delete(ended));
    this.#shared.add(ended);
    return run;
  }

  exclusive<Result>(work: () => Promise<Result>): Promise<Result> {
    const run = Promise.all([this.#exclusive, ...this.#shared]).then(work);
    this.#exclusive = settled(run);
    return run;
  }
}

const settled = (run: Promise<unknown>): Promise<unknown> => run.catch(() => undefined);
