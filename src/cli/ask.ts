import type { Connection } from './connection.js';
import { CommandFailure, exitCodes, usageFailure } from './exit-codes.js';

/** An error of an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly vendor?: string };
}

/** What a server answered. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly AnswerError[];
}

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** One operation over HTTP. @throws CommandFailure where there is no answer of a Peoplegraph. */
export async function ask<Data>(connection: Connection, operation: Operation): Promise<Answer<Data>> {
  const { status, text } = await post(connection, JSON.stringify(operation));
  const answer = answerIn(text);
  if (status === 401) {
    const advice = connection.apiKey
      ? 'Check PEOPLEGRAPH_API_KEY or --api-key-file.'
      : 'Set PEOPLEGRAPH_API_KEY, or name a file with --api-key-file.';
    throw new CommandFailure(
      exitCodes.refusedKey,
      `The server at ${connection.url} does not accept the API key. ${advice}`,
    );
  }
  if (answer) return answer as Answer<Data>;
  throw new CommandFailure(
    exitCodes.unreachable,
    `What answers at ${connection.url} is not Peoplegraph (status ${status}). Check --url or PEOPLEGRAPH_URL.`,
  );
}

async function post(connection: Connection, body: string): Promise<{ status: number; text: string }> {
  const { url, apiKey, timeoutMs, signal } = connection;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(apiKey && { authorization: `Bearer ${apiKey}` }),
      },
      body,
      // A redirect would carry the key to wherever it points.
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    });
    return { status: response.status, text: await response.text() };
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted)
      throw new CommandFailure(
        exitCodes.unreachable,
        `The server at ${url} did not answer within ${timeoutMs / 1_000} s. Ask for less, or give it longer with --timeout.`,
      );
    const { code = 'unknown reason', message } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
    if (message === 'bad port')
      throw usageFailure(
        `The port of ${url} is that of another protocol: no request is sent there. Check --url or PEOPLEGRAPH_URL.`,
      );
    throw new CommandFailure(
      exitCodes.unreachable,
      `There is no server at ${url} (${code}). Start one with "peoplegraph start", or name another with --url or PEOPLEGRAPH_URL.`,
    );
  }
}

function answerIn(text: string): Answer<unknown> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    const isAnswer = typeof value === 'object' && value !== null && ('data' in value || 'errors' in value);
    return isAnswer ? (value as Answer<unknown>) : undefined;
  } catch {
    return undefined;
  }
}
