import { ruleBetween } from '../../src/domain/identity-rules.js';
import { IdentifierKind, LinkRule } from '../../src/domain/identity.js';
import { splitName } from '../../src/domain/names.js';

const { EMAIL, PHONE_NUMBER } = IdentifierKind;
const between = (shared: IdentifierKind[], one: string, other: string): LinkRule | null =>
  ruleBetween(shared, splitName(one), splitName(other));

describe('the rule between two records', () => {
  test.each([
    ['Ada Lovelace', 'Ada Lovelace', LinkRule.EMAIL_AND_NAME, LinkRule.PHONE_NUMBER_AND_NAME],
    ['A. Lovelace', 'Ada Lovelace', LinkRule.EMAIL, LinkRule.PHONE_NUMBER],
    ['Ada Byron', 'Ada Lovelace', LinkRule.EMAIL, LinkRule.PHONE_NUMBER],
    ['', 'Ada Lovelace', LinkRule.EMAIL, LinkRule.PHONE_NUMBER],
    ['Ada Lovelace', 'Byron Lovelace', null, null],
  ])('of %j and %j is by their names', (one, other, byEmail, byPhoneNumber) => {
    expect(between([EMAIL], one, other)).toBe(byEmail);
    expect(between([PHONE_NUMBER], one, other)).toBe(byPhoneNumber);
  });

  it('needs no name where e-mail address and phone number are the same', () => {
    for (const one of ['Ada Lovelace', 'A. Lovelace', 'Ada Byron', ''])
      expect(between([EMAIL, PHONE_NUMBER], one, 'Ada Lovelace')).toBe(LinkRule.EMAIL_AND_PHONE_NUMBER);
  });

  it('does not take a couple with one e-mail address and one phone number for one person', () => {
    expect(between([EMAIL, PHONE_NUMBER], 'Byron Lovelace', 'Ada Lovelace')).toBeNull();
  });
});
