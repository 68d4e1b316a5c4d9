import { type Path, PeoplegraphError } from './error.js';
import { apartDocument, listDocument, type Lookup } from './lookups.js';
import type { Operations } from './operations.js';
import { withErrors } from './partial.js';
import type { ReceivedAnswer } from './received-answer.js';

/** What became of one key: its record, null where there is none, or why it could not be asked. */
export type Outcome = { readonly record: object | null } | { readonly error: PeoplegraphError };

/** Asks for records by their keys. @throws PeoplegraphError where all of them fail. */
export async function askRecords(
  operations: Operations,
  lookup: Lookup,
  fragment: string,
  keys: readonly unknown[],
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const answer = await operations.ask(listDocument(lookup, fragment), { keys }, signal);
  const records = answer.data?.[lookup.many];
  if (Array.isArray(records)) {
    return keys.map((_, index) => outcomeOf(answer, lookup, records[index], [lookup.many, index]));
  }
  const failure = failureOf(answer, lookup);
  if (keys.length === 1) throw failure;
  if (failure.code === 'BAD_USER_INPUT') return askApart(operations, lookup, fragment, keys, signal);
  if (!areTooMany(failure)) throw failure;
  const half = Math.ceil(keys.length / 2);
  return [
    ...(await askHalf(operations, lookup, fragment, keys.slice(0, half), signal)),
    ...(await askHalf(operations, lookup, fragment, keys.slice(half), signal)),
  ];
}

/** Fewer keys may do where a limit of the service is too low for all of them, or the budget of a vendor for ever. */
const areTooMany = ({ code, retryable }: PeoplegraphError): boolean =>
  code === 'QUERY_TOO_COMPLEX' || (code === 'VENDOR_RATE_LIMITED' && !retryable);

/** What the other half has answered is not lost, nor asked again, where this one fails. */
async function askHalf(...asked: Parameters<typeof askRecords>): Promise<readonly Outcome[]> {
  try {
    return await askRecords(...asked);
  } catch (error) {
    if (!(error instanceof PeoplegraphError)) throw error;
    const [, , , keys] = asked;
    return keys.map(() => ({ error }));
  }
}

/** One key breaks a rule, and the service refuses the list with it: side by side, it fails alone. */
async function askApart(
  operations: Operations,
  lookup: Lookup,
  fragment: string,
  keys: readonly unknown[],
  signal: AbortSignal,
): Promise<readonly Outcome[]> {
  const variables = Object.fromEntries(keys.map((key, index) => [`key${index}`, key]));
  const answer = await operations.ask(apartDocument(lookup, fragment, keys.length), variables, signal);
  const { data } = answer;
  if (!data) throw failureOf(answer, lookup);
  return keys.map((_, index) => outcomeOf(answer, lookup, data[`key${index}`], [`key${index}`]));
}

function outcomeOf(answer: ReceivedAnswer, lookup: Lookup, record: unknown, path: Path): Outcome {
  // The caller asked for one record, and is told of it as of one.
  const errors = answer
    .errorsAt(path)
    .map((raw) => answer.errorOf(raw, [lookup.one, ...(raw.path ?? []).slice(path.length)]));
  if (typeof record === 'object' && record !== null) return { record: withErrors(record, errors) };
  const [error] = errors;
  return error ? { error } : { record: null };
}

function failureOf(answer: ReceivedAnswer, lookup: Lookup): PeoplegraphError {
  const failure = answer.failure();
  return failure.path ? failure.with({ path: [lookup.one] }) : failure;
}
