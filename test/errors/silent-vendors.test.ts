import { startServer, type TestServer } from '../support/server.js';
import { askEveryone, readers, wholeAnswer, writeToPersio } from './everyone.js';

let server: TestServer;
beforeAll(async () => {
  // As long as the other vendors may take on a busy machine.
  server = await startServer({ VENDOR_TIMEOUT_MS: '2000' });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

it.each(readers)(
  '%s that never answers is VENDOR_TIMEOUT in its own field, and the rest arrives',
  async (name, vendor, field) => {
    server.simulators[name].setFaults({ hang: true });
    const { status, data, errors } = await askEveryone(server);

    expect(status).toBe(200);
    expect(data).toEqual({ ...wholeAnswer, [field]: null });
    const extensions = { code: 'VENDOR_TIMEOUT', vendor, retryable: true };
    expect(errors).toEqual([expect.objectContaining({ path: [field], extensions })]);
  },
);

it('persio that never answers is VENDOR_TIMEOUT for a write', async () => {
  server.simulators.persio.setFaults({ hang: true });
  const { data, errors } = await writeToPersio(server);

  expect(data?.addToGroup ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors?.[0]).toMatchObject({ path: ['addToGroup'], extensions: { code: 'VENDOR_TIMEOUT', vendor: 'PERSIO' } });
});
