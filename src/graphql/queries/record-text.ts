import type { SelectionPlan } from './plan.js';

/** Lets a private field be put on an object that was made elsewhere. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- it is there to be inherited from
class Existing {
  constructor(object: object) {
    return object;
  }
}

/**
 * The text that was last written of a record, and what was asked of it. It is kept on the record itself: it lives as
 * long, is not copied with it, and nobody else sees it. A WeakMap would do the same, and cost the garbage collector
 * more than the writing costs.
 */
export class RecordText extends Existing {
  #selection: SelectionPlan | undefined;
  #text = '';

  static of(record: object, selection: SelectionPlan): string | undefined {
    return #text in record && record.#selection === selection ? record.#text : undefined;
  }

  static note(record: object, selection: SelectionPlan, text: string): void {
    const noted = #text in record ? record : new RecordText(record);
    noted.#selection = selection;
    noted.#text = text;
  }
}
