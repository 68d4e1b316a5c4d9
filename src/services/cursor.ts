import { z } from 'zod';
import type { MembershipPosition } from '../domain/ledgers.js';
import type { TimelinePosition } from '../domain/timeline.js';
import type { WritePosition } from '../domain/write.js';
import { InputError } from '../errors.js';

/**
 * Cursors name a place by values that outlive this process: an offset for a vendor's list, the sort
 * key for the ledger. They are opaque to callers, so that their content can change.
 */
const offsetCursor = (list: OffsetList) => z.tuple([z.literal(list), z.number().int().nonnegative(), z.string()]);
/** The furthest time from the epoch that a Date can hold, in milliseconds. */
const furthestTime = 8.64e15;
const positionCursor = z.tuple([
  z.literal('membership'),
  z.number().int().min(-furthestTime).max(furthestTime),
  z.string(),
]);

/** The lists that are read by offset. A place in one means nothing in another. */
export type OffsetList = 'accountUsers' | 'customerContacts' | 'searchContacts' | 'recentContacts';

/** The place of a record in a vendor's list, and which record it was. */
export interface OffsetPosition {
  readonly offset: number;
  readonly id: string;
}

export const encodeOffset = (list: OffsetList, { offset, id }: OffsetPosition): string => encode([list, offset, id]);

/** @throws InputError where the text is no cursor of this list. */
export function decodeOffset(list: OffsetList, cursor: string | undefined): OffsetPosition | undefined {
  if (cursor === undefined) return undefined;
  const [, offset, id] = decode(cursor, offsetCursor(list));
  return { offset, id };
}

export const encodePosition = ({ joinedAt, id }: MembershipPosition): string =>
  encode(['membership', joinedAt.getTime(), id]);

/** @throws InputError where the text is no cursor of a list of memberships. */
export function decodePosition(cursor: string | undefined): MembershipPosition | undefined {
  if (cursor === undefined) return undefined;
  const [, milliseconds, id] = decode(cursor, positionCursor);
  return { joinedAt: new Date(milliseconds), id };
}

const timelineCursor = z.tuple([
  z.literal('timeline'),
  z.number().int().min(-furthestTime).max(furthestTime),
  z.string(),
]);

export const encodeTimelinePosition = ({ at, id }: TimelinePosition): string => encode(['timeline', at.getTime(), id]);

/** @throws InputError where the text is no cursor of a timeline. */
export function decodeTimelinePosition(cursor: string | undefined): TimelinePosition | undefined {
  if (cursor === undefined) return undefined;
  const [, milliseconds, id] = decode(cursor, timelineCursor);
  return { at: new Date(milliseconds), id };
}

const writeCursor = z.tuple([z.literal('write'), z.number().int().nonnegative(), z.string()]);

export const encodeWritePosition = ({ sequence, id }: WritePosition): string => encode(['write', sequence, id]);

/** @throws InputError where the text is no cursor of the list of writes. */
export function decodeWritePosition(cursor: string | undefined): WritePosition | undefined {
  if (cursor === undefined) return undefined;
  const [, sequence, id] = decode(cursor, writeCursor);
  return { sequence, id };
}

const encode = (parts: readonly unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');

function decode<Parts>(cursor: string, schema: z.ZodType<Parts>): Parts {
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch {
    throw new InputError('after is not a cursor of this list. Send an endCursor that this list answered, unchanged.', [
      'after',
    ]);
  }
}
