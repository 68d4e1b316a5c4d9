import type { SelectionPlan } from './plan.js';

/** Lets a private field be put on an object that was made elsewhere. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- it is there to be inherited from
class Existing {
  constructor(object: object) {
    return object;
  }
}

/**
 * The text of a record that is written again and again, because it stands in several places or is in the cache. It is
 * kept on the record itself: it lives as long, is not copied with it, and nobody else sees it. A WeakMap would do the
 * same, and cost the garbage collector more than the writing costs.
 */
export class RecordText extends Existing {
  #selection: SelectionPlan | undefined;
  #text: string | undefined;

  /** What was written of the record when the same fields were asked for. */
  static of(record: object, selection: SelectionPlan): string | undefined {
    return #text in record && record.#selection === selection ? record.#text : undefined;
  }

  /** Keeps a text that was written for the second time: most records are read once, and would only carry it along. */
  static note(record: object, selection: SelectionPlan, text: string): void {
    const noted = #text in record ? record : new RecordText(record);
    noted.#text = noted.#selection === selection ? flat(text) : undefined;
    noted.#selection = selection;
  }
}

/** The same text in one piece: reading a character joins the pieces that it was put together from. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
