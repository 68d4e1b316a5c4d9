import { sightingOfUser } from '../../domain/sightings.js';
import type { Sighting } from '../../domain/identity.js';
import { Vendor } from '../../domain/vendor.js';
import { type Write, WriteKind } from '../../domain/write.js';
import { ErrorCode, VendorError } from '../../errors.js';
import type { ContactService } from '../contacts.js';
import type { EventService } from '../events.js';
import type { RequestScope } from '../loaders.js';
import type { MembershipService } from '../memberships.js';
import type { ProfileService } from '../profiles.js';
import type { UserService } from '../users.js';
import type { WriteOptions } from '../writes/durable-write.js';
import type { UpsertWrite } from './upsert.js';

export interface WritingServices {
  readonly profiles: ProfileService;
  readonly users: UserService;
  readonly contacts: ContactService;
  readonly events: EventService;
  readonly memberships: MembershipService;
}

/** A write, and what it found. */
export interface UpsertWritten {
  readonly write: Write;
  /** The record that the write made, where only the vendor knew its id; null while it is pending. */
  readonly newRecordId: string | null;
  /** A record that was there before, in place of the one that should have been made. */
  readonly found?: Sighting;
}

/** Makes the write by the service whose it is. */
export async function makeWrite(
  write: UpsertWrite,
  { profiles, users, contacts, events, memberships }: WritingServices,
  options: WriteOptions,
  request: RequestScope,
): Promise<UpsertWritten> {
  switch (write.kind) {
    case WriteKind.SET_PROFILE: {
      const { metadata: _, metadataJson = {}, ...fields } = write.input;
      const entries = Object.entries(metadataJson).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
      const { write: made } = await profiles.set({ ...fields, metadataJson: entries }, options, request);
      return { write: made, newRecordId: null };
    }
    case WriteKind.CREATE_USER: {
      const written = await users.create(write.input, options, request);
      const { user, created } = written.outcome ?? {};
      const found = user && !created ? sightingOfUser(user) : undefined;
      return { write: written.write, newRecordId: user?.id ?? null, found };
    }
    case WriteKind.CREATE_CONTACT: {
      const written = await contacts.create(write.input, options, request);
      return { write: written.write, newRecordId: written.outcome?.contactId ?? null };
    }
    case WriteKind.UPDATE_USER:
      return { ...(await users.update(write.input, options, request)), newRecordId: null };
    case WriteKind.UPDATE_CONTACT:
      return { ...(await contacts.update(write.input, options, request)), newRecordId: null };
    case WriteKind.IDENTIFY:
      return { ...(await events.identify(write.input, options, request)), newRecordId: null };
    case WriteKind.ADD_TO_GROUP:
      return { ...(await memberships.add(write.input, options, request)), newRecordId: null };
  }
}

/** Nothing was made, and what is there has not been changed. */
export const isThereAlready = (): VendorError =>
  new VendorError(
    Vendor.CHATWOOT,
    ErrorCode.CONFLICT,
    'Chatwoot has a user with this e-mail address, and it was left as it is. Link the user to the person, then resume.',
    { fields: ['email'] },
  );
