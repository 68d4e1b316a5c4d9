import { dataOf, tellErrors } from './answers.js';
import { ask } from './ask.js';
import { table } from './columns.js';
import type { Connection } from './connection.js';
import type { ExitCode } from './exit-codes.js';
import { type Paint, print, printJson } from './terminal.js';

const sourcesDocument = `query Sources {
  sources { vendor configured state latency retryAt budget { limit remaining resetAt } lastError { code at } }
}`;

interface Source {
  readonly vendor: string;
  readonly configured: boolean;
  readonly state: string | null;
  readonly latency: number | null;
  readonly retryAt: string | null;
  readonly budget: { readonly limit: number; readonly remaining: number } | null;
  readonly lastError: { readonly code: string; readonly at: string } | null;
}

/** Prints how each vendor is doing, as the server sees it. */
export async function sources(
  json: boolean,
  connect: () => Promise<Connection>,
  paint: () => Paint,
): Promise<ExitCode> {
  const answer = await ask<{ sources: readonly Source[] }>(await connect(), { query: sourcesDocument });
  if (json) printJson(answer);
  else
    print(
      ...table(['VENDOR', 'STATE', 'LATENCY', 'QUOTA', 'LAST ERROR'], dataOf(answer).sources.map(rowOf), paint().bold),
    );
  return tellErrors(answer.errors);
}

const rowOf = ({ vendor, configured, state, latency, retryAt, budget, lastError }: Source): string[] => [
  vendor,
  configured ? `${state ?? ''}${retryAt === null ? '' : ` until ${retryAt.slice(11, 19)}`}` : 'not configured',
  latency === null ? '-' : `${latency} ms`,
  budget ? `${budget.remaining}/${budget.limit} a min` : '-',
  lastError ? `${lastError.code} at ${lastError.at.slice(11, 19)}` : '-',
];
