export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

interface OperationAnswer {
  readonly data: Record<string, Record<string, unknown> | null> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions?: {
    readonly stale?: readonly { readonly vendor: string; readonly keys: number }[];
    readonly cost?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
}

/** One operation over HTTP, with what stands beside its data. */
export async function operate(
  url: string,
  operation: Operation,
  headers: Readonly<Record<string, string>> = {},
  signal?: AbortSignal,
): Promise<OperationAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-peoplegraph-cost': '1', ...headers },
    body: JSON.stringify(operation),
    signal,
  });
  return (await response.json()) as OperationAnswer;
}

/** The same as a GET. */
export async function operateByGet(url: string, { query, extensions }: Operation): Promise<OperationAnswer> {
  const search = new URLSearchParams({ query, ...(extensions && { extensions: JSON.stringify(extensions) }) });
  const response = await fetch(`${url}/graphql?${search}`, { headers: { 'apollo-require-preflight': 'yes' } });
  return (await response.json()) as OperationAnswer;
}
