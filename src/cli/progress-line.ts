import { count } from './text.js';

/** How often a line is written where nobody watches, in milliseconds. */
const pause = 10_000;

/** How often it is written anew on a terminal, in milliseconds. */
const glance = 100;

const barWidth = 24;

/** How far some long work has got. */
export interface Progress {
  /** What has been done, as it is counted for people. */
  readonly items: number;
  /** What one of them is called, such as `line`. */
  readonly what: string;
  /** The part that is done, 0 to 1; undefined where nobody knows how much there is. */
  readonly share?: number;
}

/** Shows how far some work has got: on a terminal by a bar in one line that is written anew, elsewhere now and then by a line more. */
export class ProgressLine {
  #begun: { readonly at: number; readonly items: number };
  #lastAt: number;
  #isShown = false;

  /** @param now the time in milliseconds. */
  constructor(
    private readonly output: NodeJS.WriteStream,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#begun = { at: now(), items: 0 };
    this.#lastAt = this.#begun.at;
  }

  /** @param items what an earlier run has done. */
  begin(items: number): void {
    this.#begun = { at: this.now(), items };
    this.#lastAt = this.#begun.at;
  }

  show(progress: Progress): void {
    const now = this.now();
    if (now - this.#lastAt < (this.output.isTTY ? glance : pause)) return;
    this.#lastAt = now;
    const text = this.#text(progress, now);
    this.output.write(this.output.isTTY ? `\r\x1b[K${text}` : `${text}\n`);
    this.#isShown = true;
  }

  /** Makes room for something else. */
  clear(): void {
    if (this.#isShown && this.output.isTTY) this.output.write('\r\x1b[K');
    this.#isShown = false;
  }

  #text({ items, what, share }: Progress, now: number): string {
    const rate = Math.round((1_000 * (items - this.#begun.items)) / (now - this.#begun.at));
    const figures = `${count(items, what)}, ${rate.toLocaleString('en')} a second`;
    if (share === undefined) return figures;
    const done = Math.round(barWidth * share);
    const bar = this.output.isTTY ? `[${'#'.repeat(done)}${'-'.repeat(barWidth - done)}] ` : '';
    return `${bar}${Math.floor(100 * share)} %, ${figures}`;
  }
}
