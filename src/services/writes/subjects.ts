import { toEmailAddress } from '../../domain/email-address.js';
import { type Identifier, IdentifierKind, type RecordKey } from '../../domain/identity.js';
import type { WriteSubject } from '../../domain/write.js';

/** Whom the items of a write are about. @param items errors and what is missing are about nobody. */
export const subjectsOf = <Item>(
  items: readonly (Item | Error | null | undefined)[],
  about: (item: Item) => readonly (RecordKey | Identifier)[],
): WriteSubject[] =>
  items.flatMap((item, place) =>
    item === null || item === undefined || item instanceof Error ? [] : about(item).map((of) => ({ place, of })),
  );

/** By what a record will be known that is about to be made. */
export function knownBy({ email, phoneNumber }: { email?: string; phoneNumber?: string }): Identifier[] {
  const address = email === undefined ? null : toEmailAddress(email);
  return [
    ...(address === null ? [] : [{ kind: IdentifierKind.EMAIL, value: address }]),
    ...(phoneNumber ? [{ kind: IdentifierKind.PHONE_NUMBER, value: phoneNumber }] : []),
  ];
}
