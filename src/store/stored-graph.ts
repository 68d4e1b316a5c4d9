import type { Identifier } from '../domain/identity.js';
import { IdentityGraph } from '../domain/identity-graph.js';
import type { GraphChanges } from '../domain/identity-graph-state.js';
import type { GraphRules } from '../domain/identity-matches.js';
import type { StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { lockGraph } from './graph-lock.js';
import { isNothing, saveChanges } from './identity-changes.js';
import { type IdentityNames, identityNames } from './identity-names.js';
import { loadPart, type PartOf } from './identity-parts.js';
import { IdentityRows } from './identity-rows.js';
import { newPersonId } from './person-ids.js';
import { transactions } from './transactions.js';

/** How the graph is linked; the ids of people are the store's. */
export interface IdentityRules extends Omit<GraphRules, 'newPersonId'> {
  /** Identifiers that are of nobody, or of many: they link nothing. */
  readonly isBlocked: (identifier: Identifier) => boolean;
}

/** Hears, after the commit, whose records, links or names have changed: ids of people, also of those who are another one now. */
export type PeopleListener = (personIds: readonly string[]) => void;

/** The graph as it is stored, of which a part is in memory while it is worked on. */
export class StoredGraph {
  readonly rows: IdentityRows;
  /** How the store names records and identifiers. */
  readonly openNames: () => Promise<IdentityNames>;

  constructor(
    readonly database: StoreDatabase,
    encryption: Encryption,
    readonly rules: IdentityRules,
    private readonly onChange: PeopleListener = () => undefined,
  ) {
    this.rows = new IdentityRows(encryption);
    this.openNames = identityNames(database, encryption);
  }

  /** A part of it as it is now, of which nothing is saved. */
  async look(of: PartOf): Promise<IdentityGraph> {
    return this.#graph(await loadPart(this.database, this.rows, of));
  }

  /**
   * Loads a part under the lock, lets it change, and saves what has changed.
   * @param work is handed the transaction for what else it has to know under the lock.
   * @param also what is saved along with it, or not at all.
   */
  async change<Result>(
    of: PartOf,
    work: (graph: IdentityGraph, transaction: StoreDatabase) => Result | Promise<Result>,
    also?: (transaction: StoreDatabase, result: Result) => Promise<void>,
  ): Promise<Result> {
    const { result, people } = await transactions(this.database)(async (transaction) => {
      await lockGraph(transaction);
      const graph = this.#graph(await loadPart(transaction, this.rows, of));
      const result = await work(graph, transaction);
      const { changes } = graph;
      if (!isNothing(changes)) await saveChanges(transaction, this.rows, changes);
      await also?.(transaction, result);
      return { result, people: peopleIn(changes) };
    });
    if (people.length > 0) this.onChange(people);
    return result;
  }

  #graph(part: ConstructorParameters<typeof IdentityGraph>[0]): IdentityGraph {
    return new IdentityGraph(part, { ...this.rules, newPersonId });
  }
}

const peopleIn = ({ newRecords, changedRecords, left, merged, events }: GraphChanges): string[] => [
  ...new Set([
    ...[...newRecords, ...changedRecords].map(({ personId }) => personId),
    ...left,
    ...[...merged].flat(),
    ...events.flatMap(({ personId, otherPersonId }) => [personId, otherPersonId]),
  ]),
];
