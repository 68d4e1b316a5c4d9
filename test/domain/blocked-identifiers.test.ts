import { identifierGuard, isBlockable } from '../../src/domain/blocked-identifiers.js';
import { type Identifier, IdentifierKind } from '../../src/domain/identity.js';

const identifier = (value: string): Identifier => ({
  kind: value.includes('@') ? IdentifierKind.EMAIL : IdentifierKind.PHONE_NUMBER,
  value,
});
const isBlocked = (value: string, ...extra: string[]): boolean => identifierGuard(extra)(identifier(value));

describe('an identifier that links nothing', () => {
  test.each([
    'info@example.com',
    'Info2@example.com'.toLowerCase(),
    'sales+shop@example.com',
    'no-reply@example.com',
    'noreply@example.com',
    'office@example.com',
    'kontakt@example.de',
    'buchhaltung@example.de',
    'familie.mueller@example.de',
    'null@example.com',
    'anonymous@example.com',
    'n/a@example.com',
    'test1@example.com',
    'xxx@example.com',
    '0@example.com',
    '000@example.com',
    'ada@nowhere.invalid',
    '+490000000000',
    '+10000000000',
    '+4911111111',
    '+49123456789',
    '+441234567890',
  ])('is %s', (value) => {
    expect(isBlocked(value)).toBe(true);
  });

  test.each([
    'ada.lovelace@example.com',
    'j@example.com',
    'informatik.ada@example.com',
    'will.post@example.com',
    'maria.test@example.com',
    'salesch@example.com',
    '+4930901820',
    '+12025550143',
    '+4930123456',
  ])('is not %s', (value) => {
    expect(isBlocked(value)).toBe(false);
  });

  it('is whatever the operator names: an address, a number, a name before the @, a domain', () => {
    const extra = [' Corner@Example.com', '+49 30 901820', 'team-berlin@', '@partner.example'];
    const blocked = ['corner@example.com', '+4930901820', 'team-berlin@example.org', 'ada@partner.example'];
    const free = ['corner@example.org', '+4930901821', 'my-team-berlin@example.org', 'ada@sub.partner.example'];

    expect(blocked.map((value) => isBlocked(value, ...extra))).toEqual(blocked.map(() => true));
    expect(blocked.map((value) => isBlocked(value))).toEqual(blocked.map(() => false));
    expect(free.map((value) => isBlocked(value, ...extra))).toEqual(free.map(() => false));
  });

  it('can be told from a text that names none', () => {
    expect(['a@example.com', '+49 30 901820', 'info@', '@example.com'].map(isBlockable)).not.toContain(false);
    expect(['', '@', 'info', '030 901820', '@-example', 'a b@'].map(isBlockable)).not.toContain(true);
  });
});
