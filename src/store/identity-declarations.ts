import type { Act, LinkRefusal, RecordKey } from '../domain/identity.js';
import type { IdentityGraph } from '../domain/identity-graph.js';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { StoreDatabase } from './database.js';
import type { PartOf } from './identity-parts.js';
import { isAmong } from './lists.js';
import type { StoredGraph } from './stored-graph.js';

/** Records that a caller says are of one person, by the names of the store. */
export type NamedGroup = readonly { readonly token: string; readonly key: RecordKey }[];

export async function asNamed(
  { openNames }: StoredGraph,
  groups: readonly (readonly RecordKey[])[],
): Promise<NamedGroup[]> {
  const names = await openNames();
  return groups.map((group) => group.map((key) => ({ token: names.record(key), key })));
}

const tokensOf = (groups: readonly NamedGroup[]): string[] =>
  groups.flatMap((group) => group.map(({ token }) => token));

export const partOfGroups = (groups: readonly NamedGroup[]): PartOf => ({ records: tokensOf(groups) });

/** @returns in the order of the groups: why one was not linked, otherwise null. */
export async function declareAll(
  graph: IdentityGraph,
  transaction: StoreDatabase,
  groups: readonly NamedGroup[],
  act: Act,
): Promise<(LinkRefusal | null)[]> {
  // Under the lock: who is being erased at this moment must not come back, and nobody must become part of them.
  const erased = await erasedAmong(transaction, [...tokensOf(groups), ...graph.tokens]);
  graph.hold(erased);
  return groups.map((group) => {
    const tokens = group.map(({ token }) => token);
    if (erased.size > 0 && (tokens.some((token) => erased.has(token)) || graph.isHeld(tokens))) return 'ERASED';
    return graph.declare(group, act) ? null : 'TOO_MANY_RECORDS';
  });
}

/**
 * Of somebody who is being erased nothing is said any more: whoever became part of them would be forgotten, too, and
 * what was taken out of them would stay.
 * @throws PeoplegraphError CONFLICT where one of the people in the part of the graph is.
 */
export async function refuseErased(graph: IdentityGraph, transaction: StoreDatabase): Promise<void> {
  const erased = await erasedAmong(transaction, graph.tokens);
  if (erased.size > 0)
    throw new PeoplegraphError(
      ErrorCode.CONFLICT,
      'The person is being erased: nobody is joined to them or taken out of them any more.',
    );
}

/** Those of the names of records and identifiers that have been erased. */
export async function erasedAmong(database: StoreDatabase, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .selectFrom('erased_names')
    .select('name')
    .where(isAmong(database, 'name', names))
    .execute();
  return new Set(rows.map(({ name }) => name));
}
