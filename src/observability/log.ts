import { destination as openDestination, type DestinationStream, type Logger, pino } from 'pino';
import { PeoplegraphError } from '../errors.js';

/** Bytes of lines that are written at once. */
const gatheredBytes = 4_096;

/** How long a line may wait for others, in milliseconds. */
const gatheringTime = 250;

/**
 * Where the lines of a process go: they are gathered, because a write for each costs as much as the line itself. What
 * has been gathered is written when the process ends, in whatever way it is still told of its end.
 */
export function gatheringDestination(fd: number): DestinationStream {
  const lines = openDestination({ fd, sync: true, minLength: gatheredBytes, periodicFlush: gatheringTime });
  // Its own flushSync, which pino calls after a fatal line, never ends where nobody reads the log any more.
  lines.flushSync = () => lines.flush();
  process.once('exit', () => lines.flush());
  return lines;
}

const censor = '[redacted]';
const secretNames = new Set(['authorization', 'password', 'headers', 'body', 'variables']);

type Fields = Record<string, unknown>;

const serializers = { error: describeError, err: describeError };

/**
 * The log of the process: one JSON object a line. Personal data and secrets are kept out at the source: nothing
 * logs a body, a variable, a URL or a header. What is redacted here is the second line of defence.
 */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: undefined,
      // Pino's own redaction copies each line, and costs as much as all the rest of it. Unlike that, this does not see
      // what is bound to a child of the logger: there are none.
      formatters: { log: redacted },
      serializers,
    },
    destination,
  );

/** @returns a copy without what nobody may read, one level deep; the fields themselves where all may be read. */
function redacted(fields: Fields): Fields {
  let copy: Fields | undefined;
  for (const name of Object.keys(fields)) {
    const value = fields[name];
    const shown = secretNames.has(name) ? censor : name in serializers ? value : withoutSecrets(value);
    if (shown !== value) (copy ??= { ...fields })[name] = shown;
  }
  return copy ?? fields;
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const secrets = Object.keys(value).filter((name) => secretNames.has(name));
  return secrets.length === 0 ? value : { ...value, ...Object.fromEntries(secrets.map((name) => [name, censor])) };
}

/**
 * What of an error goes into the log. The message of an error that is not ours may hold what a caller or a vendor
 * sent; its name, its code and the places in our code say enough to find it.
 */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  return {
    name: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    ...(error instanceof PeoplegraphError ? { message: error.message, vendor: error.vendor } : {}),
    places: places(error),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

/** The stack begins with the message, whose own lines can look like places: they are cut off first. */
function places({ message, stack = '' }: Error): string[] {
  const start = stack.indexOf(message);
  return stack
    .slice(start < 0 ? 0 : start + message.length)
    .split('\n')
    .filter((line) => /^\s+at .*(?::\d+|<anonymous>|native)\)?$/.test(line))
    .slice(0, 8)
    .map((line) => line.trim());
}
