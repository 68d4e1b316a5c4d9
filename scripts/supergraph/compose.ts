import { composeServices } from '@theguild/federation-composition';
import { type DocumentNode, parse } from 'graphql';

export interface SubgraphAddress {
  readonly name: string;
  readonly url: string;
}

/**
 * Asks each subgraph what it is, and makes one schema of all.
 * @param headers for the subgraphs, such as a key. @throws Error that names what does not fit.
 */
export async function composeSupergraph(
  subgraphs: readonly SubgraphAddress[],
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { supergraphSdl, errors } = composeServices(await describeSubgraphs(subgraphs, headers));
  if (supergraphSdl === undefined)
    throw new Error(`The subgraphs do not compose: ${errors.map(({ message }) => message).join('; ')}`);
  return supergraphSdl;
}

/** What a composition takes: each subgraph with the schema that it answers. */
export const describeSubgraphs = (
  subgraphs: readonly SubgraphAddress[],
  headers: Readonly<Record<string, string>>,
): Promise<(SubgraphAddress & { readonly typeDefs: DocumentNode })[]> =>
  Promise.all(
    subgraphs.map(async ({ name, url }) => {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: '{ _service { sdl } }' }),
      });
      const { data } = (await response.json()) as { data: { _service: { sdl: string } } };
      return { name, url, typeDefs: parse(data._service.sdl) };
    }),
  );
