import type { AnswerError, Answer } from './ask.js';
import { CommandFailure, type ExitCode, exitCodes } from './exit-codes.js';
import { say } from './terminal.js';
import { inOneLine } from './text.js';

/** Tells the errors of an answer beside what it holds. @returns what the command ends with. */
export function tellErrors(errors: readonly AnswerError[] = []): ExitCode {
  for (const error of errors) say(inOneLine(textOf(error)));
  return errors.length > 0 ? exitCodes.problems : exitCodes.done;
}

/** The data of an answer. @throws CommandFailure with its errors where it has none, or only nulls. */
export function dataOf<Data extends object>({ data, errors = [] }: Answer<Data>): Data {
  if (data && !(errors.length > 0 && Object.values(data).every((value) => value === null))) return data;
  const isMissing = errors.length > 0 && errors.every(({ extensions }) => extensions?.code === 'NOT_FOUND');
  throw new CommandFailure(
    isMissing ? exitCodes.notFound : exitCodes.problems,
    errors.map((error) => inOneLine(textOf(error))).join('\n') || 'The server answered nothing.',
  );
}

function textOf({ message, path, extensions }: AnswerError): string {
  const code = extensions?.code === undefined ? '' : ` (${extensions.code})`;
  return `${path === undefined ? '' : `${path.join('.')}: `}${message}${code}`;
}
