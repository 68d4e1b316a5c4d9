import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { operate } from './operate.js';
import { until } from '../support/until.js';

const ada = '+4930901820';

let server: TestServer;

beforeAll(async () => {
  server = await startServer({
    ...asInProduction,
    NUMI_CACHE_SECONDS: '1',
    NEGATIVE_CACHE_SECONDS: '1',
    VENDOR_RETRIES: '0',
  });
});
afterAll(() => server.close());

const read = () => operate(server.url, { query: `{ profile(phoneNumber: "${ada}") { firstName } }` });
const stateOfNumi = async () => {
  const { data } = await operate(server.url, { query: '{ sources { vendor state } }' });
  const sources = data?.['sources'] as unknown as { vendor: string; state: string }[];
  return sources.find(({ vendor }) => vendor === 'NUMI')?.state;
};

it('marks what is past its time, in the answer and on the source, until the vendor answers again', async () => {
  const good = await read();
  expect(good.data?.['profile']).toEqual({ firstName: 'Ada' });
  expect(good.extensions?.stale).toBeUndefined();
  expect(await stateOfNumi()).toBe('FRESH');

  const end = Date.now() + 1_000;
  await until(() => Date.now() > end);
  server.simulators.numi.setFaults({ outage: true });
  let answer = await read();
  expect(answer.data?.['profile']).toEqual({ firstName: 'Ada' });
  expect(answer.errors).toBeUndefined();
  expect(answer.extensions?.stale).toEqual([{ vendor: 'NUMI', keys: 1 }]);
  expect(await stateOfNumi()).toBe('STALE');

  server.simulators.numi.setFaults({ outage: false });
  answer = await read();
  expect(answer.data?.['profile']).toEqual({ firstName: 'Ada' });
  expect(answer.extensions?.stale).toBeUndefined();
  expect(await stateOfNumi()).not.toBe('STALE');
});

it('answers an error where nothing was kept', async () => {
  server.simulators.numi.setFaults({ outage: true });
  const answer = await operate(server.url, { query: '{ profile(phoneNumber: "+12025550143") { firstName } }' });
  expect(answer.data?.['profile']).toBeNull();
  expect(answer.errors?.map(({ extensions }) => extensions.code)).toEqual(['VENDOR_UNAVAILABLE']);
  expect(answer.extensions?.stale).toBeUndefined();
});
