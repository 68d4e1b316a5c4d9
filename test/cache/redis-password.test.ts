import { startOwnRedis } from '../support/redis.js';
import { asInProduction, startServer } from '../support/server.js';
import { operate } from './operate.js';
import { until } from '../support/until.js';

const password = 'right-and-secret';
const wrong = 'wrong-and-secret';
const redis = await startOwnRedis(['--requirepass', password]);
const withRedis = redis ? it : it.skip;
const unless = redis ? '' : ' (skipped: there is no redis-server to start)';

afterAll(() => redis?.close());

const start = (secret: string) =>
  startServer({ ...asInProduction, REDIS_URL: (redis?.url ?? '').replace('redis://', `redis://:${secret}@`) });
const read = async (url: string) => {
  const answer = await operate(url, { query: '{ user(id: "1") { name } }' });
  expect(answer.errors).toBeUndefined();
  expect(answer.data).toEqual({ user: { name: 'Ada Lovelace' } });
  return answer.extensions?.cost?.['CHATWOOT']?.['cacheHits'] ?? 0;
};

withRedis(`the right password opens Redis${unless}`, async () => {
  const server = await start(password);
  await until(async () => (await read(server.url)) > 0);
  await server.close();
  expect(server.log.join('')).not.toContain(password);
});

withRedis(`with a wrong password the server starts and serves, and logs neither${unless}`, async () => {
  const server = await start(wrong);
  await until(() => server.log.some((line) => line.includes('Redis cannot be used')));
  expect([await read(server.url), await read(server.url)]).toEqual([0, 0]);
  await server.close();
  expect(server.log.join('')).not.toContain(wrong);
});
