import { setTimeout as pause } from 'node:timers/promises';
import type { GraphError, TestServer } from '../support/server.js';

export interface VendorCost {
  readonly calls: number;
  readonly batches: number;
  readonly cacheHits: number;
  readonly coalescedKeys: number;
  readonly staleKeys: number;
}

export interface WholeAnswer {
  readonly status: number;
  readonly data: Record<string, unknown> | null | undefined;
  readonly errors: readonly GraphError[] | undefined;
  readonly extensions: { readonly cost?: Readonly<Partial<Record<string, VendorCost>>> } | undefined;
  /** How long the caller had to wait. */
  readonly milliseconds: number;
}

/** One operation over HTTP, with all that is answered and how long it took. */
export async function askWhole(
  { url }: Pick<TestServer, 'url'>,
  query: string,
  headers: Record<string, string> = {},
  variables: Record<string, unknown> = {},
): Promise<WholeAnswer> {
  const begin = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Pick<WholeAnswer, 'data' | 'errors' | 'extensions'>;
  return { ...body, status: response.status, milliseconds: performance.now() - begin };
}

/** Waits for what no event tells, five seconds at the most. */
export async function until(condition: () => boolean): Promise<void> {
  for (let time = 0; !condition(); time += 1) {
    if (time > 500) throw new Error('It did not happen.');
    await pause(10);
  }
}

/** Each read asks the vendor. */
export const noCache = Object.freeze({
  NUMI_CACHE_SECONDS: '0',
  CHATWOOT_CACHE_SECONDS: '0',
  PERFEX_CACHE_SECONDS: '0',
});
