/** So many are under way before anybody has to wait. */
const atOnce = 4;

/** A turn of the event loop in which hardly anything else was done takes less than this, in milliseconds… */
const quickTurn = 0.1;

/** …and after so many of them in a row the processor is taken to be free. */
const quickTurns = 2;

/** Nobody waits longer than this, in milliseconds, whatever the processor does. */
const longestWait = 100;

interface Waiting {
  readonly start: () => void;
  readonly since: number;
}

/**
 * Lets operations begin in the order they came. While several are under way, the next one begins when one has ended or
 * when the processor is free, however slow the vendors are: then that is a matter of microseconds. When the processor
 * is busy, beginning more than it can work on makes none of them faster: what waits is a request, and no half-done
 * operation whose objects the garbage collector would carry along.
 */
export class PacedStarts {
  #underWay = 0;
  readonly #waiting: Waiting[] = [];
  #isWatching = false;
  #turnedAt = 0;
  #quickTurns = 0;

  /** @param now milliseconds of a clock that only goes forward. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** @returns a promise where the operation has to wait; either way `ended` is to be called when it is over. */
  begin(): Promise<void> | undefined {
    if (this.#underWay < atOnce) {
      this.#underWay += 1;
      return undefined;
    }
    const since = this.now();
    if (!this.#isWatching) this.#watch(since);
    return new Promise((start) => this.#waiting.push({ start, since }));
  }

  ended(): void {
    this.#underWay -= 1;
    if (this.#underWay < atOnce) this.#startNext();
  }

  /** Looks at the turns of the event loop for as long as somebody waits. */
  #watch(now: number): void {
    this.#isWatching = true;
    this.#turnedAt = now;
    this.#quickTurns = 0;
    setImmediate(this.#turned);
  }

  readonly #turned = (): void => {
    const [first] = this.#waiting;
    if (!first) {
      this.#isWatching = false;
      return;
    }
    const now = this.now();
    this.#quickTurns = now - this.#turnedAt < quickTurn ? this.#quickTurns + 1 : 0;
    this.#turnedAt = now;
    if (this.#quickTurns >= quickTurns || now - first.since > longestWait) this.#startNext();
    setImmediate(this.#turned);
  };

  #startNext(): void {
    const next = this.#waiting.shift();
    if (!next) return;
    this.#underWay += 1;
    next.start();
  }
}
