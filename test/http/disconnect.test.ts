import { request } from 'node:http';
import { startHeldServer } from '../support/held-server.js';
import { startServer, type TestServer } from '../support/server.js';

let numi: Awaited<ReturnType<typeof startHeldServer>>;
let server: TestServer;
beforeAll(async () => {
  numi = await startHeldServer();
  server = await startServer({
    NUMI_URL: numi.url,
    NUMI_API_KEY: 'key',
    VENDOR_TIMEOUT_MS: '120000',
    OPERATION_TIMEOUT_MS: '120000',
  });
});
afterAll(async () => {
  await server.close();
  await numi.close();
});

/** Sends an operation whose answer nobody will read. */
function send(query: string): { hangUp: () => void } {
  const sent = request(`${server.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' } });
  sent.on('error', () => undefined);
  sent.end(JSON.stringify({ query }));
  return { hangUp: () => void sent.destroy() };
}

/** The server takes note of things in order: once it has ended this read, it knows of a hang-up before it, too. */
async function readAndHangUp(): Promise<void> {
  const client = send(read);
  const held = await numi.next();
  client.hangUp();
  await held.abandoned;
}

const read = '{ profile(phoneNumber: "+4930901820") { firstName } }';

const twoWrites = /* GraphQL */ `
  mutation {
    first: setProfile(input: { phoneNumber: "+4930901820", firstName: "Ada" }) {
      skippedMetadata {
        name
      }
    }
    second: setProfile(input: { phoneNumber: "+4930901821", firstName: "Ada" }) {
      skippedMetadata {
        name
      }
    }
  }
`;

it('a query whose client hangs up takes its reads at the vendors along', async () => {
  const client = send(read);
  const held = await numi.next();
  client.hangUp();
  await held.abandoned;
  // Without the cancellation it would be the timeout of the vendor that ends it.
}, 60_000);

it('a mutation that has begun is finished, although its client hung up', async () => {
  const client = send(twoWrites);
  const first = await numi.next();
  client.hangUp();
  await readAndHangUp();

  first.answer(201);
  const second = await numi.next();
  expect([second.method, second.url]).toEqual(['POST', '/profiles']);
  second.answer(201);
});

it('a mutation that was sent before is read back, too, although its client hung up', async () => {
  const write = `mutation {
    setProfile(input: { phoneNumber: "+4930901822", firstName: "Ada" }) { profile { firstName } }
  }`;
  for (const isFirst of [true, false]) {
    const client = send(write);
    const writing = await numi.next();
    if (!isFirst) {
      client.hangUp();
      await readAndHangUp();
    }
    writing.answer(201);
    const reading = await numi.next();
    expect([reading.method, reading.url]).toEqual(['GET', expect.stringContaining('4930901822')]);
    reading.answer(404);
  }
});

it('a hang-up is nothing that the log calls unexpected', () => {
  expect(server.log.map((line) => (JSON.parse(line) as { level: number }).level).filter((level) => level > 30)).toEqual(
    [],
  );
});
