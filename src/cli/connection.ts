import { type Command, InvalidArgumentError } from 'commander';
import { readFile } from 'node:fs/promises';
import { type Environment, readEnvironment } from '../environment.js';
import { usageFailure } from './exit-codes.js';

/** A server to ask. */
export interface Connection {
  /** Of its GraphQL endpoint. */
  readonly url: string;
  readonly apiKey: string | undefined;
  /** How long one answer may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Aborts when the command is interrupted. */
  readonly signal: AbortSignal;
}

export interface ConnectionOptions {
  readonly url?: string;
  readonly apiKeyFile?: string;
  readonly timeout: number;
}

/** Where a server listens that was started without settings. */
const usualPort = 4_000;

/** Adds the options of a command that asks a server. */
export const withConnection = (command: Command): Command =>
  command
    .option('--url <url>', 'the server (PEOPLEGRAPH_URL; otherwise port PORT or 4000 of this machine)')
    .option('--api-key-file <file>', 'a file with the API key (otherwise PEOPLEGRAPH_API_KEY)')
    .option('--timeout <seconds>', 'how long an answer may take', positiveNumber, 30);

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 86_400)) throw new InvalidArgumentError('It has to be a number of seconds above 0.');
  return value;
}

/** The key comes from the environment or a file: all users of a machine see the parameters of a process. */
export async function connectionOf(options: ConnectionOptions, signal: AbortSignal): Promise<Connection> {
  const environment = readEnvironment();
  return {
    url: endpoint(options.url ?? (environment['PEOPLEGRAPH_URL'] || ownServer(environment))),
    apiKey: await apiKeyFrom(options.apiKeyFile, environment),
    timeoutMs: options.timeout * 1_000,
    signal,
  };
}

const ownServer = ({ PORT }: Environment): string =>
  `http://127.0.0.1:${PORT && /^[1-9]\d*$/.test(PORT) ? PORT : usualPort}/graphql`;

function endpoint(text: string): string {
  const url = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  // The text itself is not repeated: it may hold a password.
  if (!url)
    throw usageFailure('The URL of the server has to begin with http:// or https://: --url, or PEOPLEGRAPH_URL.');
  if (url.username !== '' || url.password !== '')
    throw usageFailure(
      'The URL of the server must have no user and no password. Send the key with PEOPLEGRAPH_API_KEY.',
    );
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}

async function apiKeyFrom(file: string | undefined, environment: Environment): Promise<string | undefined> {
  const key = (file === undefined ? environment['PEOPLEGRAPH_API_KEY'] : await textOf(file))?.trim();
  if (key === undefined || (key === '' && file === undefined)) return undefined;
  if (!/^[\x21-\x7e]+$/.test(key))
    throw usageFailure(
      `The API key has to be one word: ${file === undefined ? 'PEOPLEGRAPH_API_KEY' : '--api-key-file'}.`,
    );
  return key;
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code = 'unknown reason' } = error as NodeJS.ErrnoException;
    throw usageFailure(`The file of --api-key-file cannot be read (${code}).`);
  }
}
