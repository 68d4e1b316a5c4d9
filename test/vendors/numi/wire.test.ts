import { readFileSync } from 'node:fs';
import { loadConfig } from '../../../src/config.js';
import type { ProfileSource } from '../../../src/domain/sources.js';
import { ErrorCode, VendorError } from '../../../src/errors.js';
import { numi, type NumiSettings } from '../../../src/vendors/numi/index.js';
import type { VendorEnvironment } from '../../../src/vendors/vendor.js';
import { callScope } from '../../support/scope.js';
import { type ScriptedAnswer, startScriptedServer } from '../../support/scripted-server.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';

const phoneNumber = '+4930901820';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')) as unknown;

let answer: ScriptedAnswer;
let server: Awaited<ReturnType<typeof startScriptedServer>>;

beforeAll(async () => {
  server = await startScriptedServer(() => answer);
});
beforeEach(() => {
  server.requests.length = 0;
});
afterAll(() => server.close());

const connect = (settings: Partial<NumiSettings> = {}, environment: Partial<VendorEnvironment> = {}): ProfileSource =>
  numi.connect(
    {
      url: server.url,
      apiKey: 'secret-key',
      profilePath: '/profiles/{phone}',
      profilesPath: '/profiles',
      authHeader: 'Authorization',
      authScheme: 'Bearer',
      ...settings,
    },
    vendorEnvironment(environment),
  );

async function read(body: unknown, status = 200, environment: Partial<VendorEnvironment> = {}) {
  answer = { status, body };
  const [profile] = await connect({}, environment).readProfiles([phoneNumber], callScope());
  return profile;
}

const profileWith = (change: Record<string, unknown>) => ({
  exists: true,
  profile: { ...(fixture('profile') as { profile: Record<string, unknown> }).profile, ...change },
});

