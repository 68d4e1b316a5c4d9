import { failed, type Finding, found } from './finding.js';

const name = 'Redis';

/** Whether the Redis of the configuration can be used. */
export async function checkRedis(url: string | undefined): Promise<Finding> {
  if (url === undefined) return found(name, 'SKIPPED', 'REDIS_URL is not set: each process keeps its own records.');
  const { pingRedis, RedisRefusal } = await import('../../cache/redis-probe.js');
  try {
    await pingRedis(url);
    return found(name, 'OK', 'It answers.');
  } catch (error) {
    if (!(error instanceof RedisRefusal)) throw error;
    const { reason } = error;
    const isRefused = ['NOAUTH', 'WRONGPASS', 'NOPERM'].includes(reason);
    return failed(
      name,
      'REDIS_URL',
      isRefused
        ? `Redis does not accept the user or the password (${reason}).`
        : `Redis cannot be reached (${reason}).`,
      isRefused
        ? 'Correct them in the URL.'
        : 'Check the host and the port, and that it runs. The server works without it, and keeps nothing.',
    );
  }
}
