import { startServer, type TestServer } from '../support/server.js';

const phoneNumber = '+4930901820';
const bob = { phoneNumber, firstName: 'Bob', lastName: 'Meier', email: 'bob@y.example', dateOfBirth: '1990-01-01' };

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
  await server.ask('{ person(by: { contactId: "1" }) { id } }');
  // As it happens where a number is given to somebody else.
  await server.ask('mutation ($input: SetProfileInput!) { setProfile(input: $input) { write { state } } }', {
    input: bob,
  });
});
afterEach(() => server.close());

const profile = async () =>
  (
    await server.ask(
      'query ($phoneNumber: String!) { profile(phoneNumber: $phoneNumber) { phoneNumber firstName lastName email dateOfBirth } }',
      { phoneNumber },
    )
  ).data.profile;

it('answers the stranger who has the number now, and the other one without their profile', async () => {
  const { data } = await server.ask(
    `query ($phoneNumber: String!) {
      one: person(by: { phoneNumber: $phoneNumber }) { name { full } emails { value } }
      other: person(by: { contactId: "1" }) { name { full } emails { value } profile { firstName } }
    }`,
    { phoneNumber },
  );
  expect(data.one).toEqual({ name: { full: 'Bob Meier' }, emails: [{ value: bob.email }] });
  expect(data.other).toMatchObject({ name: { full: 'Ada Lovelace' }, profile: null });
  expect(data.other.emails).not.toContainEqual({ value: bob.email });
});

it('writes nothing of one into the profile of the other', async () => {
  const { data } = await server.ask(
    'mutation ($input: UpsertPersonInput!) { upsertPerson(input: $input) { upsert { outcomes { vendor state } } } }',
    { input: { by: { contactId: '1' }, email: 'ada.new@example.com' } },
  );
  expect(data.upsertPerson.upsert.outcomes).toEqual([{ vendor: 'PERFEX', state: 'DELIVERED' }]);
  expect(await profile()).toEqual(bob);
});

it('erases nothing of one along with the other', async () => {
  const { data } = await server.ask(
    'mutation ($by: PersonKeyInput!) { erasePerson(input: { by: $by }) { erasure { state receipts { vendor } } } }',
    { by: { contactId: '1' } },
  );
  expect(data.erasePerson.erasure.state).toBe('ERASED');
  expect(data.erasePerson.erasure.receipts).not.toContainEqual({ vendor: 'NUMI' });
  expect(await profile()).toEqual(bob);
});
