import { type Act, type Identity, linkers, LinkRule, type RecordKey } from './identity.js';
import {
  type GraphChanges,
  type GraphPart,
  type GraphRecord,
  GraphState,
  hasSameKeys,
  type SeenRecord,
  toIdentity,
} from './identity-graph-state.js';
import { depart, isOfAnother } from './identity-departures.js';
import { firstLink, replant } from './identity-link-tree.js';
import { type GraphRules, matchesOf, usableIdentifiers } from './identity-matches.js';
import { PersonUnions } from './identity-unions.js';

/** A record that a caller names. */
type NamedRecord = Pick<SeenRecord, 'token' | 'key'>;

/**
 * Who is who. A record belongs to one person, and what a caller has taken apart no rule puts together again.
 * It works in memory on a part of what is stored; `changes` is what has to be saved.
 */
export class IdentityGraph {
  readonly #state: GraphState;
  readonly #unions: PersonUnions;

  constructor(
    part: GraphPart,
    private readonly rules: GraphRules,
  ) {
    this.#state = new GraphState(part);
    this.#unions = new PersonUnions(this.#state, rules);
  }

  get changes(): GraphChanges {
    return this.#state.changes;
  }

  /** Of all records in this part. */
  get tokens(): string[] {
    return this.#state.tokens;
  }

  /** Says which records are being erased: no rule joins anybody to their people. What callers say of them is for the store to refuse. */
  hold(tokens: ReadonlySet<string>): void {
    this.#unions.hold(tokens);
  }

  /** Whether one of the records is of somebody who is being erased. */
  isHeld(tokens: readonly string[]): boolean {
    return tokens.some((token) => {
      const record = this.#state.find(token);
      return record !== undefined && this.#unions.isHeld(record.personId);
    });
  }

