import type { Contact } from '../../domain/contact.js';
import type { RecordKey, Sighting } from '../../domain/identity.js';
import type { RecordKind } from '../../domain/kept-reads.js';
import { Freshness } from '../../domain/person.js';
import type { Profile } from '../../domain/profile.js';
import { sightingOfContact, sightingOfProfile, sightingOfUser } from '../../domain/sightings.js';
import type { Answer } from '../../domain/sources.js';
import type { User } from '../../domain/user.js';
import { Vendor } from '../../domain/vendor.js';
import type { RequestScope } from '../loaders.js';
import type { Statement } from './best-values.js';

/** The vendors that can be asked for records. */
type ReadableVendor = Exclude<Vendor, Vendor.PERSIO>;

interface RecordOf {
  readonly [Vendor.NUMI]: Profile;
  readonly [Vendor.CHATWOOT]: User;
  readonly [Vendor.PERFEX]: Contact;
}

/** What a vendor answered for a record: the record, null where it has none, or why it could not be read. */
export type ReadRecord = { readonly key: RecordKey; readonly statement: Statement | null } & (
  | { readonly vendor: Vendor.NUMI; readonly answer: Answer<Profile> }
  | { readonly vendor: Vendor.CHATWOOT; readonly answer: Answer<User> }
  | { readonly vendor: Vendor.PERFEX; readonly answer: Answer<Contact> }
);

type Described = Pick<Statement, 'fullName' | 'dateOfBirth'> & { readonly sighting: Sighting };

interface RecordType<Value> {
  readonly kind: RecordKind;
  readonly load: (ids: readonly string[], request: RequestScope) => Promise<Answer<Value>[]>;
  readonly describe: (record: Value) => Described;
}

const fullName = (...parts: (string | null)[]): string => parts.filter(Boolean).join(' ').trim();

const types: { readonly [V in ReadableVendor]: RecordType<RecordOf[V]> } = {
  NUMI: {
    kind: 'profile',
    load: (ids, { loaders }) => loaders.profiles.loadMany(ids),
    describe: (profile) => ({
      sighting: sightingOfProfile(profile),
      fullName: fullName(profile.firstName, profile.lastName),
      dateOfBirth: profile.dateOfBirth,
    }),
  },
  CHATWOOT: {
    kind: 'user',
    load: (ids, { loaders }) => loaders.users.loadMany(ids),
    describe: (user) => ({ sighting: sightingOfUser(user), fullName: user.name.trim(), dateOfBirth: null }),
  },
  PERFEX: {
    kind: 'contact',
    load: (ids, { loaders }) => loaders.contacts.loadMany(ids),
    describe: (contact) => ({
      sighting: sightingOfContact(contact),
      fullName: fullName(contact.firstName, contact.lastName),
      dateOfBirth: null,
    }),
  },
};

/** Reads records of all vendors side by side, each once. Persio cannot be read: its keys are passed over. */
export async function readRecords(keys: Iterable<RecordKey>, request: RequestScope): Promise<ReadRecord[]> {
  const ids = new Map<Vendor, Set<string>>();
  for (const { vendor, recordId } of keys) ids.set(vendor, (ids.get(vendor) ?? new Set<string>()).add(recordId));
  const of = async <V extends ReadableVendor>(vendor: V): Promise<ReadRecord[]> => {
    const wanted = [...(ids.get(vendor) ?? [])];
    const answers = wanted.length > 0 ? await types[vendor].load(wanted, request) : [];
    return wanted.map((recordId, index) => toReadRecord(vendor, recordId, answers[index] ?? null, request));
  };
  return (await Promise.all([of(Vendor.NUMI), of(Vendor.CHATWOOT), of(Vendor.PERFEX)])).flat();
}

/** @param answer as it arrived for this request, by whatever way. */
export function toReadRecord<V extends ReadableVendor>(
  vendor: V,
  recordId: string,
  answer: Answer<RecordOf[V]>,
  { kept }: RequestScope,
): ReadRecord {
  const key: RecordKey = { vendor, recordId };
  const { kind, describe } = types[vendor];
  const origin = kept?.originOf(kind, recordId);
  const source = {
    vendor,
    recordId,
    fetchedAt: origin?.fetchedAt ?? new Date(),
    freshness: origin?.isStale ? Freshness.STALE : Freshness.FRESH,
  };
  const statement = answer === null || answer instanceof Error ? null : { ...describe(answer), source };
  return { key, vendor, answer, statement } as ReadRecord;
}
