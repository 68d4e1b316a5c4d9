import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, type BulkItem, errorSelection, errorsOf } from './support.js';

const ada = '+4930901820';
const grace = '+12025550143';
const nobody = '+4930901999';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Payload {
  readonly profile: { readonly phoneNumber: string; readonly firstName: string | null } | null;
  readonly skippedMetadata: readonly { readonly name: string }[];
}

const setProfiles = (profiles: readonly Record<string, unknown>[]) =>
  server.ask<{ setProfiles: { results: BulkItem<Payload>[] } }>(
    `mutation ($input: SetProfilesInput!) {
      setProfiles(input: $input) {
        results { index payload { profile { phoneNumber firstName } skippedMetadata { name } } ${errorSelection} }
      }
    }`,
    { input: { profiles } },
  );

async function firstNames(...phoneNumbers: string[]): Promise<(string | null | undefined)[]> {
  const { data } = await server.ask<{ profiles: ({ firstName: string | null } | null)[] }>(
    'query ($phoneNumbers: [String!]!) { profiles(phoneNumbers: $phoneNumbers) { firstName } }',
    { phoneNumbers },
  );
  return data.profiles.map((profile) => profile?.firstName);
}

describe('setProfiles', () => {
  it('gives each profile its own outcome, in the order sent, and lets no bad one stop the others', async () => {
    const { data, errors } = await setProfiles([
      { phoneNumber: 'secret phone', firstName: 'Nowhere' },
      { phoneNumber: grace, firstName: 'Amazing', metadataJson: [{ name: 'bad', value: '{' }] },
      { phoneNumber: ada, email: 'secret-no-address' },
      { phoneNumber: ada },
      { phoneNumber: nobody, firstName: 'Niemand' },
      { phoneNumber: ada, dateOfBirth: '1815-02-30' },
    ]);
    expect(errors).toBeUndefined();
    const { results } = data.setProfiles;
    expect(results.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(results.map(({ error }) => error && [error.code, error.fields])).toEqual([
      ['BAD_USER_INPUT', ['phoneNumber']],
      null,
      ['BAD_USER_INPUT', ['email']],
      ['BAD_USER_INPUT', []],
      null,
      ['BAD_USER_INPUT', ['dateOfBirth']],
    ]);
    expect(JSON.stringify(results)).not.toMatch(/secret/);
    expect(results[1]?.payload).toEqual({
      profile: { phoneNumber: grace, firstName: 'Amazing' },
      skippedMetadata: [{ name: 'bad' }],
    });
    expect(results[4]?.payload?.profile).toEqual({ phoneNumber: nobody, firstName: 'Niemand' });
    expect(bodiesOf(server.simulators.numi, 'POST')).toEqual([
      { phone_number: grace, first_name: 'Amazing' },
      { phone_number: nobody, first_name: 'Niemand' },
    ]);
    expect(await firstNames(ada, grace, nobody)).toEqual(['Ada', 'Amazing', 'Niemand']);
  });

  it('stores two writes to one profile in the order sent, however the number is written', async () => {
    server.simulators.numi.setFaults({ latency: 10 });
    await setProfiles([
      { phoneNumber: ada, firstName: 'First' },
      { phoneNumber: '030 901820', firstName: 'Second', email: 'Ada@Example.com' },
    ]);
    expect(bodiesOf(server.simulators.numi, 'POST')).toEqual([
      { phone_number: ada, first_name: 'First' },
      { phone_number: ada, first_name: 'Second', email: 'ada@example.com' },
    ]);
    expect(await firstNames(ada)).toEqual(['Second']);
  });

  it('gives each profile the error of a vendor that is down', async () => {
    server.simulators.numi.setFaults({ outage: true });
    const { data, errors } = await setProfiles([
      { phoneNumber: ada, firstName: 'A' },
      { phoneNumber: grace, firstName: 'G' },
    ]);
    expect(errors).toBeUndefined();
    for (const { payload, error } of data.setProfiles.results) {
      expect(payload).toBeNull();
      expect(error).toMatchObject({ code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI', retryable: true, requestId: null });
    }
  });

  it('writes up to 100 profiles, and refuses none and more before anything is written', async () => {
    const profiles = Array.from({ length: 101 }, (_, index) => ({
      phoneNumber: `+49309018${String(2000 + index)}`,
      firstName: `Person ${index}`,
    }));
    for (const wrong of [[], profiles]) {
      const answer = await setProfiles(wrong);
      expect(errorsOf(answer)).toEqual([{ path: ['setProfiles'], code: 'BAD_USER_INPUT', fields: ['profiles'] }]);
    }
    expect(server.simulators.numi.calls).toHaveLength(0);

    const { data } = await setProfiles(profiles.slice(0, 100));
    expect(data.setProfiles.results.map(({ payload }) => payload?.profile?.firstName)).toEqual(
      profiles.slice(0, 100).map(({ firstName }) => firstName),
    );
    expect(bodiesOf(server.simulators.numi, 'POST')).toHaveLength(100);
  });
});
