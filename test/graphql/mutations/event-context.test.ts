import { startServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

/** Every field that Persio knows, by its names. */
const context = {
  active: false,
  ip: '203.0.113.7',
  locale: 'en-US',
  timezone: 'America/New_York',
  page: {
    hash: '#top',
    path: '/pricing',
    referrer: 'https://example.com/',
    search: '?plan=gold',
    title: 'Pricing',
    url: 'https://example.com/pricing?plan=gold#top',
  },
  app: { name: 'Shop', version: '2.1.0', build: '4711' },
  campaign: { name: 'spring', source: 'newsletter', medium: 'email', term: 'crm', content: 'b' },
  device: { id: 'd-1', manufacturer: 'Apple', model: 'iPhone15,2', name: "Ada's", type: 'ios', version: '17.1' },
};

const mutations = [
  ['addToGroup', 'AddToGroupInput', { groupId: 'flyers' }],
  ['identify', 'IdentifyInput', {}],
  ['track', 'TrackInput', { event: 'Order Completed' }],
  ['page', 'PageInput', {}],
] as const;

describe.each(mutations)('%s', (mutation, inputType, required) => {
  const call = (input: Record<string, unknown>) =>
    server.ask(`mutation ($input: ${inputType}!) { ${mutation}(input: $input) { messageId } }`, {
      input: { userId: 'u-1', ...required, ...input },
    });
  const received = () => server.simulators.persio.received;

  it("sends the whole context and every integration flag under Persio's names", async () => {
    const { errors } = await call({
      context,
      integrations: {
        all: false,
        salesforce: true,
        others: [
          { name: 'Google Analytics', enabled: true },
          { name: 'Mixpanel', enabled: false },
        ],
      },
    });
    expect(errors).toBeUndefined();
    expect(received()).toHaveLength(1);
    expect(received()[0]).toMatchObject({
      integrations: { all: false, Salesforce: true, 'Google Analytics': true, Mixpanel: false },
    });
    expect(received()[0]?.['context']).toEqual(context);
  });

  it('sends of both only what was told, and takes null for what was not', async () => {
    await call({
      context: { active: true, ip: null, page: { url: null, path: '/' }, app: null, device: { id: null } },
      integrations: { salesforce: false, all: null, others: null },
    });
    expect(received()[0]?.['context']).toEqual({ active: true, page: { path: '/' } });
    expect(received()[0]?.['integrations']).toEqual({ Salesforce: false });
  });

  it('sends neither where nothing was told in it', async () => {
    await call({ context: { page: { url: null } }, integrations: { others: [] } });
    expect(received()).toHaveLength(1);
    expect(received()[0]).not.toHaveProperty('context');
    expect(received()[0]).not.toHaveProperty('integrations');
  });

  it('gives each call an id of its own', async () => {
    await call({});
    await call({});
    const ids = received().map(({ messageId }) => messageId);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(String(id).length).toBeLessThan(100);
  });
});
