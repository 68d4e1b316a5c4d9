import type { Identity, IdentityStore, Sighting } from '../domain/identity.js';
import type { IdentityGraph } from '../domain/identity-graph.js';
import type { SeenRecord } from '../domain/identity-graph-state.js';
import { guarded, type StoreDatabase } from './database.js';
import { isNothing } from './identity-changes.js';
import { identityLookups, namesOf } from './identity-lookups.js';
import type { PartOf } from './identity-parts.js';
import { asNamed, declareAll, erasedAmong, partOfGroups, refuseErased } from './identity-declarations.js';
import type { StoredGraph } from './stored-graph.js';

/** The statements of identities. */
export function identityStore(stored: StoredGraph): IdentityStore {
  const { database, rows, openNames } = stored;
  const findMeant = identityLookups(database, rows);
  return {
    areErased: (lookups) =>
      guarded(async () => {
        const names = await openNames();
        const wanted = lookups.map((lookup) =>
          'identifier' in lookup && stored.rules.isBlocked(lookup.identifier) ? [] : namesOf(lookup, names),
        );
        const erased = await erasedAmong(database, wanted.flat());
        return wanted.map((all) => all.some((name) => erased.has(name)));
      }),

    find: (lookups) => guarded(async () => findMeant(lookups, await openNames())),

    observe: (sightings, at) =>
      guarded(async () => {
        const seen = await asSeen(stored, sightings);
        const of = partOf(seen);
        const observe = async (graph: IdentityGraph, now: StoreDatabase): Promise<(Identity | null)[]> => {
          const kept = await withoutErased(graph, now, seen);
          for (const record of kept) if (record) graph.observe(record, record.blocked, at);
          return kept.map((record) => record && graph.ownerOf(record.token));
        };
        // Nearly always they are known as they are.
        const graph = await stored.look(of);
        const identities = await observe(graph, database);
        return isNothing(graph.changes) ? identities : stored.change(of, observe);
      }),

    declare: (groups, act) =>
      guarded(async () => {
        const named = await asNamed(stored, groups);
        return stored.change(partOfGroups(named), async (graph, transaction) => {
          const refusals = await declareAll(graph, transaction, named, act);
          return named.map(([first], index) => refusals[index] ?? graph.ownerOf(first?.token ?? ''));
        });
      }),

    separate: (personId, parts, act) =>
      guarded(async () => {
        const names = await openNames();
        return stored.change({ people: [personId] }, async (graph, transaction) => {
          await refuseErased(graph, transaction);
          const tokens = parts.map((part) => part.map((key) => names.record(key)));
          const left = graph.separate(personId, tokens, act);
          return left && { stayed: graph.person(personId), left: left.map((id) => graph.person(id)) };
        });
      }),

    merge: (personIds, act) =>
      guarded(() =>
        stored.change({ people: personIds }, async (graph, transaction) => {
          await refuseErased(graph, transaction);
          const merged = graph.merge(personIds, act);
          return merged === null ? null : graph.person(merged);
        }),
      ),
  };
}

/** A record as the graph sees it, with those of its identifiers that link nothing: it can be found by them all the same. */
interface Seen extends SeenRecord {
  readonly blocked: ReadonlySet<string>;
}

async function asSeen(
  { openNames, rules: { isBlocked } }: StoredGraph,
  sightings: readonly Sighting[],
): Promise<Seen[]> {
  const names = await openNames();
  return sightings.map(({ key, name, identifiers }) => ({
    token: names.record(key),
    key,
    name,
    identifiers: new Map(identifiers.map((identifier) => [names.identifier(identifier), identifier.kind])),
    blocked: new Set(identifiers.filter(isBlocked).map((identifier) => names.identifier(identifier))),
  }));
}

/**
 * Also holds the people who are being erased: one question for both.
 * @returns null in the place of a record that has been erased itself, or with all identifiers. Others that were erased link nothing.
 */
async function withoutErased(
  graph: IdentityGraph,
  database: StoreDatabase,
  seen: readonly Seen[],
): Promise<readonly (Seen | null)[]> {
  const erased = await erasedAmong(database, [
    ...seen.flatMap(({ token, identifiers }) => [token, ...identifiers.keys()]),
    ...graph.tokens,
  ]);
  if (erased.size === 0) return seen;
  graph.hold(erased);
  return seen.map((record) => {
    // The address of an office is nobody's, also where the only one who had it has been erased.
    const isKept = (identifier: string): boolean => record.blocked.has(identifier) || !erased.has(identifier);
    const identifiers = new Map([...record.identifiers].filter(([identifier]) => isKept(identifier)));
    const isErased = erased.has(record.token) || (identifiers.size === 0 && record.identifiers.size > 0);
    return isErased ? null : { ...record, identifiers };
  });
}

const partOf = (seen: readonly SeenRecord[]): PartOf => ({
  records: seen.map(({ token }) => token),
  identifiers: seen.flatMap(({ identifiers }) => [...identifiers.keys()]),
});
