import type { PersioUserId } from '../../domain/persio-user-id.js';
import type { Profile } from '../../domain/profile.js';
import type { Answer } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { PeoplegraphError } from '../../errors.js';
import { bestValues } from './best-values.js';
import { linksOf, persioUserIdsOf } from './persio-ids.js';
import type { Person, Read, UnavailableSource } from './person.js';
import type { PersonSearch } from './person-search.js';
import type { ReadRecord } from './vendor-records.js';

/** @returns null where there is nobody, or the error of the vendor that might know somebody. */
export function toPerson(search: PersonSearch, persioUserId: PersioUserId): Answer<Person> {
  const { identity, records } = search;
  if (!identity) {
    const [failure] = [
      ...search.found.map(({ answer }) => answer),
      search.failureOf(Vendor.NUMI),
      search.failureOf(Vendor.PERFEX),
    ].filter((answer) => answer instanceof Error);
    return failure ?? null;
  }
  const profiles = held(records, Vendor.NUMI);
  const contacts = held(records, Vendor.PERFEX);
  const failures = [search.failureOf(Vendor.NUMI), search.failureOf(Vendor.PERFEX)];
  const missing = { profiles: noneOr(profiles, failures[0]), contacts: noneOr(contacts, failures[1]) };
  return {
    id: identity.id,
    createdAt: identity.createdAt,
    redirectedFrom: identity.redirectedFrom,
    otherMatches: identity.otherMatches,
    profile: missing.profiles instanceof Error ? missing.profiles : (bestProfile(missing.profiles, search) ?? null),
    ...missing,
    users: held(records, Vendor.CHATWOOT),
    ...bestValues(records.flatMap(({ statement }) => statement ?? [])),
    unavailable: unavailableOf([...records.map(({ answer }) => answer), ...failures]),
    links: linksOf(identity, persioUserId).map(({ key, ...link }) => ({ ...key, ...link })),
    persioUserIds: persioUserIdsOf(identity, persioUserId),
  };
}

type RecordOf<V extends Vendor> = Exclude<Extract<ReadRecord, { vendor: V }>['answer'], null>;

/** The records of a vendor that are there, or could not be read. */
const held = <V extends ReadRecord['vendor']>(records: readonly ReadRecord[], vendor: V): RecordOf<V>[] =>
  records.flatMap((record) => (record.vendor === vendor ? ((record.answer ?? []) as RecordOf<V>) : []));

/** Nothing was found: whether there is something is not known where the search failed. */
const noneOr = <Value>(found: readonly Value[], failure: Error | undefined): readonly Value[] | Error =>
  found.length === 0 && failure ? failure : found;

function bestProfile(profiles: readonly Read<Profile>[], { lookup }: PersonSearch): Read<Profile> | undefined {
  const asked = 'identifier' in lookup ? lookup.identifier.value : 'record' in lookup ? lookup.record.recordId : null;
  const good = profiles.filter((profile): profile is Profile => !(profile instanceof Error));
  return good.find(({ phoneNumber }) => phoneNumber === asked) ?? good[0] ?? profiles[0];
}

/** An error that nobody expected is told where the part itself is asked for. */
function unavailableOf(answers: readonly unknown[]): UnavailableSource[] {
  const sources = new Map<Vendor, UnavailableSource>();
  for (const answer of answers) {
    if (!(answer instanceof PeoplegraphError) || !answer.vendor || sources.has(answer.vendor)) continue;
    const { vendor, code, message, retryable, retryAfter } = answer;
    sources.set(vendor, { vendor, code, message, retryable, retryAfter: retryAfter ?? null });
  }
  return [...sources.values()];
}
