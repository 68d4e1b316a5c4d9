import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { everyone, readers, wholeAnswer } from '../errors/everyone.js';
import { askWhole, noCache } from './ask.js';

/** How long an operation may take, and how much of it vendors are waited for, in milliseconds. */
const timeout = 4_000;
const reserve = 800;
const vendorTime = timeout - reserve;

const timeoutHeader = 'x-peoplegraph-timeout-ms';

describe('an operation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({
      ...asInProduction,
      OPERATION_TIMEOUT_MS: String(timeout),
      OPERATION_RESERVE_MS: String(reserve),
      ...noCache,
    });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  // Before the others: what only a first operation has to do is done then.
  it('that all vendors answer does not wait for its deadline', async () => {
    const { data, errors, milliseconds } = await askWhole(server, everyone);
    expect([data, errors]).toEqual([wholeAnswer, undefined]);
    expect(milliseconds).toBeLessThan(vendorTime);
  });

  it.each(readers)(
    'that %s lets wait answers the others inside its deadline, and an error there',
    async (name, vendor, field) => {
      server.simulators[name].setFaults({ hang: true });
      const { data, errors, milliseconds } = await askWhole(server, everyone);

      expect(data).toEqual({ ...wholeAnswer, [field]: null });
      expect(errors).toMatchObject([
        { path: [field], extensions: { code: 'DEADLINE_EXCEEDED', vendor, retryable: true } },
      ]);
      // It waits for the vendor up to the reserve, and not for much longer.
      expect(milliseconds).toBeGreaterThan(vendorTime - 50);
      expect(milliseconds).toBeLessThan(timeout);
    },
  );

  it('has the shorter time that its caller asks for', async () => {
    server.simulators.numi.setFaults({ hang: true });
    const { data, errors, milliseconds } = await askWhole(server, everyone, { [timeoutHeader]: '1500' });

    expect(data).toEqual({ ...wholeAnswer, profile: null });
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
    // A fifth of it is the largest reserve.
    expect(milliseconds).toBeGreaterThan(1_200 - 50);
    expect(milliseconds).toBeLessThan(vendorTime);
  });

  it('has no longer time than the configuration gives, whatever its caller asks for', async () => {
    server.simulators.numi.setFaults({ hang: true });
    const { errors, milliseconds } = await askWhole(server, everyone, { [timeoutHeader]: '600000' });

    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DEADLINE_EXCEEDED']);
    expect(milliseconds).toBeLessThan(timeout);
  });

  it.each(['0', '-1', '1.5', '1e3', 'soon', '', '9999999999', '100, 200'])(
    'is refused with the time "%s", and no vendor is asked',
    async (time) => {
      const { status, data, errors } = await askWhole(server, everyone, { [timeoutHeader]: time });

      expect([status, data]).toEqual([400, undefined]);
      expect(errors).toEqual([
        {
          message: `The header ${timeoutHeader} must be a whole number of milliseconds above zero.`,
          extensions: { code: 'BAD_USER_INPUT', retryable: false },
        },
      ]);
      expect(Object.values(server.simulators).flatMap(({ calls }) => calls)).toEqual([]);
    },
  );

  it('answers the reason of a vendor that fails again and again, inside its deadline', async () => {
    server.simulators.chatwoot.setFaults({ errorRate: 1, errorStatus: 503 });
    const { data, errors, milliseconds } = await askWhole(server, everyone);

    expect(data).toEqual({ ...wholeAnswer, user: null });
    expect(errors).toMatchObject([{ extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'CHATWOOT' } }]);
    expect(milliseconds).toBeLessThan(timeout);
  });

  it('does not wait for a moment that lies behind its deadline', async () => {
    server.simulators.persio.setFaults({ quota: 0 });
    const { errors, milliseconds } = await askWhole(
      server,
      'mutation { addToGroup(input: { userId: "1", groupId: "g" }) { acceptedAt } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'VENDOR_RATE_LIMITED', retryAfter: expect.any(Number) } }]);
    expect(milliseconds).toBeLessThan(vendorTime);
  });
});

it('a vendor that has its own time, shorter than the deadline, is VENDOR_TIMEOUT', async () => {
  const server = await startServer({ ...asInProduction, VENDOR_TIMEOUT_MS: '2000', VENDOR_RETRIES: '0', ...noCache });
  server.simulators.perfex.setFaults({ hang: true });
  const { data, errors, milliseconds } = await askWhole(server, everyone);

  expect(data).toEqual({ ...wholeAnswer, contact: null });
  expect(errors).toMatchObject([{ extensions: { code: 'VENDOR_TIMEOUT', vendor: 'PERFEX', retryable: true } }]);
  // The deadline is ten seconds away.
  expect(milliseconds).toBeLessThan(8_000);
  await server.close();
});
