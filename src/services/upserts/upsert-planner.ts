import type { Identity, IdentityStore } from '../../domain/identity.js';
import { compareNames } from '../../domain/names.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import type { Profile } from '../../domain/profile.js';
import { sightingOfProfile } from '../../domain/sightings.js';
import { Vendor } from '../../domain/vendor.js';
import { ErrorCode, notFound, VendorError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import { identityOf } from '../people/identity-of.js';
import type { PeopleService } from '../people/people.js';
import { persioUserIdsOf } from '../people/persio-ids.js';
import { planContact, planNewContact } from './contact-plan.js';
import { planGroup, planIdentify } from './event-plan.js';
import { missing } from './missing.js';
import { planProfile } from './profile-plan.js';
import type { PersonChange, RecordPlan, UpsertInput, UpsertTarget } from './upsert.js';
import { planNewUser, planUser } from './user-plan.js';

export interface UpsertPlannerOptions {
  readonly people: PeopleService;
  readonly identities: IdentityStore;
  readonly persioUserId: PersioUserId;
}

/** Whose records are planned for. */
export interface PlannedPerson {
  readonly input: UpsertInput;
  /** Null while nobody knows the person. */
  readonly personId: string | null;
}

/** A plan, and the record that it is for: a new one may have come to the person in the meantime. */
export interface TargetPlan extends RecordPlan {
  /** Null where only the vendor knows the id of the new record. */
  readonly recordId: string | null;
  /** What a record that is not the person's yet says of whose it is; null where it is theirs. */
  readonly newRecord: PersonChange | null;
}

/** Compares what a caller wants with what the vendors hold now. */
export class UpsertPlanner {
  constructor(private readonly options: UpsertPlannerOptions) {}

  /** @throws VendorError where the vendor cannot be read, or needs something that was not sent. */
  async plan(target: UpsertTarget, person: PlannedPerson, request: RequestScope): Promise<TargetPlan> {
    const { vendor, groupId } = target;
    const { change } = person.input;
    if (vendor === Vendor.PERSIO) {
      const known = target.recordId ?? (await this.#persioUserId(person.personId));
      const userId = known ?? this.#newPersioUserId(person.input);
      const plan = groupId === null ? planIdentify(userId, change) : planGroup(userId, groupId);
      return { recordId: userId, newRecord: known === null ? change : null, ...plan };
    }
    const recordId = target.recordId ?? (await this.#recordSince(vendor, person));
    if (recordId === null) return this.#planNew(vendor, person, request);
    return { recordId, newRecord: null, ...(await planKnown(vendor, recordId, change, request)) };
  }

  async #planNew(
    vendor: Exclude<Vendor, Vendor.PERSIO>,
    person: PlannedPerson,
    request: RequestScope,
  ): Promise<TargetPlan> {
    const change = await this.#completed(person, request);
    const base = { recordId: null, newRecord: change };
    if (vendor === Vendor.CHATWOOT) return { ...base, ...planNewUser(change) };
    if (vendor === Vendor.PERFEX) return { ...base, ...planNewContact(change, person.input.customerId) };
    const { phoneNumber } = change;
    if (phoneNumber === undefined) throw missing(vendor, ['phoneNumber'], 'keeps profiles by phone number');
    const held = await request.loaders.profiles.load(phoneNumber);
    if (held) await this.#refuseStranger(held, change, person.personId);
    return { recordId: phoneNumber, newRecord: change, ...planProfile(phoneNumber, held, change) };
  }

  /** A number passes from one person to another: what its profile says of somebody else must stay. @throws CONFLICT */
  async #refuseStranger(held: Profile, change: PersonChange, personId: string | null): Promise<void> {
    const sighting = sightingOfProfile(held);
    const [owner = null] = await this.options.identities.observe([sighting], new Date());
    if (owner === null || owner.id === personId) return;
    const name = { given: change.givenName ?? '', family: change.familyName ?? '' };
    if (owner.links.length === 1 && compareNames(sighting.name, name) !== 'DIFFERENT') return;
    throw new VendorError(
      Vendor.NUMI,
      ErrorCode.CONFLICT,
      'Numi has a profile of this phone number, and it is of somebody else. Link it to the person if that is wrong, then resume.',
      { fields: ['phoneNumber'] },
    );
  }

  /** What a new record gets: what is sent, and for the rest what the person was asked for by, and is known as. */
  async #completed({ input: { by, change }, personId }: PlannedPerson, request: RequestScope): Promise<PersonChange> {
    const person = personId === null ? null : await this.options.people.find({ id: personId }, request);
    return {
      ...defined({
        givenName: person?.name?.given ?? undefined,
        familyName: person?.name?.family ?? undefined,
        email: person?.emails[0]?.value,
        phoneNumber: person?.phoneNumbers[0]?.value,
        dateOfBirth: person?.dateOfBirth?.value,
      }),
      ...('email' in by && { email: by.email }),
      ...('phoneNumber' in by && { phoneNumber: by.phoneNumber }),
      ...change,
    };
  }

  /** The record that the person has got at a vendor since the upsert was begun. */
  async #recordSince(vendor: Vendor, { input, personId }: PlannedPerson): Promise<string | null> {
    const ids = recordIdsAt(vendor, await identityOf(this.options.identities, personId));
    // A new profile is wanted for the new number, whichever others there are.
    const { phoneNumber } = input.change;
    if (vendor === Vendor.NUMI && phoneNumber !== undefined) return ids.includes(phoneNumber) ? phoneNumber : null;
    return ids[0] ?? null;
  }

  async #persioUserId(personId: string | null): Promise<string | null> {
    const identity = await identityOf(this.options.identities, personId);
    return (identity && persioUserIdsOf(identity, this.options.persioUserId)[0]) ?? null;
  }

  /** @throws BAD_USER_INPUT where Persio has no name for the person. */
  #newPersioUserId({ by }: UpsertInput): string {
    if (this.options.persioUserId === 'OWN' && 'persioUserId' in by) return by.persioUserId;
    throw new VendorError(
      Vendor.PERSIO,
      ErrorCode.BAD_USER_INPUT,
      'No user id in Persio is known of this person. Link one, or name a vendor whose record gives one: PERSIO_USER_ID says which.',
      { fields: ['vendors'] },
    );
  }
}

const recordIdsAt = (vendor: Vendor, identity: Identity | null): string[] =>
  (identity?.links ?? []).flatMap(({ key }) => (key.vendor === vendor ? [key.recordId] : []));

async function planKnown(
  vendor: Exclude<Vendor, Vendor.PERSIO>,
  recordId: string,
  change: PersonChange,
  { loaders }: RequestScope,
): Promise<RecordPlan> {
  if (vendor === Vendor.NUMI) return planProfile(recordId, await loaders.profiles.load(recordId), change);
  if (vendor === Vendor.CHATWOOT) {
    const user = await loaders.users.load(recordId);
    if (!user) throw notFound(vendor, 'user');
    return planUser(user, change);
  }
  const contact = await loaders.contacts.load(recordId);
  if (!contact) throw notFound(vendor, 'contact');
  return planContact(contact, change);
}

const defined = (change: PersonChange): PersonChange =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
