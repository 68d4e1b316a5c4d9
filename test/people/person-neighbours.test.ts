import { usePeople } from './support.js';

const at = usePeople();

describe('twins with one phone number', () => {
  const phoneNumber = '+493023125069';
  const silke = { contactId: '581' };
  const katharina = { contactId: '613' };

  it('are two people, whichever is asked for first', async () => {
    const second = await at.find(katharina);
    const first = await at.find(silke);
    expect(first.id).not.toBe(second.id);
    expect(first).toMatchObject({ profile: { phoneNumber }, contacts: [{ id: '581' }] });
    expect(second).toMatchObject({ profile: null, contacts: [{ id: '613' }] });
  });

  it('are both named where the phone number is asked for: first the one whose profile it is', async () => {
    const [first, second] = [await at.find(silke), await at.find(katharina)];
    expect(await at.find({ phoneNumber })).toMatchObject({ id: first.id, otherMatches: [second.id] });
    expect(await at.find({ id: second.id })).toMatchObject({ otherMatches: [] });
  });
});

describe('a family with one e-mail address', () => {
  it('stays several people, who are all named where it is asked for', async () => {
    const email = 'familie7@example.net';
    const anna = await at.find({ userId: '128' });
    expect(anna).toMatchObject({ users: [{ id: '128' }], contacts: [] });
    const joerg = await at.find({ contactId: '106' });
    expect(joerg).toMatchObject({ users: [], contacts: [{ id: '106' }] });
    const found = await at.find({ email });
    expect([found.id, ...found.otherMatches].sort()).toEqual([anna.id, joerg.id].sort());
  });

  it('is found by its address though only Perfex knows one of them', async () => {
    const found = await at.find({ email: 'familie6@example.org' });
    expect(found).toMatchObject({ contacts: [{ id: '526' }] });
  });
});

it('leaves the profile of a stranger who has the phone number now', async () => {
  expect(await at.find({ contactId: '469' })).toMatchObject({ contacts: [{ id: '469' }], profile: null });
});

describe('two people who turn out to be one', () => {
  it('are one person under both ids, and the one that went says so', async () => {
    const { data } = await at.server.ask<{ user: { user: { id: string } }; contact: { contactId: string } }>(`mutation {
      user: createUser(input: { name: "Hedy Lamarr", email: "hedy@example.com" }) { user { id } }
      contact: createContact(input: { customerId: 1, firstName: "Hedy", lastName: "Lamarr", email: "h.lamarr@example.com" }) { contactId }
    }`);
    const userId = data.user.user.id;
    const { contactId } = data.contact;
    const earlier = await at.find({ userId });
    const later = await at.find({ contactId });
    expect(later.id).not.toBe(earlier.id);

    await at.server.ask(
      `mutation { updateContact(input: { id: ${contactId}, email: "hedy@example.com" }) { write { state } } }`,
    );
    const merged = { id: earlier.id, users: [{ id: userId }], contacts: [{ id: contactId }] };
    expect(await at.find({ contactId })).toMatchObject(merged);
    expect(await at.find({ id: later.id })).toMatchObject({ ...merged, redirectedFrom: later.id });
    expect(await at.find({ id: earlier.id })).toMatchObject({ ...merged, redirectedFrom: null });
  });
});
