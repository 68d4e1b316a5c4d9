import { z } from 'zod';
import type { MembershipPosition } from '../domain/ledgers.js';
import { InputError } from '../errors.js';

/**
 * Cursors name a place by values that outlive this process: an offset for a vendor's list, the sort
 * key for the ledger. They are opaque to callers, so that their content can change.
 */
const offsetCursor = z.tuple([z.literal('offset'), z.number().int().nonnegative(), z.string()]);
const positionCursor = z.tuple([z.literal('membership'), z.number().int(), z.string()]);

/** The place of a record in a vendor's list, and which record it was. */
export interface OffsetPosition {
  readonly offset: number;
  readonly id: string;
}

export const encodeOffset = ({ offset, id }: OffsetPosition): string => encode(['offset', offset, id]);

/** @throws InputError where the text is no cursor of such a list. */
export function decodeOffset(cursor: string | undefined): OffsetPosition | undefined {
  if (cursor === undefined) return undefined;
  const [, offset, id] = decode(cursor, offsetCursor);
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
