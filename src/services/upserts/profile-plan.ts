import type { Profile } from '../../domain/profile.js';
import { WriteKind } from '../../domain/write.js';
import { Comparison } from './comparison.js';
import type { PersonChange, RecordPlan } from './upsert.js';

/** What Numi has to be sent. A profile has the phone number for its name: it cannot be given another one. */
export function planProfile(phoneNumber: string, held: Profile | null, change: PersonChange): RecordPlan {
  const comparison = new Comparison();
  const input = {
    phoneNumber,
    firstName: comparison.value('givenName', held?.firstName, change.givenName),
    lastName: comparison.value('familyName', held?.lastName, change.familyName),
    email: comparison.value('email', held?.email, change.email),
    dateOfBirth: comparison.value('dateOfBirth', held?.dateOfBirth, change.dateOfBirth),
    metadataJson: comparison.metadata(held?.metadata ?? {}, change),
  };
  const { differences } = comparison;
  const isOther = change.phoneNumber !== undefined && change.phoneNumber !== phoneNumber;
  return {
    write: differences.length > 0 ? { kind: WriteKind.SET_PROFILE, input } : null,
    differences,
    notHeld: isOther ? ['phoneNumber'] : [],
  };
}
