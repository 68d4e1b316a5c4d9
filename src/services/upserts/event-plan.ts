import { WriteKind } from '../../domain/write.js';
import type { PersonChange, RecordPlan } from './upsert.js';

/** Persio cannot be read: what was sent before is sent again, and nothing can be compared. */
export function planIdentify(userId: string, change: PersonChange): RecordPlan {
  const { givenName, familyName, email, phoneNumber, dateOfBirth, metadata } = change;
  const known = { firstName: givenName, lastName: familyName, email, phone: phoneNumber, birthday: dateOfBirth };
  const traits = Object.fromEntries(
    Object.entries({ ...metadata, ...known }).filter(([, value]) => value !== undefined),
  );
  return { write: { kind: WriteKind.IDENTIFY, input: { userId, traits } }, differences: [], notHeld: [] };
}

export const planGroup = (userId: string, groupId: string): RecordPlan => ({
  write: { kind: WriteKind.ADD_TO_GROUP, input: { userId, groupId } },
  differences: [],
  notHeld: [],
});
