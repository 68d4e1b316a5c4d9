import { randomUUID } from 'node:crypto';
import type { EventCall } from '../domain/group-event.js';
import type { RecordKey } from '../domain/identity.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import { recordOfPersioUser } from './people/person-key.js';

/** Settles the ids and the time of a call, so that sending it again is a repeat and not a second call. */
export const fixed = <Call extends EventCall>(call: Call, id: string): Call => ({
  ...call,
  messageId: id,
  timestamp: call.timestamp ?? new Date(),
  anonymousId: call.anonymousId ?? (call.userId === undefined ? randomUUID() : undefined),
});

/** Whom a call is about. */
export const memberOf = ({ userId, anonymousId }: EventCall): readonly [kind: string, id: string | undefined] =>
  userId === undefined ? ['anonymous', anonymousId] : ['user', userId];

/** The record that a call is about; none where it names no user id, or one that no record can have. */
export function subjectOf({ userId }: EventCall, kind: PersioUserId): RecordKey[] {
  const record = userId === undefined ? null : recordOfPersioUser(userId, kind);
  return record ? [record] : [];
}
