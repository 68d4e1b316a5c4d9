import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf, requestsTo } from './support.js';

const ada = '+4930901820';
const nobody = '+4930901999';

const setProfile = `mutation ($input: SetProfileInput!) {
  setProfile(input: $input) {
    profile { phoneNumber firstName lastName email dateOfBirth metadata }
    skippedMetadata { name reason }
  }
}`;

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

const set = (input: Record<string, unknown>) => server.ask(setProfile, { input });
const sent = () => bodiesOf(server.simulators.numi, 'POST');

async function held(phoneNumber: string): Promise<Record<string, unknown> | null> {
  const { data } = await server.ask<{ profile: Record<string, unknown> | null }>(
    'query ($phoneNumber: String!) { profile(phoneNumber: $phoneNumber) { firstName lastName email dateOfBirth metadata } }',
    { phoneNumber },
  );
  return data.profile;
}

describe('setProfile', () => {
  it('sends what was sent, and leaves the rest of the profile as it was', async () => {
    const { data, errors } = await set({ phoneNumber: ada, firstName: 'Augusta Ada', dateOfBirth: '1815-12-11' });
    expect(errors).toBeUndefined();
    expect(sent()).toEqual([{ phone_number: ada, first_name: 'Augusta Ada', date_of_birth: '1815-12-11' }]);
    const expected = {
      firstName: 'Augusta Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      dateOfBirth: '1815-12-11',
      metadata: { language: 'en', interests: ['engines', 'poetry'], loyalty: { tier: 'gold', points: 1843 } },
    };
    expect(data).toEqual({ setProfile: { profile: { phoneNumber: ada, ...expected }, skippedMetadata: [] } });
    expect(await held(ada)).toEqual(expected);
  });

  it('creates the profile of a phone number that Numi does not know', async () => {
    expect(await held(nobody)).toBeNull();
    const { data } = await set({ phoneNumber: nobody, firstName: 'Niemand', lastName: 'Neu', email: 'N@Example.com' });
    const expected = {
      firstName: 'Niemand',
      lastName: 'Neu',
      email: 'n@example.com',
      dateOfBirth: null,
      metadata: {},
    };
    expect(data.setProfile.profile).toEqual({ phoneNumber: nobody, ...expected });
    expect(await held(nobody)).toEqual(expected);
    expect(sent()).toEqual([{ phone_number: nobody, first_name: 'Niemand', last_name: 'Neu', email: 'n@example.com' }]);
  });

  it('reads a national phone number in the default region', async () => {
    const { data } = await set({ phoneNumber: '030 / 90 18 20', lastName: 'King' });
    expect(data.setProfile.profile.phoneNumber).toBe(ada);
    expect(sent()).toEqual([{ phone_number: ada, last_name: 'King' }]);
    expect(await held(ada)).toMatchObject({ lastName: 'King' });
  });

  it('takes null for a field that was not sent', async () => {
    const nulls = { lastName: null, email: null, dateOfBirth: null, metadata: null, metadataJson: null };
    const { errors } = await set({ phoneNumber: ada, firstName: 'A.', ...nulls });
    expect(errors).toBeUndefined();
    expect(sent()).toEqual([{ phone_number: ada, first_name: 'A.' }]);
  });

  it('asks for one field at least, and counts null and empty lists as none', async () => {
    for (const nothing of [{}, { firstName: null, email: null }, { metadata: [], metadataJson: [] }]) {
      const answer = await set({ phoneNumber: ada, ...nothing });
      expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'BAD_USER_INPUT' }]);
      expect(answer.errors?.[0]?.message).toMatch(/at least one field/);
    }
    expect(server.simulators.numi.calls).toHaveLength(0);
  });

  it.each(['1815-02-30', '2023-02-29', '10.12.1815', '1815-12', '1815-12-10T00:00:00Z', ''])(
    'refuses the date of birth "%s"',
    async (dateOfBirth) => {
      const answer = await set({ phoneNumber: ada, dateOfBirth });
      expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'BAD_USER_INPUT', fields: ['dateOfBirth'] }]);
      expect(server.simulators.numi.calls).toHaveLength(0);
    },
  );

  it('takes the 29th of February of a leap year', async () => {
    await set({ phoneNumber: ada, dateOfBirth: '2024-02-29' });
    expect(await held(ada)).toMatchObject({ dateOfBirth: '2024-02-29' });
  });

  it('refuses a text that is no phone number, without asking Numi', async () => {
    const answer = await set({ phoneNumber: 'call me', firstName: 'Ada' });
    expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'BAD_USER_INPUT', fields: ['phoneNumber'] }]);
    expect(server.simulators.numi.calls).toHaveLength(0);
  });

  it('names the stored profile with an error on `profile` alone where it cannot be read back', async () => {
    server.simulators.numi.setFaults({ quota: 1 });
    const answer = await set({ phoneNumber: ada, firstName: 'Augusta' });
    expect(answer.data).toEqual({ setProfile: { profile: null, skippedMetadata: [] } });
    expect(errorsOf(answer)).toEqual([
      { path: ['setProfile', 'profile'], code: 'VENDOR_RATE_LIMITED', vendor: 'NUMI' },
    ]);
    server.simulators.numi.setFaults({ quota: null });
    expect(await held(ada)).toMatchObject({ firstName: 'Augusta' });
  });

  it('answers the error of Numi where the write itself fails', async () => {
    server.simulators.numi.setFaults({ outage: true });
    const answer = await set({ phoneNumber: ada, firstName: 'Augusta' });
    expect(answer.data).toEqual({ setProfile: null });
    expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI' }]);
    expect(requestsTo(server.simulators.numi)).toEqual(['POST /profiles']);
  });
});
