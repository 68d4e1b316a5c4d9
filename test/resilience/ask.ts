import { type GraphError, graphqlHeaders, type TestServer } from '../support/server.js';

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
    headers: { ...graphqlHeaders, ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Pick<WholeAnswer, 'data' | 'errors' | 'extensions'>;
  return { ...body, status: response.status, milliseconds: performance.now() - begin };
}

/** Each read asks the vendor. */
export const noCache = Object.freeze({
  NUMI_CACHE_SECONDS: '0',
  CHATWOOT_CACHE_SECONDS: '0',
  PERFEX_CACHE_SECONDS: '0',
});
