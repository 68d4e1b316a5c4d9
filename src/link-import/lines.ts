/** A line of a file. */
export interface Line {
  /** Without its end. What is not UTF-8 has become U+FFFD. */
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** The position in the file behind it, in bytes. */
  readonly end: number;
}

const lineFeed = 0x0a;

/**
 * The lines of a file from a position on.
 * @param bytes what the file holds from there.
 * @param from the lines and the bytes before that.
 */
export async function* linesFrom(
  bytes: AsyncIterable<Buffer>,
  from: { readonly lines: number; readonly position: number },
): AsyncGenerator<Line> {
  let { lines: number, position } = from;
  let rest: Buffer[] = [];
  const lineOf = (length: number): Line => {
    number += 1;
    position += length;
    const text = Buffer.concat(rest).toString('utf8').replace(/\r$/, '');
    rest = [];
    return { text, number, end: position };
  };
  const restLength = (): number => rest.reduce((sum, { length }) => sum + length, 0);
  for await (const piece of bytes) {
    let start = 0;
    for (let end = piece.indexOf(lineFeed); end !== -1; end = piece.indexOf(lineFeed, start)) {
      rest.push(piece.subarray(start, end));
      start = end + 1;
      yield lineOf(restLength() + 1);
    }
    if (start < piece.length) rest.push(piece.subarray(start));
  }
  if (rest.length > 0) yield lineOf(restLength());
}
