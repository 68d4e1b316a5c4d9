import { IdentifierKind, LinkRule, type NameParts } from './identity.js';
import { compareNames } from './names.js';

/**
 * By which rule two records are of one person, from what they share and what they call the person.
 *
 * Names that contradict each other veto, whatever is shared: twins have one phone number, a household has one e-mail
 * address and one phone number, and a number passes to a stranger.
 *
 * @param shared the kinds of identifiers of which both have the same one; at least one. Blocked ones are left out.
 * @returns null where the names contradict each other.
 */
export function ruleBetween(shared: readonly IdentifierKind[], one: NameParts, other: NameParts): LinkRule | null {
  const names = compareNames(one, other);
  if (names === 'DIFFERENT') return null;
  const byEmail = shared.includes(IdentifierKind.EMAIL);
  if (byEmail && shared.includes(IdentifierKind.PHONE_NUMBER)) return LinkRule.EMAIL_AND_PHONE_NUMBER;
  if (names === 'SAME') return byEmail ? LinkRule.EMAIL_AND_NAME : LinkRule.PHONE_NUMBER_AND_NAME;
  return byEmail ? LinkRule.EMAIL : LinkRule.PHONE_NUMBER;
}
