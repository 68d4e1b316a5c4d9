import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { EntityCache } from '../../src/cache/entity-cache.js';
import { RedisConnection } from '../../src/cache/redis-connection.js';
import { redisCache } from '../../src/cache/redis-cache.js';
import { describeWithRedis } from '../support/redis.js';
import { chatwootRecord, type HeldVendor, startHeldVendor } from './held-vendor.js';
import { until } from '../support/until.js';
import { cachedVendor, caller, type CachedVendor, gist } from './sources.js';

/** A read on one replica that races a write on another: they share nothing but Redis. */
describeWithRedis('two replicas on one Redis', (redis) => {
  let name: string;
  let chatwoot: HeldVendor;
  let caches: EntityCache[];
  let one: CachedVendor;
  let other: CachedVendor;
  let namespace: string;

  const openReplica = async (): Promise<CachedVendor> => {
    const cache = redisCache({
      // A Redis that is too slow for once would have the vendor asked, whose calls are counted.
      connection: new RedisConnection(redis.url, pino({ level: 'silent' }), 10_000),
      namespace,
      longestRead: 30_000,
    });
    caches.push(cache);
    cache.fill('probe', { value: 1, storedAt: 0, freshUntil: 0, staleUntil: Date.now() + 60_000 });
    await until(async () => {
      cache.fill('probe', { value: 1, storedAt: 0, freshUntil: 0, staleUntil: Date.now() + 60_000 });
      return (await cache.read(['probe']))[0] !== undefined;
    });
    return cachedVendor(chatwoot.url, { cache });
  };
  const read = async ({ sources }: CachedVendor) => gist((await sources.users.readUsers(['12'], caller()))[0]);
  const update = ({ sources }: CachedVendor, to: string) => sources.users.updateUser('12', { name: to }, caller());
  const userNamed = (value: string) =>
    chatwootRecord(() => value)({ method: 'GET', url: '/users/12', body: undefined });

  beforeEach(async () => {
    name = 'before';
    caches = [];
    namespace = randomBytes(6).toString('hex');
    chatwoot = await startHeldVendor(chatwootRecord(() => name));
    [one, other] = [await openReplica(), await openReplica()];
  });
  afterEach(async () => {
    await Promise.all(caches.map((cache) => cache.close()));
    await chatwoot.close();
  });

  const writeOn = async (replica: CachedVendor, to: string): Promise<void> => {
    const writing = update(replica, to);
    (await chatwoot.next()).answerWell();
    await writing;
    name = to;
  };

  it('do not put back what a read saw before the other’s update', async () => {
    const reading = read(other);
    const earlier = await chatwoot.next();
    await writeOn(one, 'after');
    earlier.answer(200, userNamed('before'));
    expect(await reading).toBe('before');
    expect([await read(one), await read(other)]).toEqual(['after', 'after']);
    expect(chatwoot.calls).toHaveLength(2);
  });

  it('do not put back what a read saw before the other’s deletion', async () => {
    const reading = read(other);
    const earlier = await chatwoot.next();
    const deleting = one.sources.users.deleteUser('12', caller());
    (await chatwoot.next()).answer(200);
    await deleting;
    earlier.answer(200, userNamed('before'));
    await reading;
    chatwoot.answerEach((call) => call.answer(404, { status: 404, error: 'Not Found' }));
    expect([await read(one), await read(other)]).toEqual(['none', 'none']);
  });

  it('do not keep the older of two updates whose answers cross', async () => {
    const first = update(one, 'first');
    const earlier = await chatwoot.next();
    await writeOn(other, 'second');
    earlier.answerWell();
    await first;
    chatwoot.answerEach((call) => call.answerWell());
    expect([await read(one), await read(other)]).toEqual(['second', 'second']);
  });

  it('share what an update answered', async () => {
    await writeOn(one, 'after');
    expect(await read(other)).toBe('after');
    expect(chatwoot.calls).toHaveLength(1);
  });
});
