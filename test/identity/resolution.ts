import { identifierGuard } from '../../src/domain/blocked-identifiers.js';
import { IdentityGraph } from '../../src/domain/identity-graph.js';
import type { GraphRecord } from '../../src/domain/identity-graph-state.js';
import { ruleBetween } from '../../src/domain/identity-rules.js';
import { type Identifier, mostRecordsOfPerson, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import type { TrueSighting } from './sandbox-sightings.js';

export const tokenOf = ({ vendor, recordId }: RecordKey): string => `${vendor} ${recordId}`;

const isBlocked = identifierGuard([]);

/** What of a record may link it. */
export const usableIdentifiers = ({ identifiers }: Sighting): Identifier[] =>
  identifiers.filter((identifier) => !isBlocked(identifier));

export function emptyGraph(recordsPerIdentifier = 20, recordsPerPerson = mostRecordsOfPerson): IdentityGraph {
  let people = 0;
  const newPersonId = (): string => `person ${(people += 1)}`;
  return new IdentityGraph(
    { people: [], records: [], separations: [] },
    { ruleBetween, recordsPerIdentifier, recordsPerPerson, newPersonId },
  );
}

export const observe = (graph: IdentityGraph, sighting: Sighting, at = new Date(0)): void =>
  graph.observe(
    {
      token: tokenOf(sighting.key),
      key: sighting.key,
      name: sighting.name,
      identifiers: new Map(sighting.identifiers.map(({ kind, value }) => [value, kind])),
    },
    new Set(sighting.identifiers.filter(isBlocked).map(({ value }) => value)),
    at,
  );

/** All records as the graph has them after it has seen them in this order. */
export function resolve(order: readonly TrueSighting[]): readonly GraphRecord[] {
  const graph = emptyGraph();
  for (const { sighting } of order) observe(graph, sighting);
  return graph.changes.newRecords;
}

/** Each pair of a list once. */
export const pairsOf = <Item>(items: readonly Item[]): [Item, Item][] =>
  items.flatMap((one, index) => items.slice(0, index).map((other): [Item, Item] => [one, other]));
