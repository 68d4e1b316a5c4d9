import { startHeldServer } from '../support/held-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { readWrite, untilState, type WriteView } from './support.js';

/** Enough for the write to reach the vendor, and over before a test is. */
const shortTime = { 'x-peoplegraph-timeout-ms': '3000' };

let vendor: Awaited<ReturnType<typeof startHeldServer>>;
let server: TestServer;
beforeEach(async () => {
  vendor = await startHeldServer();
  // What a test holds is not repeated meanwhile.
  server = await startServer({ NUMI_URL: vendor.url, NUMI_API_KEY: 'key', VENDOR_TIMEOUT_MS: '60000' });
});
afterEach(async () => {
  await server.close();
  await vendor.close();
});

const setProfile = (input: string, headers: Record<string, string> = {}) =>
  server.ask<{ setProfile: { write: WriteView } }>(
    `mutation { setProfile(input: { firstName: "Ada", ${input} }) { write { id state attempts } } }`,
    {},
    headers,
  );

it('a vendor that does not answer in time leaves the write pending, with a key or without, and is not cut off', async () => {
  const answers = await Promise.all([
    setProfile('phoneNumber: "+4930901820"', shortTime),
    setProfile('phoneNumber: "+12025550143", idempotencyKey: "k"', shortTime),
  ]);
  for (const { data, errors } of answers) {
    expect(errors).toBeUndefined();
    expect(data.setProfile.write).toMatchObject({ state: 'PENDING', attempts: 1 });
    (await vendor.next()).answer(200);
  }
  for (const { data } of answers)
    expect(await untilState(server, data.setProfile.write.id, 'DELIVERED')).toMatchObject({ attempts: 1 });
  expect(vendor.untaken).toBe(0);
});

it('a write to another record does not wait for a record whose write is stuck', async () => {
  const stuck = await setProfile('phoneNumber: "+4930901820", delivery: ASYNC');
  const held = await vendor.next();
  const other = setProfile('phoneNumber: "+12025550143"');
  (await vendor.next()).answer(200);
  expect((await other).data.setProfile.write.state).toBe('DELIVERED');
  const { id } = stuck.data.setProfile.write;
  expect((await readWrite(server, id))?.state).toBe('PENDING');
  held.answer(200);
  await untilState(server, id, 'DELIVERED');
});
