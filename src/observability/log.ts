import { type DestinationStream, type Logger, pino } from 'pino';
import { PeoplegraphError } from '../errors.js';

/**
 * The log of the process: one JSON object a line. Personal data and secrets are kept out at the source: nothing
 * logs a body, a variable, a URL or a header. What is redacted here is the second line of defence.
 */
export const createLogger = (level: string, destination?: DestinationStream): Logger =>
  pino(
    {
      level,
      base: undefined,
      redact: {
        paths: [
          'authorization',
          'password',
          'headers',
          'body',
          'variables',
          '*.authorization',
          '*.password',
          '*.headers',
          '*.body',
        ],
        censor: '[redacted]',
      },
      serializers: { error: describeError, err: describeError },
    },
    destination,
  );

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
