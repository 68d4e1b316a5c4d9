/** What most answers fit into, in bytes. */
const usualSize = 128 * 1024;

/** A buffer that one answer has made larger than this is not kept for the next. */
const largestKept = 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const zero = 0x30;

/**
 * JSON as bytes. Everything is put into one buffer, which is used again for the next answer: an answer of a hundred
 * records as a text is thousands of pieces, and the garbage collector spends as much on them as the writing takes.
 */
export class JsonWriter {
  #bytes = Buffer.allocUnsafeSlow(usualSize);
  #length = 0;
  /** Names what is in the buffer: another one once a part of it has been taken back. */
  #version = {};

  get length(): number {
    return this.#length;
  }

  get version(): object {
    return this.#version;
  }

  /** What is JSON already: names, punctuation, or a part that was written before. */
  raw(json: Uint8Array): void {
    const { length } = json;
    this.#reserve(length);
    // Below this, copying byte by byte is faster than the call.
    if (length > 32) this.#bytes.set(json, this.#length);
    else for (let index = 0; index < length; index += 1) this.#bytes[this.#length + index] = json[index] as number;
    this.#length += length;
  }

  /** A text of JSON in any characters. */
  json(text: string): void {
    // A character takes three bytes at the most: those that take four are two in a text.
    this.#reserve(text.length * 3);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** A string, quoted. */
  string(value: string): void {
    const { length } = value;
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let end = this.#length;
    bytes[end++] = quote;
    for (let index = 0; index < length; index += 1) {
      const code = value.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) {
        this.json(JSON.stringify(value));
        return;
      }
      bytes[end++] = code;
    }
    bytes[end++] = quote;
    this.#length = end;
  }

  /** One character of ASCII. */
  character(code: number): void {
    this.#reserve(1);
    this.#bytes[this.#length++] = code;
  }

  /** A whole number that is not negative, with leading zeros. */
  digits(value: number, count: number): void {
    this.#reserve(count);
    let rest = value;
    for (let index = this.#length + count - 1; index >= this.#length; index -= 1) {
      const tenth = Math.floor(rest / 10);
      this.#bytes[index] = zero + rest - tenth * 10;
      rest = tenth;
    }
    this.#length += count;
  }

  /** Writes once more what stands in a place of this version. */
  repeat(start: number, end: number): void {
    this.#reserve(end - start);
    this.#bytes.copyWithin(this.#length, start, end);
    this.#length += end - start;
  }

  copy(start: number, end: number): Uint8Array {
    return Uint8Array.prototype.slice.call(this.#bytes, start, end);
  }

  /** Takes back everything behind a place. */
  rewind(length: number): void {
    this.#length = length;
    this.#version = {};
  }

  /** Hands everything over, and begins anew. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    if (this.#bytes.length > largestKept) this.#bytes = Buffer.allocUnsafeSlow(usualSize);
    this.rewind(0);
    return taken;
  }

  #reserve(more: number): void {
    const needed = this.#length + more;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#bytes.length * 2));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
