import type { GraphError, TestServer } from '../support/server.js';

/** What a test asks of each entity; enough to tell them apart. */
export const identification = `
  __typename
  ... on Profile { phoneNumber firstName }
  ... on User { id name }
  ... on Contact { id lastName }
  ... on GroupMembership { userId groupId status }
  ... on Person { id called: name { full } }
`;

export type Entity = { readonly __typename: string } & Readonly<Record<string, unknown>>;

export interface EntitiesAnswer {
  readonly status: number;
  readonly entities: (Entity | null)[] | undefined;
  readonly errors: readonly GraphError[];
}

/** Asks as a gateway does: with the references as a variable. */
export async function askEntities(
  server: Pick<TestServer, 'ask'>,
  representations: readonly unknown[],
  selection = identification,
): Promise<EntitiesAnswer> {
  const {
    status,
    data,
    errors = [],
  } = await server.ask<{ _entities: (Entity | null)[] } | undefined>(
    `query Entities($representations: [_Any!]!) { _entities(representations: $representations) { ${selection} } }`,
    { representations },
  );
  return { status, entities: data?._entities, errors };
}

/** Where each error stands, and its code. */
export const placesOf = (errors: readonly GraphError[]) =>
  errors
    .map(({ path, extensions }) => [path?.slice(1).join('.'), extensions.code, ...(extensions.fields ?? [])] as const)
    .sort();
