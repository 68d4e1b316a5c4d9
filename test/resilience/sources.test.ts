import { dateAhead } from '../support/clock.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import { everyone } from '../errors/everyone.js';
import { askWhole, noCache } from './ask.js';

interface Source {
  readonly vendor: string;
  readonly configured: boolean;
  readonly state: string | null;
  readonly latency: number | null;
  readonly retryAt: string | null;
  readonly budget: { readonly limit: number; readonly remaining: number; readonly resetAt: string } | null;
  readonly lastError: { readonly code: string; readonly at: string } | null;
}

const sources = /* GraphQL */ `
  {
    sources {
      vendor
      configured
      state
      latency
      retryAt
      budget {
        limit
        remaining
        resetAt
      }
      lastError {
        code
        at
      }
    }
  }
`;

let server: TestServer;
const date = dateAhead();
beforeEach(async () => {
  server = await startServer({ ...asInProduction, VENDOR_RETRIES: '0', NUMI_CALLS_PER_MINUTE: '4', ...noCache });
});
afterEach(() => server.close());
afterAll(() => date.restore());

const look = async (): Promise<readonly Source[]> => (await askWhole(server, sources)).data?.['sources'] as Source[];
const lookAt = async (vendor: string): Promise<Source | undefined> =>
  (await look()).find((source) => source.vendor === vendor);
const secondsFromNow = (time: string | null | undefined): number => (Date.parse(time ?? '') - Date.now()) / 1_000;
const askPerfex = () => askWhole(server, '{ contact(id: "1") { email } }');

it('all four vendors are told, in one order, without a call to any', async () => {
  const all = await look();
  expect(all.map(({ vendor, configured, state }) => [vendor, configured, state])).toEqual([
    ['NUMI', true, 'FRESH'],
    ['CHATWOOT', true, 'FRESH'],
    ['PERFEX', true, 'FRESH'],
    ['PERSIO', true, 'FRESH'],
  ]);
  expect(all.map(({ latency, retryAt, lastError }) => [latency, retryAt, lastError])).toEqual(
    all.map(() => [null, null, null]),
  );
  expect(Object.values(server.simulators).flatMap(({ calls }) => calls)).toEqual([]);
});

it('what was observed is told: latency, and the budget that is left', async () => {
  await askWhole(server, everyone);
  const numi = await lookAt('NUMI');

  expect(numi).toMatchObject({ state: 'RATE_LIMITED', budget: { limit: 4, remaining: 0 } });
  expect(numi?.latency).toBeGreaterThan(0);
  expect(secondsFromNow(numi?.budget?.resetAt)).toBeGreaterThan(15);
  // Perfex itself sets no quota here, and has none in the configuration.
  expect(await lookAt('PERFEX')).toMatchObject({ state: 'FRESH', budget: null });
  expect(await lookAt('CHATWOOT')).toMatchObject({ state: 'FRESH', budget: { limit: 3_000 } });
});

it('a vendor that fails now and then is DEGRADED', async () => {
  server.simulators.perfex.setFaults({ errorRate: 1, errorStatus: 500 });
  await askPerfex();
  server.simulators.perfex.setFaults({ errorRate: 0 });
  await askPerfex();

  const perfex = await lookAt('PERFEX');
  expect(perfex).toMatchObject({ state: 'DEGRADED', retryAt: null, lastError: { code: 'VENDOR_UNAVAILABLE' } });
  expect(Math.abs(secondsFromNow(perfex?.lastError?.at))).toBeLessThan(10);
});

it('a vendor that is left alone is DOWN until its probe, and FRESH a minute after it is well again', async () => {
  server.simulators.perfex.setFaults({ outage: true });
  for (let time = 0; time < 5; time += 1) await askPerfex();
  const down = await lookAt('PERFEX');
  expect(down).toMatchObject({ state: 'DOWN', lastError: { code: 'VENDOR_UNAVAILABLE' } });
  expect(secondsFromNow(down?.retryAt)).toBeGreaterThan(0);
  expect(secondsFromNow(down?.retryAt)).toBeLessThanOrEqual(5);

  server.simulators.perfex.setFaults({ outage: false });
  expect((await askPerfex()).errors).toMatchObject([{ extensions: { retryAfter: expect.any(Number) } }]);
  date.advance(5_000);
  expect((await askPerfex()).errors).toBeUndefined();
  expect(await lookAt('PERFEX')).toMatchObject({ state: 'DEGRADED', retryAt: null });
  date.advance(60_000);
  expect(await lookAt('PERFEX')).toMatchObject({ state: 'FRESH' });
});

it('a vendor whose quota is used up is RATE_LIMITED until the reset that it named', async () => {
  server.simulators.perfex.setFaults({ quota: 0 });
  await askPerfex();
  const limited = await lookAt('PERFEX');

  expect(limited).toMatchObject({ state: 'RATE_LIMITED', lastError: { code: 'VENDOR_RATE_LIMITED' } });
  expect(secondsFromNow(limited?.retryAt)).toBeGreaterThan(50);
  expect(secondsFromNow(limited?.retryAt)).toBeLessThanOrEqual(61);
});

it('a vendor without settings is told as not configured', async () => {
  const bare = await startServer({ ...asInProduction, ...environmentOf([server.simulators.numi]) });
  const { data } = await askWhole(bare, sources);
  const none = { state: null, latency: null, retryAt: null, budget: null, lastError: null };

  expect(data?.['sources']).toEqual([
    { ...none, vendor: 'NUMI', configured: true, state: 'FRESH' },
    { ...none, vendor: 'CHATWOOT', configured: false },
    { ...none, vendor: 'PERFEX', configured: false },
    { ...none, vendor: 'PERSIO', configured: false },
  ]);
  await bare.close();
});
