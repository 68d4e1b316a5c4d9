import type { RecordLoader } from './record-loader.js';
import type { Answer } from '../domain/sources.js';
import { InputError, PeoplegraphError } from '../errors.js';

/** The most keys that one by-key list takes, and the most items of one bulk mutation. */
export const largestList = 100;

/** Reads records in the order of their keys: the record, null where there is none, or the error of that key. */
export const loadAll = async <Value>(
  loader: Pick<RecordLoader<Value>, 'loadMany'>,
  keys: readonly string[],
): Promise<Answer<Value>[]> => failedAsOne(await loader.loadMany(keys));

/** The same for keys that do not belong together: an error stays with its key, also that of a key that cannot be one. */
export async function loadEach<Key, Value>(
  loader: { loadMany(keys: readonly Key[]): Promise<Answer<Value>[]> },
  keys: readonly (Key | Error)[],
): Promise<Answer<Value>[]> {
  const good = keys.filter((key): key is Key => !(key instanceof Error));
  const answers = await loader.loadMany(good);
  let next = 0;
  return keys.map((key) => (key instanceof Error ? key : (answers[next++] ?? null)));
}

/**
 * The answers to the keys of a list.
 * @throws the error itself, once, where every key failed in the same way: a vendor that is down is one problem, not a hundred.
 */
export function failedAsOne<Value>(answers: Answer<Value>[]): Answer<Value>[] {
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
