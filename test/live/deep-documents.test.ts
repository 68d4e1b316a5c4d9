import { startServer, type TestServer } from '../support/server.js';
import { openClient, openStream } from './support.js';

const sources = 'subscription { sourceChanged(vendor: NUMI) { cause } }';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

/** Where the stack is at its end depends on the machine: parsing, validating, or nothing of it fails. */
const refusal = [
  expect.objectContaining({
    extensions: { code: expect.stringMatching(/^GRAPHQL_(PARSE|VALIDATION)_FAILED$/), retryable: false },
  }),
];

describe.each([
  ['9,000 deep and cut off', '{a'.repeat(9_000)],
  ['6,600 deep', '{a'.repeat(6_600) + '}'.repeat(6_600)],
  ['1,500 deep', '{a'.repeat(1_500) + '}'.repeat(1_500)],
])('a document that is %s', (_, document) => {
  it('ends nothing else on its WebSocket', async () => {
    const client = openClient(server.url);
    const listening = client.listen(sources);
    let end: unknown = 'none';
    void listening.ended.then((reason) => {
      end = reason;
    });
    await listening.next();
    expect(await client.listen(document).ended).toEqual(refusal);
    // Whatever the connection was closed with would have come before this.
    expect((await client.listen(sources).next()).data.sourceChanged.cause).toBe('STARTED');
    expect(end).toBe('none');
    await client.close();
  });

  it('is answered and completed over a stream', async () => {
    const stream = await openStream(server.url, document);
    expect((await stream.next()).errors).toEqual(refusal);
    expect(await stream.ended).toBeUndefined();
  });
});