  /** Whose a record is. */
  ownerOf(token: string): Identity {
    return this.person(this.#personOf(token));
  }

  person(id: string): Identity {
    return toIdentity(this.#state.person(id), this.#state.members(id));
  }

  /** Learns a record as it is now, and links it by the rules, anew where it has become somebody else's. @param blocked identifiers of it that link nothing. */
  observe(seen: SeenRecord, blocked: ReadonlySet<string>, at: Date): void {
    const act = { actor: linkers.rules, at };
    const record: SeenRecord = { ...seen, identifiers: usableIdentifiers(this.#state, this.rules, seen) };
    const known = this.#state.find(seen.token);
    if (known) {
      const isChanged = !isSame(known, record);
      const now = isChanged ? { ...known, name: record.name, identifiers: record.identifiers } : known;
      if (isChanged) this.#state.put(now);
      // Also where it is as it was: what others say of the person may have changed since.
      const isLeaving = !this.#unions.isHeld(now.personId) && isOfAnother(this.#state, this.rules, now, blocked);
      if (isLeaving) depart(this.#state, now.token, this.#newPerson(at), act);
      if (!isChanged && !isLeaving) return;
    } else this.#begin(record, act);
    for (const match of matchesOf(this.#state, this.rules, record, blocked)) this.#unions.byRule(match, act);
  }

  /**
   * Says that records are of one person, above whatever was said before: that of the first one who is known.
   * @returns false where that person would have too many records; then nothing has changed.
   */
  declare(records: readonly NamedRecord[], act: Act): boolean {
    const [one, other] = records;
    if (one && other && records.length === 2 && one.token !== other.token) {
      const isKnown = this.#state.find(one.token) !== undefined;
      const isOtherKnown = this.#state.find(other.token) !== undefined;
      if (!isKnown) return isOtherKnown ? this.#add(other, one, act) : this.#beginPair(one, other, act);
      if (!isOtherKnown) return this.#add(one, other, act);
    }
    return this.#declareAll(records, act);
  }

  // Most of what is declared are pairs of which nobody knows one, or both. What comes of them is that of any group, in
  // a third of the time.
  #add(known: NamedRecord, { token, key }: NamedRecord, act: Act): boolean {
    const personId = this.#personOf(known.token);
    if (this.#state.memberCount(personId) >= this.rules.recordsPerPerson) return false;
    this.#state.put({ ...unseen, token, key, personId, link: declaredLink(known.key, act) });
    return true;
  }

  #beginPair(one: NamedRecord, other: NamedRecord, act: Act): boolean {
    if (this.rules.recordsPerPerson < 2) return false;
    const personId = this.rules.newPersonId();
    this.#state.addPersonWith({ id: personId, createdAt: act.at }, [
      { ...unseen, token: one.token, key: one.key, personId, link: firstLink(act) },
      { ...unseen, token: other.token, key: other.key, personId, link: declaredLink(one.key, act) },
    ]);
    return true;
  }

  #declareAll(records: readonly NamedRecord[], act: Act): boolean {
    const known = records.filter(({ token }) => this.#state.find(token));
    const fresh = records.filter(({ token }, index) => !this.#state.find(token) && isFirst(records, index));
    if (this.#unions.isCrowd(new Set(known.map(({ token }) => this.#personOf(token))), fresh.length)) return false;
    const first = known[0] ?? fresh.shift();
    if (!first) return true;
    if (known.length === 0) this.#begin({ ...unseen, token: first.token, key: first.key }, act);
    for (const { token } of known) this.#unions.byWord(first.token, token, act);
    const personId = this.#personOf(first.token);
    const link = declaredLink(first.key, act);
    for (const { token, key } of fresh) this.#state.put({ ...unseen, token, key, personId, link });
    return true;
  }

  /**
   * Takes records out of their person, never to come back by a rule: each part is a person of its own.
   * @returns their ids; null where the records are not all of that person, or where no others are.
   */
  separate(personId: string, parts: readonly (readonly string[])[], act: Act): string[] | null {
    const tokens = new Set(parts.flat());
    const members = this.#state.members(personId);
    const leaving = members.filter(({ token }) => tokens.has(token));
    if (leaving.length === 0 || leaving.length < tokens.size || leaving.length === members.length) return null;
    return parts.map((part) => this.#separate(personId, new Set(part), act));
  }

  /**
   * Makes one person of several, of whom the first stays.
   * @returns null where one of them is not known, or where there would be too many records.
   */
  merge(personIds: readonly string[], act: Act): string | null {
    const members = personIds.map((id) => this.#state.members(id)[0]);
    const [first, ...others] = members;
    if (!first || others.includes(undefined) || this.#unions.isCrowd(new Set(personIds))) return null;
    for (const other of others) if (other) this.#unions.byWord(first.token, other.token, act);
    return first.personId;
  }

  #separate(personId: string, tokens: ReadonlySet<string>, act: Act): string {
    const members = this.#state.members(personId);
    const staying = members.filter(({ token }) => !tokens.has(token));
    const left = this.#newPerson(act.at);
    for (const record of members.filter(({ token }) => tokens.has(token))) {
      this.#state.put({ ...record, personId: left });
      const link = { key: record.key, ...record.link };
      this.#state.note({ kind: 'UNLINKED', personId, otherPersonId: left, link, act });
      for (const { token } of staying) this.#state.separate(record.token, token);
    }
    replant(this.#state, left);
    replant(this.#state, personId);
    return left;
  }

  #personOf(token: string): string {
    return this.#state.record(token).personId;
  }

  #begin(record: SeenRecord, act: Act): void {
    this.#state.put({ ...record, personId: this.#newPerson(act.at), link: firstLink(act) });
  }

  #newPerson(createdAt: Date): string {
    const id = this.rules.newPersonId();
    this.#state.addPerson({ id, createdAt });
    return id;
  }
}

const isFirst = (records: readonly NamedRecord[], index: number): boolean =>
  records.findIndex(({ token }) => token === records[index]?.token) === index;

/** A record of which only the key is known. */
const unseen: Pick<SeenRecord, 'name' | 'identifiers'> = { name: { given: '', family: '' }, identifiers: new Map() };

const declaredLink = (matched: RecordKey, { actor, at }: Act): GraphRecord['link'] => ({
  rule: LinkRule.DECLARED,
  evidence: { identifiers: [], matched },
  linkedAt: at,
  linkedBy: actor,
});

const isSame = (one: SeenRecord, other: SeenRecord): boolean =>
  one.name.given === other.name.given &&
  one.name.family === other.name.family &&
  hasSameKeys(one.identifiers, other.identifiers);
