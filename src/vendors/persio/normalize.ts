import { randomUUID } from 'node:crypto';
import type {
  EventCall,
  EventReceipt,
  GroupCall,
  IdentifyCall,
  PageCall,
  TrackCall,
} from '../../domain/group-event.js';
import { InputError } from '../../errors.js';
import { largestCall, type MessageType, type WireMessage } from './wire.js';

/** A call made ready: its ids and its time are fixed, so that sending it again is a repeat and not a second call. */
export interface Prepared {
  readonly type: MessageType;
  readonly message: WireMessage;
  readonly timestamp: Date;
}

export const prepareGroup = (call: GroupCall): Prepared =>
  prepare('group', call, { groupId: call.groupId, traits: call.traits });

export const prepareIdentify = (call: IdentifyCall): Prepared => prepare('identify', call, { traits: call.traits });

export const prepareTrack = (call: TrackCall): Prepared =>
  prepare('track', call, { event: call.event, properties: call.properties });

export const preparePage = (call: PageCall): Prepared =>
  prepare('page', call, { name: call.name, properties: call.properties });

/** Whoever has neither a user id nor an anonymous id gets a generated anonymous one. */
function prepare(type: MessageType, call: EventCall, own: Partial<WireMessage>): Prepared {
  const timestamp = call.timestamp ?? new Date();
  const message: WireMessage = {
    messageId: call.messageId ?? randomUUID(),
    timestamp: timestamp.toISOString(),
    userId: call.userId,
    anonymousId: call.anonymousId ?? (call.userId === undefined ? randomUUID() : undefined),
    ...own,
    context: call.context && withoutGaps(call.context),
    integrations: call.integrations && withoutGaps(call.integrations),
  };
  return { type, message, timestamp };
}

/** JSON leaves out what is undefined, but not the empty object that then remains around it. */
function withoutGaps<Part extends object>(part: Part): Part | undefined {
  const entries = Object.entries(part)
    .map(([name, value]: [string, unknown]) => [name, isObject(value) ? withoutGaps(value) : value] as const)
    .filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : (Object.fromEntries(entries) as Part);
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The size of a body as sent, in bytes. */
export const sizeOf = (body: object): number => Buffer.byteLength(JSON.stringify(body), 'utf8');

/**
 * Refuses here what Persio would refuse: what is too large is never sent.
 *
 * @throws InputError where the body of one call is over 32 KB.
 */
export function checkSize(body: object): void {
  const size = sizeOf(body);
  if (size > largestCall)
    throw new InputError(
      `The call is ${size} bytes of JSON, and Persio takes at most ${largestCall} (32 KB). Send less data with it.`,
      ['input'],
    );
}

/** What a call was sent with, once Persio has accepted it. */
export const toReceipt = ({ message, timestamp }: Prepared): EventReceipt => ({
  messageId: message.messageId,
  userId: message.userId ?? null,
  anonymousId: message.anonymousId ?? null,
  timestamp,
  acceptedAt: new Date(),
});
