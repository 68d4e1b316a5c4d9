import { randomUUID } from 'node:crypto';
import type { EventCall } from '../domain/group-event.js';

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