describe('a profile that Numi answers', () => {
  test('is normalized, with what Numi holds kept beside it', async () => {
    expect(await read(fixture('profile'))).toEqual({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '+49 30 901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      emailRaw: ' Ada.Lovelace@Example.COM ',
      dateOfBirth: '1992-02-29',
      metadata: {
        plan: 'gold',
        seats: 3,
        trial: false,
        address: { city: 'Berlin', lines: ['Spandauer Damm 10', null] },
      },
    });
  });

  test('has null for empty and missing fields, an empty object for missing metadata, and no e-mail that is none', async () => {
    expect(await read(fixture('profile-sparse'))).toEqual({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
      firstName: null,
      lastName: null,
      email: null,
      emailRaw: 'no address',
      dateOfBirth: null,
      metadata: {},
    });
    expect(await read(fixture('profile-identifier-only'))).toEqual({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '+4930901820',
      firstName: null,
      lastName: null,
      email: null,
      emailRaw: null,
      dateOfBirth: null,
      metadata: {},
    });
  });

  test.each([
    [
      { first_name: null, last_name: '', email: '' },
      { firstName: null, lastName: null, email: null, emailRaw: null },
    ],
    [{ date_of_birth: '' }, { dateOfBirth: null }],
    [{ date_of_birth: '2000-02-29' }, { dateOfBirth: '2000-02-29' }],
    [{ phone_number: '+4930901820' }, { phoneNumberRaw: '+4930901820' }],
    [{ metadata: null }, { metadata: {} }],
    [{ unknown_field: ['ignored'] }, { firstName: 'Ada' }],
  ])('with %j reads %j', async (change, expected) => {
    expect(await read(profileWith(change))).toMatchObject(expected);
  });

  test('loses a member of its metadata that would be taken for a prototype', async () => {
    const metadata = JSON.parse('{"plan":"gold","__proto__":{"isAdmin":true}}') as Record<string, unknown>;
    const profile = await read(profileWith({ metadata }));
    expect(JSON.stringify(profile)).toContain('"metadata":{"plan":"gold"}');
  });

  test('is null where it does not exist, whether Numi says so by 200 or by 404', async () => {
    expect(await read(fixture('unknown'))).toBeNull();
    expect(await read(undefined, 404)).toBeNull();
    expect(await read('<h1>Not Found</h1>', 404)).toBeNull();
  });

  test('may hold a national number where the server has no default region', async () => {
    expect(await read(fixture('profile-sparse'), 200, { defaultRegion: undefined })).toMatchObject({
      phoneNumber: '+4930901820',
      phoneNumberRaw: '030 901820',
    });
  });

  test.each([
    ['another number', '+4930901821', 'DE'],
    ['another national number', '030 901821', undefined],
    ['the end of the number alone', '901820', undefined],
    ['a text without digits', 'unknown', 'DE'],
    ['the number with an extension', '+49 30 901820 ext. 5', 'DE'],
  ] as const)('is refused when it belongs to %s', async (_, held, defaultRegion) => {
    const error = await read(profileWith({ phone_number: held }), 200, { defaultRegion });
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
    expect((error as Error).message).toContain('phone_number');
  });

  test.each([
    ['no such day', { date_of_birth: '1990-02-30' }, 'profile.date_of_birth'],
    ['no such leap day', { date_of_birth: '1900-02-29' }, 'profile.date_of_birth'],
    ['a date that is a number', { date_of_birth: 19901224 }, 'profile.date_of_birth'],
    ['metadata that is a text', { metadata: 'plan' }, 'profile.metadata'],
    ['a date in another form', { date_of_birth: '24.12.1990' }, 'profile.date_of_birth'],
    ['a moment instead of a date', { date_of_birth: '1990-12-24T00:00:00Z' }, 'profile.date_of_birth'],
    ['a name that is a number', { first_name: 5551234 }, 'profile.first_name'],
    ['an e-mail that is an object', { email: { address: 'ada@example.com' } }, 'profile.email'],
    ['metadata that is a list', { metadata: ['plan'] }, 'profile.metadata'],
    ['no phone number', { phone_number: undefined }, 'profile.phone_number'],
    ['an empty phone number', { phone_number: '' }, 'profile.phone_number'],
  ])('is a bad response with %s, and the message names the place', async (_, change, place) => {
    const error = await read(profileWith(change));
    expect(error).toBeInstanceOf(VendorError);
    expect(error).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE, retryable: false });
    expect((error as Error).message).toContain(place);
  });

  test.each([
    ['nothing', undefined],
    ['a list', [fixture('profile')]],
    ['no word on whether it exists', { profile: { phone_number: phoneNumber } }],
    ['that it exists, and not the profile', { exists: true }],
    ['that it exists, as a text', { exists: 'true', profile: { phone_number: phoneNumber } }],
    ['a page', '<html>sign in</html>'],
  ])('is a bad response where the answer holds %s', async (_, body) => {
    expect(await read(body)).toMatchObject({ code: ErrorCode.VENDOR_BAD_RESPONSE });
  });

  test('never shows a value of it in an error', async () => {
    const bodies = [
      profileWith({ date_of_birth: 'Ada-was-born' }),
      profileWith({ phone_number: '+4930901821' }),
      profileWith({ email: ['ada@example.com'] }),
    ];
    for (const body of bodies) {
      const { message } = (await read(body)) as Error;
      expect(message).not.toMatch(/Ada|ada@|90182|secret-key/);
    }
  });
});

