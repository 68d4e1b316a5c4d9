import { startServer, type TestServer } from '../support/server.js';
import type { Faults } from '../../src/vendors/simulator.js';
import { askEveryone, readers, wholeAnswer, writeToPersio } from './everyone.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(async () => {
  server.reset();
  await server.restart();
});
afterAll(() => server.close());

interface FaultCase {
  readonly fault: string;
  readonly faults: Partial<Faults>;
  readonly code: string;
  readonly retryable: boolean;
}

const cases: readonly FaultCase[] = [
  { fault: 'closes connections', faults: { outage: true }, code: 'VENDOR_UNAVAILABLE', retryable: true },
  {
    fault: 'answers 503',
    faults: { errorRate: 1, errorStatus: 503 },
    code: 'VENDOR_UNAVAILABLE',
    retryable: true,
  },
  { fault: 'answers 500', faults: { errorRate: 1, errorStatus: 500 }, code: 'VENDOR_UNAVAILABLE', retryable: true },
  { fault: 'answers 504', faults: { errorRate: 1, errorStatus: 504 }, code: 'VENDOR_TIMEOUT', retryable: true },
  { fault: 'answers cut-off JSON', faults: { malformed: true }, code: 'VENDOR_BAD_RESPONSE', retryable: false },
  { fault: 'answers 401', faults: { errorRate: 1, errorStatus: 401 }, code: 'VENDOR_UNAUTHORIZED', retryable: false },
  { fault: 'answers 403', faults: { errorRate: 1, errorStatus: 403 }, code: 'VENDOR_FORBIDDEN', retryable: false },
  { fault: 'answers 418', faults: { errorRate: 1, errorStatus: 418 }, code: 'VENDOR_REJECTED', retryable: false },
];

describe.each(readers)('%s', (name, vendor, field) => {
  it.each(cases)('that $fault is $code in its own field, and the rest arrives', async ({ faults, code, retryable }) => {
    server.simulators[name].setFaults(faults);
    const { status, data, errors } = await askEveryone(server);

    expect(status).toBe(200);
    expect(data).toEqual({ ...wholeAnswer, [field]: null });
    expect(errors).toEqual([expect.objectContaining({ path: [field], extensions: { code, vendor, retryable } })]);
  });

  it('with a used-up quota is VENDOR_RATE_LIMITED, with retryAfter where the vendor says', async () => {
    server.simulators[name].setFaults({ quota: 0 });
    const { data, errors } = await askEveryone(server);

    expect(data).toEqual({ ...wholeAnswer, [field]: null });
    const [{ extensions } = { extensions: undefined }] = errors ?? [];
    expect(extensions).toMatchObject({ code: 'VENDOR_RATE_LIMITED', vendor, retryable: true });
    // Perfex sends X-RateLimit-Reset, and its quota comes as 401; the other two say nothing.
    if (name === 'perfex') expectSeconds(extensions?.retryAfter);
    else expect(extensions).not.toHaveProperty('retryAfter');
  });

  it('is itself again after the fault, without a restart', async () => {
    server.simulators[name].setFaults({ outage: true });
    await askEveryone(server);
    server.simulators[name].setFaults({ outage: false });

    expect(await askEveryone(server)).toMatchObject({ data: wholeAnswer, errors: undefined });
  });
});

/** Within the minute of the quota; a reset in whole seconds is rounded up. */
function expectSeconds(retryAfter: number | undefined): void {
  expect(retryAfter).toBeGreaterThan(0);
  expect(retryAfter).toBeLessThanOrEqual(61);
}

describe('persio', () => {
  // A 200 from Persio needs no body, so a malformed one is no fault.
  it.each(cases.filter(({ faults }) => !faults.malformed))(
    'that $fault is $code for a write',
    async ({ faults, code }) => {
      server.simulators.persio.setFaults(faults);
      const { data, errors } = await writeToPersio(server);

      expect(data?.addToGroup ?? null).toBeNull();
      expect(errors).toHaveLength(1);
      expect(errors?.[0]).toMatchObject({ path: ['addToGroup'], extensions: { code, vendor: 'PERSIO' } });
    },
  );

  it('with a used-up quota is VENDOR_RATE_LIMITED with the seconds of its Retry-After', async () => {
    server.simulators.persio.setFaults({ quota: 0 });
    const { errors } = await writeToPersio(server);

    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VENDOR_RATE_LIMITED', vendor: 'PERSIO', retryable: true });
    expectSeconds(errors?.[0]?.extensions.retryAfter);
  });

  it('that is down keeps nobody from reading memberships', async () => {
    server.simulators.persio.setFaults({ outage: true });

    expect(await askEveryone(server)).toMatchObject({ data: wholeAnswer, errors: undefined });
  });
});

it('all vendors down at once is one error for each, and what is our own still arrives', async () => {
  for (const simulator of Object.values(server.simulators)) simulator.setFaults({ outage: true });
  const { status, data, errors } = await askEveryone(server);

  expect(status).toBe(200);
  expect(data).toEqual({ ...wholeAnswer, profile: null, user: null, contact: null });
  expect(errors?.map(({ extensions }) => extensions.vendor).sort()).toEqual(['CHATWOOT', 'NUMI', 'PERFEX']);
});
