import type { GraphError } from '../support/server.js';
import type { TypedDocumentString } from './generated/graphql.js';

interface TypedAnswer<Result> {
  readonly data: Result;
  readonly errors?: readonly GraphError[];
}

/** Sends a generated document over HTTP. The compiler checks its variables and what is read of its answer. */
export async function execute<Result, Variables>(
  url: string,
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): Promise<TypedAnswer<Result>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  return (await response.json()) as TypedAnswer<Result>;
}