describe('a request to Numi', () => {
  test('encodes the number into the path and sends the key', async () => {
    await read(fixture('unknown'));
    expect(server.requests).toMatchObject([
      { method: 'GET', url: '/profiles/%2B4930901820', headers: { authorization: 'Bearer secret-key' } },
    ]);
  });

  test('follows the settings of paths and key', async () => {
    answer = { status: 200, body: fixture('unknown') };
    const source = connect({
      url: `${server.url}/numi`,
      profilePath: '/v2/people/{phone}/card',
      profilesPath: '/v2/people',
      authHeader: 'X-Api-Key',
      authScheme: '',
    });
    await source.readProfiles([phoneNumber], callScope());
    await source.setProfile({ phoneNumber, firstName: 'Ada' }, callScope());
    expect(server.requests.map(({ method, url }) => [method, url])).toEqual([
      ['GET', '/numi/v2/people/%2B4930901820/card'],
      ['POST', '/numi/v2/people'],
    ]);
    for (const { headers } of server.requests) {
      expect(headers['x-api-key']).toBe('secret-key');
      expect(headers.authorization).toBeUndefined();
    }
  });

  test('escapes once what of a configured path is no ASCII or a space', async () => {
    answer = { status: 200, body: fixture('unknown') };
    const { vendors } = loadConfig({
      NUMI_URL: `${server.url}/müller`,
      NUMI_API_KEY: 'secret-key',
      NUMI_PROFILE_PATH: '/Profile für/%C3%BC/{phone}',
      NUMI_PROFILES_PATH: '/alle Profile',
    });
    const source = connect(vendors.numi);
    expect(await source.readProfiles([phoneNumber], callScope())).toEqual([null]);
    await source.setProfile({ phoneNumber, firstName: 'Ada' }, callScope());
    expect(server.requests.map(({ url }) => url)).toEqual([
      '/m%C3%BCller/Profile%20f%C3%BCr/%C3%BC/%2B4930901820',
      '/m%C3%BCller/alle%20Profile',
    ]);
  });

  test('writes every field under the name that Numi has for it, both kinds of metadata in one object', async () => {
    answer = { status: 200 };
    await connect().setProfile(
      {
        phoneNumber,
        firstName: 'Ada',
        lastName: 'Lovelace',
        email: 'ada@example.com',
        dateOfBirth: '1992-02-29',
        metadata: { plan: 'gold', seats: 'three' },
        metadataJson: { seats: 3, tags: ['vip', null] },
      },
      callScope(),
    );
    expect(JSON.parse(server.requests[0]?.text ?? '')).toEqual({
      phone_number: '+4930901820',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@example.com',
      date_of_birth: '1992-02-29',
      metadata: { plan: 'gold', seats: 3, tags: ['vip', null] },
    });
  });

  test('writes only the fields that are defined; an empty text is one', async () => {
    answer = { status: 200 };
    await connect().setProfile({ phoneNumber, lastName: '', email: undefined, metadata: {} }, callScope());
    expect(JSON.parse(server.requests[0]?.text ?? '')).toEqual({ phone_number: '+4930901820', last_name: '' });
  });

  test.each([
    ['200 without a body', { status: 200 }],
    ['201 without a body', { status: 201 }],
    ['200 with JSON', { status: 200, body: { exists: true } }],
    ['201 with a text', { status: 201, body: 'Created' }],
  ])('has written when Numi answers %s', async (_, scripted) => {
    answer = scripted;
    await expect(connect().setProfile({ phoneNumber, firstName: 'Ada' }, callScope())).resolves.toBeUndefined();
  });

  test.each([
    [400, ErrorCode.VENDOR_REJECTED, false],
    [401, ErrorCode.VENDOR_UNAUTHORIZED, false],
    [404, ErrorCode.VENDOR_BAD_RESPONSE, false],
    [422, ErrorCode.VENDOR_REJECTED, false],
    [429, ErrorCode.VENDOR_RATE_LIMITED, true],
    [503, ErrorCode.VENDOR_UNAVAILABLE, true],
  ])('that writes and is answered %i fails with %s', async (status, code, retryable) => {
    answer = { status, body: { error: 'Ada Lovelace' } };
    const writing = connect().setProfile({ phoneNumber, firstName: 'Ada' }, callScope());
    await expect(writing).rejects.toMatchObject({ code, retryable });
    await expect(writing).rejects.not.toThrow(/Ada/);
  });
});
