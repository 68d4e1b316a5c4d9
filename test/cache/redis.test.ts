import { deserialize } from 'node:v8';
import { describeWithRedis } from '../support/redis.js';
import { asInProduction, startServer, type TestServer } from '../support/server.js';
import { startAnother } from './another-server.js';
import { operate } from './operate.js';
import { until, untilThere } from '../support/until.js';

const ada = '+4930901820';

describeWithRedis('two servers on one Redis', (redis) => {
  let one: TestServer;
  let other: TestServer;

  beforeAll(async () => {
    one = await startServer({ ...asInProduction, REDIS_URL: redis.url });
    other = await startAnother(one, { REDIS_URL: redis.url });
  });
  beforeEach(async () => {
    one.reset();
    const left = await redis.keys();
    if (left.length > 0) await redis.client.del(left);
  });
  afterAll(async () => {
    await other.close();
    await one.close();
  });

  const userOf = (id: string) => `{ user(id: "${id}") { name } }`;
  const profileOf = (phoneNumber: string) => `{ profile(phoneNumber: "${phoneNumber}") { firstName } }`;
  const contactOf = (id: string) => `{ contact(id: "${id}") { title } }`;
  // No test writes these: what was written is not kept again for a while, and Redis may be told of it once more.
  const [user, profile, contact] = [userOf('1'), profileOf(ada), contactOf('1')];
  const ask = async (server: TestServer, query: string, variables = {}) => {
    const answer = await operate(server.url, { query, variables });
    expect(answer.errors).toBeUndefined();
    return { record: Object.values(answer.data ?? {})[0], cost: Object.values(answer.extensions?.cost ?? {})[0] };
  };
  /** Reads until it is kept: what a read finds is sent to Redis behind the answer. */
  const keep = async (query: string): Promise<void> =>
    until(async () => ((await ask(one, query)).cost?.['cacheHits'] ?? 0) > 0);

  it.each([user, profile, contact])('answers what the other has read, without asking the vendor: %s', async (query) => {
    await keep(query);
    const { record } = await ask(one, query);
    // Redis may be too slow for once, and who asks the vendor then is refused.
    for (const simulator of Object.values(one.simulators)) simulator.setFaults({ errorRate: 1, errorStatus: 418 });
    const { data, extensions } = await untilThere(async () => {
      const answer = await operate(other.url, { query });
      return answer.errors ? undefined : answer;
    }, 'The answer without the vendor');
    expect(Object.values(data ?? {})).toEqual([record]);
    expect(Object.values(extensions?.cost ?? {})).toMatchObject([{ calls: 0, cacheHits: 1 }]);
  });

  it.each([
    [
      'updateUser',
      '{ user { id } }',
      'UpdateUserInput',
      { id: '2', name: 'Augusta' },
      userOf('2'),
      { name: 'Augusta' },
    ],
    [
      'setProfile',
      '{ profile { firstName } }',
      'SetProfileInput',
      { phoneNumber: '+12025550199', firstName: 'Augusta' },
      profileOf('+12025550199'),
      { firstName: 'Augusta' },
    ],
    [
      'updateContact',
      '{ contactId }',
      'UpdateContactInput',
      { id: '3', title: 'Countess' },
      contactOf('3'),
      { title: 'Countess' },
    ],
    ['deleteContact', '{ contactId }', 'DeleteContactInput', { id: '4' }, contactOf('4'), null],
  ])('sees at once what the other writes by %s', async (mutation, selection, type, input, query, after) => {
    await keep(query);
    await ask(other, query);
    await ask(one, `mutation ($input: ${type}!) { ${mutation}(input: $input) ${selection} }`, { input });
    expect((await ask(other, query)).record).toEqual(after);
    expect((await ask(one, query)).record).toEqual(after);
  });

  it('is told, too, of a write that failed', async () => {
    // A record of its own: what failed is not kept again for a while.
    const phoneNumber = '+12025550143';
    const read = profileOf(phoneNumber);
    await keep(read);
    one.simulators.numi.setFaults({ errorRate: 1, errorStatus: 500 });
    const answer = await operate(one.url, {
      query: 'mutation ($input: SetProfileInput!) { setProfile(input: $input) { profile { firstName } } }',
      variables: { input: { phoneNumber, firstName: 'Augusta' } },
    });
    expect(answer.errors).toHaveLength(1);
    one.simulators.numi.setFaults({ errorRate: 0 });
    expect((await ask(other, read)).cost).toMatchObject({ calls: 1, cacheHits: 0 });
  });

  it('shares nothing with a server that reads its vendors in another way', async () => {
    await keep(contact);
    const third = await startAnother(one, { REDIS_URL: redis.url, PERFEX_TIMEZONE: 'Europe/Berlin' });
    try {
      // It is connected when it hits what it has read itself.
      await until(async () => ((await ask(third, user)).cost?.['cacheHits'] ?? 0) > 0);
      expect((await ask(third, contact)).cost).toMatchObject({ calls: 1, cacheHits: 0 });
    } finally {
      await third.close();
    }
  });

  it('keeps nothing for ever, and everything under the prefix of its version', async () => {
    await keep(user);
    await keep(contact);
    await ask(one, 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { id } } }', {
      input: { id: '3', name: 'Augusta' },
    });
    const keys = await redis.keys();
    expect(keys.length).toBeGreaterThanOrEqual(3);
    for (const key of keys) {
      expect(key.slice(redis.prefix.length)).toMatch(/^peoplegraph:1:[0-9a-f]{12}:/);
      const milliseconds = await redis.client.pttl(key);
      expect(milliseconds).toBeGreaterThan(0);
      // A minute fresh and ten stale at the most.
      expect(milliseconds).toBeLessThanOrEqual(660_000);
    }
  });

  it('takes what it cannot read for nothing', async () => {
    await keep(user);
    const [key = ''] = (await redis.keys()).filter((name) => name.endsWith('user:1'));
    for (const garbage of ['', '{}', 'null', Buffer.from([0xff, 0x0f, 0x30])]) {
      await redis.client.set(key, garbage, 'PX', 60_000);
      expect((await ask(other, user)).record).toEqual({ name: 'Ada Lovelace' });
    }
  });

  it('keeps no secret: no key of a vendor, no token of a user, no password, no link that signs in', async () => {
    const { numi, chatwoot, perfex, persio } = one.simulators;
    await keep(user);
    await keep(profile);
    await keep(contact);
    const password = 'Secret-Passw0rd!';
    const create = 'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id } } }';
    await ask(one, create, { input: { name: 'New', email: 'new.user@example.com', password } });
    await ask(one, 'mutation ($input: CreateContactInput!) { createContact(input: $input) { contact { id } } }', {
      input: { customerId: '1', firstName: 'New', lastName: 'Contact', email: 'new.contact@example.com', password },
    });
    const { record: link } = await ask(
      one,
      'mutation ($input: CreateUserLoginLinkInput!) { createUserLoginLink(input: $input) { url } }',
      { input: { userId: '1' } },
    );
    const token = new URL(String(link?.['url'])).searchParams.get('sso_auth_token') ?? '';
    expect(token).not.toBe('');
    const secrets = [numi, chatwoot, perfex, persio].map(({ key }) => key);
    const texts = await Promise.all(
      (await redis.keys()).map(async (key) => {
        const value = (await redis.client.getBuffer(key)) ?? Buffer.alloc(0);
        const opened = value.length > 0 ? JSON.stringify(deserialize(value)) : '';
        return key + value.toString('latin1') + opened;
      }),
    );
    expect(texts.join('')).toContain('Ada Lovelace');
    for (const secret of [...secrets, 'secret-', password, token]) expect(texts.join('\n')).not.toContain(secret);
  });
});
