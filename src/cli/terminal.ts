import type { Environment } from '../environment.js';

/** Paints a text, where colours are wanted. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
  readonly yellow: (text: string) => string;
}

/** Colours are for people who look at a terminal, and who have not asked for none (https://no-color.org). */
export function paintFor(stream: { readonly isTTY?: boolean }, environment: Environment): Paint {
  const isWanted = stream.isTTY === true && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
  const within =
    (on: number, off: number) =>
    (text: string): string =>
      isWanted ? `\x1b[${on}m${text}\x1b[${off}m` : text;
  return {
    bold: within(1, 22),
    dim: within(2, 22),
    red: within(31, 39),
    green: within(32, 39),
    yellow: within(33, 39),
  };
}

/** The answer to the command: people read it, or a program that the output is led to. */
export const print = (...lines: readonly string[]): void =>
  void process.stdout.write(lines.map((line) => `${line}\n`).join(''));

/** One JSON text in a line. */
export const printJson = (value: unknown): void => print(JSON.stringify(value));

/** What is said about the work, beside the answer. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
