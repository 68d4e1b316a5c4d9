import type { RecordLoader } from './record-loader.js';
import type { Answer } from '../domain/sources.js';
import { InputError, PeoplegraphError } from '../errors.js';

/** The most keys that one by-key list takes, and the most items of one bulk mutation. */
export const largestList = 100;

/**
 * Reads records in the order of their keys: the record, null where there is none, or the error of that key.
 * @throws the error itself, once, where every key failed in the same way: a vendor that is down is one problem, not a hundred.
 */
export async function loadAll<Value>(
  loader: Pick<RecordLoader<Value>, 'loadMany'>,
  keys: readonly string[],
): Promise<Answer<Value>[]> {
  const answers = await loader.loadMany(keys);
  const [first] = answers;
  if (first instanceof PeoplegraphError && answers.every((answer) => isSameFailure(answer, first))) throw first;
  return answers;
}

const isSameFailure = (answer: unknown, failure: PeoplegraphError): boolean =>
  answer instanceof PeoplegraphError && answer.code === failure.code && answer.vendor === failure.vendor;

/** Whether a text is a numeric id. Leading zeros would name the same record by two keys; 15 digits stay exact as a JSON number. */
export const isRecordId = (id: string): boolean => /^[1-9]\d{0,14}$/.test(id);

/** A numeric id of a vendor, as the caller wrote it. @throws InputError that names the field. */
export function recordId(id: string, field: string): string {
  if (!isRecordId(id)) throw new InputError(`${field} must be a whole number above zero, such as "12".`, [field]);
  return id;
}
