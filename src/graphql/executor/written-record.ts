import type { JsonWriter } from './json-writer.js';

/** Lets a private field be put on an object that was made elsewhere. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- it is there to be inherited from
class Existing {
  constructor(object: object) {
    return object;
  }
}

/**
 * How a record was last written, so that one that stands in several places or is in the cache is not written again.
 * It is noted on the record itself: it lives as long, is not copied with it, and nobody else sees it. A WeakMap would
 * do the same, and cost the garbage collector more than the writing costs.
 */
export class WrittenRecord extends Existing {
  /** What stands for the plan of its fields. */
  #selection: object | undefined;
  /** Where it stands in the answer that is being written. */
  #version: object | undefined;
  #start = 0;
  #end = 0;
  /** The bytes themselves, for a record that outlives an answer. */
  #bytes: Uint8Array | undefined;

  /** Writes the record as it was written before. @param selection the identity of a plan. @returns whether it was. */
  static repeat(record: object, selection: object, out: JsonWriter): boolean {
    if (!(#version in record) || record.#selection !== selection) return false;
    if (record.#bytes) out.raw(record.#bytes);
    else if (record.#version === out.version) out.repeat(record.#start, record.#end);
    else return false;
    return true;
  }

  /** Notes what has been written since `start`. Its bytes are kept from the second answer on: most records are read for one. */
  static note(record: object, selection: object, out: JsonWriter, start: number): void {
    const noted = #version in record ? record : new WrittenRecord(record);
    noted.#bytes = noted.#selection === selection ? out.copy(start, out.length) : undefined;
    noted.#selection = selection;
    noted.#version = out.version;
    noted.#start = start;
    noted.#end = out.length;
  }
}
