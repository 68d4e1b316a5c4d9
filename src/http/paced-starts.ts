/** So many are under way before anybody has to wait. */
const atOnce = 8;

/**
 * Lets operations begin in the order they came. While several are under way, one more begins with each turn of the
 * event loop: turns take microseconds while the processor is free, however slow the vendors are. When it is busy,
 * operations begin about as fast as others end, and what waits is a request, and no half-done operation whose objects
 * the garbage collector would carry along.
 */
export class PacedStarts {
  #underWay = 0;
  readonly #waiting: (() => void)[] = [];
  #isTurning = false;

  /** @returns a promise where the operation has to wait; either way `ended` is to be called when it is over. */
  begin(): Promise<void> | undefined {
    if (this.#underWay < atOnce) {
      this.#underWay += 1;
      return undefined;
    }
    if (!this.#isTurning) this.#turn();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  ended(): void {
    this.#underWay -= 1;
    if (this.#underWay < atOnce) this.#next();
  }

  #turn(): void {
    this.#isTurning = true;
    setImmediate(() => {
      this.#isTurning = false;
      if (this.#next() && this.#waiting.length > 0) this.#turn();
    });
  }

  #next(): boolean {
    const start = this.#waiting.shift();
    if (!start) return false;
    this.#underWay += 1;
    start();
    return true;
  }
}
