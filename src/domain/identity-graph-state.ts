import {
  type Act,
  type IdentifierKind,
  type Identity,
  type Link,
  LinkRule,
  type NameParts,
  type RecordKey,
  recordName,
} from './identity.js';

/** A record as it is seen. Tokens stand for keys and identifiers: what they are made of does not matter here. */
export interface SeenRecord {
  readonly token: string;
  readonly key: RecordKey;
  readonly name: NameParts;
  /** By token. */
  readonly identifiers: ReadonlyMap<string, IdentifierKind>;
}

/** A record that belongs to a person. */
export interface GraphRecord extends SeenRecord {
  readonly personId: string;
  readonly link: Omit<Link, 'key'>;
}

export interface GraphPerson {
  readonly id: string;
  readonly createdAt: Date;
}

/** Tokens of two records that are not of one person. */
export type Separation = readonly [string, string];

/** A part of the graph: of each person that is in it, all records; of each identifier that is looked at, all bearers. */
export interface GraphPart {
  readonly people: readonly GraphPerson[];
  readonly records: readonly GraphRecord[];
  readonly separations: readonly Separation[];
}

/** What happened to a person, beyond the links that it has now. */
export type GraphEvent = { readonly personId: string; readonly otherPersonId: string; readonly act: Act } & (
  { readonly kind: 'MERGED'; readonly rule: LinkRule } | { readonly kind: 'UNLINKED'; readonly link: Link }
);

/** What has to be saved. */
export interface GraphChanges {
  readonly newPeople: readonly GraphPerson[];
  readonly newRecords: readonly GraphRecord[];
  /** Those whose person, link, name or identifiers changed. */
  readonly changedRecords: readonly GraphRecord[];
  /** Those among both whose identifiers changed. */
  readonly identified: readonly GraphRecord[];
  /** The people from whom records were taken. */
  readonly left: readonly string[];
  /** By the id that went, the one that stayed. */
  readonly merged: ReadonlyMap<string, string>;
  readonly separated: readonly Separation[];
  readonly reconciled: readonly Separation[];
  readonly events: readonly GraphEvent[];
}

/** A person as others see them. @param records those of others are passed over. */
export const toIdentity = ({ id, createdAt }: GraphPerson, records: readonly GraphRecord[]): Identity => ({
  id,
  createdAt,
  links: records
    .flatMap(({ key, personId, link }): Link[] => (personId === id ? [{ key, ...link }] : []))
    .sort(
      (one, other) =>
        rank(one) - rank(other) ||
        one.linkedAt.getTime() - other.linkedAt.getTime() ||
        // What was linked at the same time keeps an order.
        (recordName(one.key) < recordName(other.key) ? -1 : 1),
    ),
  redirectedFrom: null,
  otherMatches: [],
});

const rank = ({ rule }: Link): number => (rule === LinkRule.FIRST ? 0 : 1);

/** A part of the graph in memory, and how it differs from what was loaded. */
export class GraphState {
  readonly #people = new Map<string, GraphPerson>();
  readonly #records = new Map<string, GraphRecord>();
  /** Few for each person: a list takes less than a set. */
  readonly #members = new Map<string, string[]>();
  readonly #bearers = new Map<string, Set<string>>();
  readonly #apart = new Set<string>();
  readonly #newPeople = new Map<string, GraphPerson>();
  /** The records as they were loaded. */
  readonly #before: ReadonlyMap<string, GraphRecord>;
  readonly #merged = new Map<string, string>();
  /** By the id that stayed, those that went. */
  readonly #gone = new Map<string, string[]>();
  readonly #separated = new Map<string, Separation>();
  readonly #reconciled = new Map<string, Separation>();
  /** By the person that they happened to. */
  readonly #events = new Map<string, GraphEvent[]>();

  constructor({ people, records, separations }: GraphPart) {
    for (const person of people) this.#people.set(person.id, person);
    for (const record of records) this.put(record);
    this.#before = new Map(this.#records);
    for (const separation of separations) this.#apart.add(pairName(separation));
  }

