import type { Identity } from '../../domain/identity.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import { Vendor } from '../../domain/vendor.js';
import type { Write } from '../../domain/write.js';
import { ErrorCode } from '../../errors.js';
import type { RunningJob } from '../jobs/definition.js';
import { stepWrite } from '../jobs/step-write.js';
import type { ContactService } from '../contacts.js';
import type { RequestScope } from '../loaders.js';
import { persioUserIdsOf } from '../people/persio-ids.js';
import type { ProfileService } from '../profiles.js';
import type { UserService } from '../users.js';
import type { WriteOptions } from '../writes/durable-write.js';
import { toProblem } from '../writes/problems.js';
import type { WriteService } from '../writes/write-service.js';
import { ErasureOutcome, type ErasureReceipt } from './erasure.js';

export interface ErasingServices {
  readonly profiles: ProfileService;
  readonly users: UserService;
  readonly contacts: ContactService;
  readonly writes: WriteService;
}

/** A record that is going to be erased, settled before it is. */
export interface DoomedRecord {
  readonly recordId: string;
  /** Of a profile, the names of its metadata; null where there is nothing to erase, or nothing to be known before. */
  readonly metadata: readonly string[] | null;
}

/** What has come of it so far. */
export interface RecordEnd {
  readonly receipt: ErasureReceipt;
  readonly writeId: string | null;
  /** When to look at it again; null where it has ended. */
  readonly until: Date | null;
}

/** The records of a person at a vendor, as they are now. */
export async function doomedRecords(
  vendor: Vendor,
  identity: Identity | null,
  persioUserId: PersioUserId,
  { loaders }: RequestScope,
): Promise<DoomedRecord[]> {
  if (!identity) return [];
  if (vendor === Vendor.PERSIO)
    return persioUserIdsOf(identity, persioUserId).map((recordId) => ({ recordId, metadata: null }));
  const ids = identity.links.filter(({ key }) => key.vendor === vendor).map(({ key }) => key.recordId);
  if (vendor !== Vendor.NUMI) return ids.map((recordId) => ({ recordId, metadata: null }));
  const read = async (recordId: string): Promise<DoomedRecord> => {
    const profile = await loaders.profiles.load(recordId);
    return { recordId, metadata: profile && Object.keys(profile.metadata) };
  };
  return Promise.all(ids.map(read));
}

/** What there is to say of a record that another erasure has erased. */
export const erasedElsewhere = (vendor: Vendor, { recordId }: DoomedRecord): RecordEnd => ({
  receipt: {
    vendor,
    recordId,
    outcome: vendor === Vendor.PERSIO ? ErasureOutcome.UNSUPPORTED : ErasureOutcome.ABSENT,
    at: new Date(),
    error: null,
  },
  writeId: null,
  until: null,
});

/** Erases a record; made again with the same options it is the same write. */
export async function eraseRecord(
  vendor: Vendor,
  { recordId, metadata }: DoomedRecord,
  known: string | null,
  options: WriteOptions,
  services: ErasingServices,
  { request }: Pick<RunningJob<unknown>, 'request'>,
): Promise<RecordEnd> {
  const ended = (outcome: ErasureOutcome, writeId: string | null, error: Error | null = null): RecordEnd => {
    const at = new Date();
    return { receipt: { vendor, recordId, outcome, at, error: error && toProblem(error, at) }, writeId, until: null };
  };
  if (vendor === Vendor.PERSIO) return ended(ErasureOutcome.UNSUPPORTED, null);
  // A write would make the profile.
  if (vendor === Vendor.NUMI && !metadata) return ended(ErasureOutcome.ABSENT, null);

  const made = await stepWrite(known, services.writes, options, (each): Promise<{ readonly write: Write }> => {
    if (vendor === Vendor.CHATWOOT) return services.users.delete(recordId, each, request);
    if (vendor === Vendor.PERFEX) return services.contacts.delete(recordId, each, request);
    const nothing = { firstName: '', lastName: '', email: '', dateOfBirth: '' };
    const names = (metadata ?? []).map((name) => ({ name, value: '' }));
    return services.profiles.set({ phoneNumber: recordId, ...nothing, metadata: names }, each, request);
  });
  if ('delivered' in made)
    return ended(vendor === Vendor.NUMI ? ErasureOutcome.ANONYMIZED : ErasureOutcome.DELETED, made.delivered.write.id);
  if ('pending' in made) {
    const { pending, until } = made;
    const receipt = { vendor, recordId, outcome: ErasureOutcome.PENDING, at: null, error: pending.lastError };
    return { receipt, writeId: pending.id, until };
  }
  const { failed, writeId } = made;
  if (failed.code === ErrorCode.NOT_FOUND) return ended(ErasureOutcome.ABSENT, writeId);
  return ended(ErasureOutcome.FAILED, writeId, failed);
}
