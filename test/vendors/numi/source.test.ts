import type { ProfileSource } from '../../../src/domain/sources.js';
import { ErrorCode, InputError } from '../../../src/errors.js';
import { numi } from '../../../src/vendors/numi/index.js';
import { startNumiSimulator } from '../../../src/vendors/numi/simulator.js';
import type { Simulator } from '../../../src/vendors/simulator.js';
import { callScope } from '../../support/scope.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';
import { ada, grace, people } from './people.js';

const unknownEven = '+4930901888';
const unknownOdd = '+4930901889';

let simulator: Simulator;
let source: ProfileSource;

const connect = (concurrency = 8, apiKey = simulator.key, timeoutMs = 10_000): ProfileSource =>
  numi.connect(
    {
      url: simulator.origin,
      apiKey,
      profilePath: '/profiles/{phone}',
      profilesPath: '/profiles',
      authHeader: 'Authorization',
      authScheme: 'Bearer',
    },
    vendorEnvironment({ concurrency, timeoutMs }),
  );

beforeAll(async () => {
  simulator = await startNumiSimulator({ people });
});
beforeEach(() => {
  simulator.reset();
  source = connect();
});
afterAll(() => simulator.close());

const readOne = async (phoneNumber: string) => (await source.readProfiles([phoneNumber], callScope()))[0];

describe('reading profiles', () => {
  test('keeps the order of the numbers and answers null for both ways of being unknown', async () => {
    const profiles = await source.readProfiles([unknownOdd, grace, unknownEven, ada], callScope());
    expect(profiles).toEqual([
      null,
      expect.objectContaining({ phoneNumber: grace, firstName: 'Grace' }),
      null,
      expect.objectContaining({ phoneNumber: ada, firstName: 'Ada' }),
    ]);
    expect(simulator.calls.map(({ status }) => status).sort()).toEqual([200, 200, 200, 404]);
  });

  test('is one call for each number, and none for no numbers', async () => {
    await source.readProfiles([ada, grace, unknownEven], callScope());
    expect(simulator.calls.map(({ method, url }) => `${method} ${url}`).sort()).toEqual(
      [ada, grace, unknownEven].map((number) => `GET /profiles/${encodeURIComponent(number)}`).sort(),
    );
    expect(await source.readProfiles([], callScope())).toEqual([]);
    expect(simulator.calls).toHaveLength(3);
  });

  test('has as many calls under way as the limit allows, and starts no more when the time is up', async () => {
    simulator.setFaults({ hang: true });
    const caller = new AbortController();
    const reading = connect(2).readProfiles([ada, grace, unknownEven], { ...callScope(), signal: caller.signal });
    while (simulator.calls.length < 2) await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    const late = expect.objectContaining({ code: ErrorCode.DEADLINE_EXCEEDED }) as unknown;
    expect(await reading).toEqual([late, late, late]);
    expect(simulator.calls).toHaveLength(2);
  });

  test('fails for the failing numbers alone', async () => {
    simulator.setFaults({ errorRate: 0.5, errorStatus: 500 });
    const profiles = await connect(1).readProfiles([ada, grace], callScope());
    expect(profiles).toEqual([
      expect.objectContaining({ firstName: 'Ada' }),
      expect.objectContaining({ code: ErrorCode.VENDOR_UNAVAILABLE, retryable: true }),
    ]);
  });

  test('tells each number that the key is not accepted', async () => {
    const profiles = await connect(8, 'wrong-key').readProfiles([ada, grace], callScope());
    expect(profiles).toMatchObject([{ code: ErrorCode.VENDOR_UNAUTHORIZED }, { code: ErrorCode.VENDOR_UNAUTHORIZED }]);
  });

  test.each([
    ['malformed', { malformed: true }, ErrorCode.VENDOR_BAD_RESPONSE],
    ['outage', { outage: true }, ErrorCode.VENDOR_UNAVAILABLE],
    ['hang', { hang: true }, ErrorCode.VENDOR_TIMEOUT],
    ['quota', { quota: 0 }, ErrorCode.VENDOR_RATE_LIMITED],
  ])('names the failure of a vendor with the fault %s', async (_, faults, code) => {
    simulator.setFaults(faults);
    // Only one that hangs is given up: a busy machine takes its time.
    const [profile] = await connect(8, simulator.key, 'hang' in faults ? 200 : 10_000).readProfiles([ada], callScope());
    expect(profile).toMatchObject({ vendor: 'NUMI', code });
  });
});

describe('setting a profile', () => {
  test('creates one, which is read back', async () => {
    await source.setProfile({ phoneNumber: unknownOdd, firstName: 'Mary', metadata: { plan: 'free' } }, callScope());
    expect(await readOne(unknownOdd)).toMatchObject({ firstName: 'Mary', lastName: null, metadata: { plan: 'free' } });
    expect(simulator.calls[0]?.status).toBe(201);
  });

  test('leaves the fields that are not sent', async () => {
    const before = await readOne(ada);
    await source.setProfile({ phoneNumber: ada, lastName: 'King' }, callScope());
    expect(await readOne(ada)).toEqual({ ...before, lastName: 'King' });
  });

  test('stores texts and JSON values alike', async () => {
    const change = { phoneNumber: ada, metadata: { note: '{"not":"parsed"}' }, metadataJson: { limits: { calls: 3 } } };
    await source.setProfile(change, callScope());
    expect(await readOne(ada)).toMatchObject({
      metadata: { plan: 'gold', note: '{"not":"parsed"}', limits: { calls: 3 } },
    });
  });

  test('of no field is refused before Numi is asked', async () => {
    const setting = source.setProfile({ phoneNumber: ada, metadata: {}, metadataJson: {} }, callScope());
    await expect(setting).rejects.toBeInstanceOf(InputError);
    expect(simulator.calls).toHaveLength(0);
  });

  test('may be repeated when it timed out', async () => {
    simulator.setFaults({ hang: true });
    const setting = connect(8, simulator.key, 200).setProfile({ phoneNumber: ada, firstName: 'Ada' }, callScope());
    await expect(setting).rejects.toMatchObject({ code: ErrorCode.VENDOR_TIMEOUT, retryable: true });
  });
});
