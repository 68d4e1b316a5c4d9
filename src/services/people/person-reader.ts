import { type Identity, type IdentityLookup, type IdentityStore, recordName } from '../../domain/identity.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { type Answer, type ContactSource, contactsPerCall } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { RequestScope } from '../loaders.js';
import type { Person } from './person.js';
import { type Arrived, PersonSearch } from './person-search.js';
import { toPerson } from './to-person.js';
import { readRecords, type ReadRecord, toReadRecord } from './vendor-records.js';

/**
 * Finds people and reads their records, many at once, with the fewest calls. First the records that are linked are
 * read by their ids, then the vendors are searched that can be: Perfex by e-mail addresses where no contact is linked,
 * Numi by phone number where no profile is. What arrives is learnt: it belongs to the person where a rule says so.
 */
export class PersonReader {
  constructor(
    private readonly identities: IdentityStore,
    private readonly contacts: ContactSource,
    private readonly persioUserId: PersioUserId,
  ) {}

  /** @returns in the order of the lookups: the person, null where there is nobody, or why nobody knows. */
  async read(lookups: readonly IdentityLookup[], request: RequestScope): Promise<Answer<Person>[]> {
    const arrived: Arrived = { records: new Map(), contactsByEmail: new Map() };
    const searches = lookups.map((lookup) => new PersonSearch(lookup, arrived));
    await this.#identify(searches);
    const readable = searches.filter(({ failure }) => !failure);
    await this.#leaveErased(readable);
    // Perfex is searched for all of them at once: it is asked twice at the most, by ids and by addresses. The last
    // round reads what the others have led to.
    for (const isSearching of [false, true, false, false]) {
      const records = await this.#ask(readable, isSearching, arrived, request);
      if (records.length > 0) await this.#learn(records, readable);
    }
    return searches.map((search) => search.failure ?? toPerson(search, this.persioUserId));
  }

  async #identify(searches: readonly PersonSearch[]): Promise<void> {
    const identities = await this.identities.find(searches.map(({ lookup }) => lookup));
    for (const [index, search] of searches.entries()) {
      const identity = identities[index] ?? null;
      if (identity instanceof Error) search.failure = identity;
      else search.identity = identity;
    }
  }

  /** Who is to be forgotten is looked for nowhere. */
  async #leaveErased(searches: readonly PersonSearch[]): Promise<void> {
    const unknown = searches.filter(({ identity }) => !identity);
    if (unknown.length === 0) return;
    const areErased = await this.identities.areErased(unknown.map(({ lookup }) => lookup));
    for (const [index, search] of unknown.entries()) search.isErased = areErased[index] ?? false;
  }

  /** @returns the records that were not known before. */
  async #ask(
    searches: readonly PersonSearch[],
    isSearching: boolean,
    { records, contactsByEmail }: Arrived,
    request: RequestScope,
  ): Promise<ReadRecord[]> {
    const emails = isSearching ? inOneCall(searches.map((search) => search.nextEmails())) : [];
    const [read, answers] = await Promise.all([
      readRecords(
        searches.flatMap((search) => search.nextRecords()),
        request,
      ),
      emails.length > 0 ? this.contacts.findContactsByEmail(emails, request) : [],
    ]);
    const found = answers.flatMap((answer, index) => {
      contactsByEmail.set(emails[index] as string, answer);
      return answer instanceof Error ? [] : (answer ?? []);
    });
    const contacts = found.map((contact) => {
      // Whatever the operation asks of it next is not fetched again.
      request.loaders.contacts.prime(contact.id, contact);
      return toReadRecord(Vendor.PERFEX, contact.id, contact, request);
    });
    const unknown = new Map([...read, ...contacts].map((record) => [recordName(record.key), record]));
    for (const name of unknown.keys()) if (records.has(name)) unknown.delete(name);
    for (const [name, record] of unknown) records.set(name, record);
    return [...unknown.values()];
  }

  /** Has the store learn what arrived, and takes over what that changes. */
  async #learn(records: readonly ReadRecord[], searches: readonly PersonSearch[]): Promise<void> {
    const sightings = records.flatMap(({ statement }) => statement?.sighting ?? []);
    if (sightings.length === 0) return;
    const people = await this.identities.observe(sightings, new Date());
    const personOf = new Map(sightings.map(({ key }, index) => [recordName(key), people[index] ?? null]));
    const owners = ({ records, found }: PersonSearch): Identity[] =>
      [...records, ...found].flatMap(({ key }) => personOf.get(recordName(key)) ?? []);
    const changed = searches.filter((search) => owners(search).some((owner) => !isSame(owner, search.identity)));
    if (changed.length === 0) return;
    await this.#identify(changed);
    // An identifier that links nobody, such as a role address, leads to a person all the same.
    for (const search of changed) search.identity ??= owners(search)[0] ?? null;
  }
}

const isSame = (one: Identity, other: Identity | null): boolean =>
  one.id === other?.id && one.links.length === other.links.length;

/** The first address of each list, and as many of the others as fit into the calls that these take. */
function inOneCall(lists: readonly (readonly string[])[]): string[] {
  const first = new Set(lists.flatMap(([email]) => email ?? []));
  const others = new Set(lists.flat().filter((email) => !first.has(email)));
  const places = Math.ceil(first.size / contactsPerCall) * contactsPerCall;
  return [...first, ...others].slice(0, places);
}