  get changes(): GraphChanges {
    const newRecords: GraphRecord[] = [];
    const changedRecords: GraphRecord[] = [];
    const identified: GraphRecord[] = [];
    const left = new Set<string>();
    for (const [token, record] of this.#records) {
      const before = this.#before.get(token);
      if (before === record) continue;
      (before ? changedRecords : newRecords).push(record);
      if (before && before.personId !== record.personId) left.add(before.personId);
      if (!hasSameKeys(before?.identifiers ?? noIdentifiers, record.identifiers)) identified.push(record);
    }
    return {
      newPeople: [...this.#newPeople.values()],
      newRecords,
      changedRecords,
      identified,
      left: [...left],
      merged: this.#merged,
      separated: [...this.#separated.values()],
      reconciled: [...this.#reconciled.values()],
      events: [...this.#events.values()].flat(),
    };
  }

  get tokens(): string[] {
    return [...this.#records.keys()];
  }

  person(id: string): GraphPerson {
    return known(this.#people.get(id) ?? this.#newPeople.get(id), 'person');
  }

  record(token: string): GraphRecord {
    return known(this.#records.get(token), 'record');
  }

  find(token: string): GraphRecord | undefined {
    return this.#records.get(token);
  }

  /** The records of a person; none of one that is not in this part. */
  members(personId: string): GraphRecord[] {
    return (this.#members.get(personId) ?? []).map((token) => this.record(token));
  }

  memberCount(personId: string): number {
    return this.#members.get(personId)?.length ?? 0;
  }

  /** Tokens of the records that have an identifier. */
  bearers(identifier: string): ReadonlySet<string> {
    return this.#bearers.get(identifier) ?? noBearers;
  }

  areApart(one: string, other: string): boolean {
    return this.#apart.has(pairName([one, other]));
  }

  addPerson(person: GraphPerson): void {
    this.#newPeople.set(person.id, person);
  }

  /** Somebody with records that are new as well, and of which no identifier is known. */
  addPersonWith(person: GraphPerson, records: readonly GraphRecord[]): void {
    this.addPerson(person);
    this.#members.set(
      person.id,
      records.map(({ token }) => token),
    );
    for (const record of records) this.#records.set(record.token, record);
  }

  put(record: GraphRecord): void {
    const { token, personId, identifiers } = record;
    const before = this.#records.get(token);
    if (before) {
      remove(this.#members.get(before.personId), token);
      for (const identifier of before.identifiers.keys()) this.#bearers.get(identifier)?.delete(token);
    }
    this.#records.set(token, record);
    const members = this.#members.get(personId);
    if (members) members.push(token);
    else this.#members.set(personId, [token]);
    for (const identifier of identifiers.keys()) add(this.#bearers, identifier, token);
  }

  /** The records of a person have all become those of another one. */
  redirect(goes: string, stays: string, event: GraphEvent): void {
    const gone = this.#gone.get(goes) ?? [];
    const events = this.#events.get(goes) ?? [];
    this.#gone.delete(goes);
    this.#events.delete(goes);
    for (const each of events) this.note({ ...each, personId: stays });
    // One of this very round has never been told to anybody.
    if (!this.#newPeople.delete(goes)) {
      gone.push(goes);
      this.note(event);
    }
    for (const id of gone) this.#merged.set(id, stays);
    if (gone.length > 0) this.#gone.set(stays, [...(this.#gone.get(stays) ?? []), ...gone]);
  }

  note(event: GraphEvent): void {
    const known = this.#events.get(event.personId);
    if (known) known.push(event);
    else this.#events.set(event.personId, [event]);
  }

  separate(one: string, other: string): void {
    const name = pairName([one, other]);
    if (this.#apart.has(name)) return;
    this.#apart.add(name);
    if (!this.#reconciled.delete(name)) this.#separated.set(name, [one, other]);
  }

  reconcile(one: string, other: string): void {
    const name = pairName([one, other]);
    if (!this.#apart.delete(name)) return;
    if (!this.#separated.delete(name)) this.#reconciled.set(name, [one, other]);
  }
}

const noBearers: ReadonlySet<string> = new Set();

const noIdentifiers: SeenRecord['identifiers'] = new Map();

export const hasSameKeys = (one: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>): boolean =>
  one.size === other.size && [...one.keys()].every((key) => other.has(key));

const pairName = ([one, other]: Separation): string => (one < other ? `${one} ${other}` : `${other} ${one}`);

function add(sets: Map<string, Set<string>>, name: string, token: string): void {
  const set = sets.get(name);
  if (set) set.add(token);
  else sets.set(name, new Set([token]));
}

function remove(list: string[] | undefined, item: string): void {
  if (list) list.splice(list.indexOf(item), 1);
}

function known<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new TypeError(`A ${what} is missing in the part of the graph that was loaded.`);
  return value;
}
