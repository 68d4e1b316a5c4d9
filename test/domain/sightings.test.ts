import { IdentifierKind } from '../../src/domain/identity.js';
import { sightingOfContact, sightingOfProfile, sightingOfUser } from '../../src/domain/sightings.js';
import { Vendor } from '../../src/domain/vendor.js';

const email = { kind: IdentifierKind.EMAIL, value: 'ada@example.com' };
const phoneNumber = { kind: IdentifierKind.PHONE_NUMBER, value: '+4930901820' };
const name = { given: 'Ada', family: 'Lovelace' };

describe('what a record says of whose it is', () => {
  it('is of a profile its number, which names it, with e-mail address and name', () => {
    const profile = { phoneNumber: '+4930901820', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com' };
    const key = { vendor: Vendor.NUMI, recordId: '+4930901820' };
    expect(sightingOfProfile(profile)).toEqual({ key, name, identifiers: [email, phoneNumber] });
    expect(sightingOfProfile({ ...profile, firstName: null, lastName: null, email: null })).toEqual({
      key,
      name: { given: '', family: '' },
      identifiers: [phoneNumber],
    });
  });

  it('is of a contact e-mail address, phone number and name, as far as it has them', () => {
    const contact = { id: '7', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@example.com', phoneNumber: null };
    const key = { vendor: Vendor.PERFEX, recordId: '7' };
    expect(sightingOfContact(contact)).toEqual({ key, name, identifiers: [email] });
    expect(sightingOfContact({ ...contact, phoneNumber: '+4930901820' }).identifiers).toEqual([email, phoneNumber]);
  });

  test.each([
    ['+49 30 901820', [email, phoneNumber]],
    // Whose country would it be?
    ['030 901820', [email]],
    ['call reception', [email]],
    [4930901820, [email]],
    [null, [email]],
    [undefined, [email]],
  ])('is of a user also the custom attribute phone_number: %j', (attribute, identifiers) => {
    const user = { id: '1', name: 'Lovelace, Ada', email: 'ada@example.com', customAttributes: {} };
    expect(sightingOfUser({ ...user, customAttributes: { phone_number: attribute } })).toEqual({
      key: { vendor: Vendor.CHATWOOT, recordId: '1' },
      name,
      identifiers,
    });
  });
});
