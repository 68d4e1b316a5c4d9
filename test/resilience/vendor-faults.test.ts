import type { Faults } from '../../src/vendors/simulator.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { everyone, readers, wholeAnswer } from '../errors/everyone.js';
import { askWhole, noCache } from './ask.js';

/** In milliseconds: more than the repeats of a failing call take, on a busy machine too. */
const deadline = 6_000;
/** A vendor that hangs is waited for until then. */
const shortDeadline = 3_000;

const addToGroup =
  'mutation { addToGroup(input: { userId: "1", groupId: "mathematicians" }) { acceptedAt write { state } } }';

interface FaultCase {
  readonly fault: string;
  readonly faults: Partial<Faults>;
  readonly codes: readonly string[];
  readonly within?: number;
}

const alwaysFailing: readonly FaultCase[] = [
  { fault: 'is dead', faults: { outage: true }, codes: ['VENDOR_UNAVAILABLE'] },
  { fault: 'hangs', faults: { hang: true }, codes: ['DEADLINE_EXCEEDED'], within: shortDeadline },
  { fault: 'sends garbage', faults: { malformed: true }, codes: ['VENDOR_BAD_RESPONSE'] },
  { fault: 'has its quota used up', faults: { quota: 0 }, codes: ['VENDOR_RATE_LIMITED'] },
];

/** The reserve is the largest that there is: a fifth of the time. */
const environment = { OPERATION_TIMEOUT_MS: String(deadline), OPERATION_RESERVE_MS: '2000', ...noCache };
const timeOf = (milliseconds: number) => ({ 'x-peoplegraph-timeout-ms': String(milliseconds) });

// A server for each test: what a fault has taught breakers and budgets is not part of the next.
let server: TestServer;
beforeEach(async () => {
  server = await startServer({ ...asInProduction, ...environment });
});
afterEach(() => server.close());

describe.each(alwaysFailing)('a vendor that $fault', ({ faults, codes, within = deadline }) => {
  it.each(readers)(
    '(%s) costs the others nothing: their fields arrive inside the deadline',
    async (name, vendor, field) => {
      server.simulators[name].setFaults(faults);
      // The second time the operation is compiled, and the breaker may be open.
      for (const time of [1, 2]) {
        const { status, data, errors, milliseconds } = await askWhole(server, everyone, timeOf(within));

        expect([time, status]).toEqual([time, 200]);
        expect(data).toEqual({ ...wholeAnswer, [field]: null });
        expect(errors).toMatchObject([{ path: [field], extensions: { vendor } }]);
        expect([...codes, 'VENDOR_UNAVAILABLE']).toContain(errors?.[0]?.extensions.code);
        if (time === 1) expect(codes).toContain(errors?.[0]?.extensions.code);
        expect(milliseconds).toBeLessThan(within);
      }
    },
  );

  it('(persio) costs the others nothing: their fields arrive inside the deadline', async () => {
    server.simulators.persio.setFaults(faults.malformed ? { errorRate: 1, errorStatus: 500 } : faults);
    const [{ data, errors, milliseconds }, written] = await Promise.all([
      askWhole(server, everyone, timeOf(within)),
      askWhole(server, addToGroup, timeOf(within)),
    ]);

    expect([data, errors]).toEqual([wholeAnswer, undefined]);
    expect(milliseconds).toBeLessThan(within);
    // Whoever does not hear an answer is told so; what is clear is an error.
    if (faults.hang) expect(written.data).toEqual({ addToGroup: { acceptedAt: null, write: { state: 'PENDING' } } });
    else expect(written.errors).toMatchObject([{ path: ['addToGroup'], extensions: { vendor: 'PERSIO' } }]);
    expect(written.milliseconds).toBeLessThan(within);
  });
});

describe('a vendor that answers 5xx half of the time', () => {
  it.each(readers)('(%s) is asked again: every field arrives inside the deadline', async (name) => {
    server.simulators[name].setFaults({ errorRate: 0.5, errorStatus: 500 });
    for (let time = 0; time < 8; time += 1) {
      const { data, errors, milliseconds } = await askWhole(server, everyone);
      expect([data, errors]).toEqual([wholeAnswer, undefined]);
      expect(milliseconds).toBeLessThan(deadline);
    }
    // Half of what it was asked failed.
    expect(server.simulators[name].calls.filter(({ status }) => status === 500)).not.toHaveLength(0);
  });

  it('(persio) gets each event once', async () => {
    server.simulators.persio.setFaults({ errorRate: 0.5, errorStatus: 500 });
    for (let time = 0; time < 4; time += 1) expect((await askWhole(server, addToGroup)).errors).toBeUndefined();
    expect(server.simulators.persio.received).toHaveLength(4);
    expect(server.simulators.persio.calls.length).toBeGreaterThan(4);
  });
});
