import { sandboxPeople } from '../../src/sandbox/people.js';
import { type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { environmentOf } from '../support/simulated-vendors.js';
import { askEveryone, wholeAnswer, writeToPersio } from './everyone.js';

const wrongKeys = {
  NUMI_API_KEY: 'wrong-numi-key',
  CHATWOOT_TOKEN: 'wrong-chatwoot-token',
  PERFEX_TOKEN: 'wrong-perfex-token',
  PERSIO_WRITE_KEY: 'wrong-persio-key',
};

const nothingRead = { profile: null, user: null, contact: null, groupMembership: null };

/** Codes and vendors, in the order of the fields of the question. */
const kinds = ({ errors }: Awaited<ReturnType<typeof askEveryone>>) =>
  errors?.map(({ path, extensions: { code, vendor } }) => [path?.join('.'), code, vendor]).sort();

async function withServer(environment: Record<string, string>, work: (server: TestServer) => Promise<void>) {
  const server = await startServer(environment);
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

let sandbox: TestServer;
beforeAll(async () => {
  sandbox = await startServer();
});
beforeEach(() => sandbox.reset());
afterAll(() => sandbox.close());

it('a key that the vendor does not accept is VENDOR_UNAUTHORIZED', async () => {
  const environment = { ...environmentOf(Object.values(sandbox.simulators)), ...wrongKeys };
  await withServer(environment, async (server) => {
    const answer = await askEveryone(server);
    expect(answer.data).toEqual(nothingRead);
    expect(kinds(answer)).toEqual([
      ['contact', 'VENDOR_UNAUTHORIZED', 'PERFEX'],
      ['profile', 'VENDOR_UNAUTHORIZED', 'NUMI'],
      ['user', 'VENDOR_UNAUTHORIZED', 'CHATWOOT'],
    ]);
    const { errors } = await writeToPersio(server);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'VENDOR_UNAUTHORIZED', vendor: 'PERSIO', retryable: false });
  });
});

it('a vendor without settings is VENDOR_NOT_CONFIGURED, and those with settings answer', async () => {
  await withServer(environmentOf([sandbox.simulators.chatwoot]), async (server) => {
    const answer = await askEveryone(server);
    expect(answer.data).toEqual({ ...nothingRead, user: wholeAnswer.user });
    expect(kinds(answer)).toEqual([
      ['contact', 'VENDOR_NOT_CONFIGURED', 'PERFEX'],
      ['profile', 'VENDOR_NOT_CONFIGURED', 'NUMI'],
    ]);
    const { errors } = await writeToPersio(server);
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'VENDOR_NOT_CONFIGURED',
      vendor: 'PERSIO',
      retryable: false,
    });
    expect(errors?.[0]?.message).toContain('SANDBOX=on');
  });
});

it('a user of another platform app is VENDOR_FORBIDDEN, although the vendor answers 401', async () => {
  const foreign = sandboxPeople().find(({ chatwoot }) => chatwoot?.foreign)?.chatwoot;
  const { data, errors } = await sandbox.ask('query ($id: ID!) { user(id: $id) { name } }', { id: `${foreign?.id}` });

  expect(data).toEqual({ user: null });
  expect(errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'VENDOR_FORBIDDEN', vendor: 'CHATWOOT', retryable: false },
  ]);
});

describe('a vendor that answers something else than its contract', () => {
  it.each<[string, ScriptedAnswer]>([
    ['JSON of another shape', { status: 200, body: { hello: 'Ada' } }],
    ['a list', { status: 200, body: [1, 2, 3] }],
    ['null', { status: 200, body: 'null' }],
    ['a page for people', { status: 200, body: '<html>Sign in, Ada</html>' }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/login' } }],
    ['nothing', { status: 200 }],
  ])('%s, is VENDOR_BAD_RESPONSE in each of its fields', async (_, scripted) => {
    const vendor = await startScriptedServer(() => scripted);
    const environment = {
      NUMI_URL: vendor.url,
      CHATWOOT_URL: vendor.url,
      PERFEX_URL: vendor.url,
      PERSIO_URL: vendor.url,
      ...wrongKeys,
    };
    await withServer(environment, async (server) => {
      const answer = await askEveryone(server);
      expect(answer.data).toEqual(nothingRead);
      expect(kinds(answer)).toEqual([
        ['contact', 'VENDOR_BAD_RESPONSE', 'PERFEX'],
        ['profile', 'VENDOR_BAD_RESPONSE', 'NUMI'],
        ['user', 'VENDOR_BAD_RESPONSE', 'CHATWOOT'],
      ]);
      for (const { message } of answer.errors ?? []) expect(message).not.toContain('Ada');
    });
    await vendor.close();
  });
});
