import { Redis } from 'ioredis';

/** How long a connection, and how long an answer may take, in milliseconds. */
const patience = 3_000;

/** Why Redis cannot be used. The client's own message may hold the address with its password: only the reason goes on. */
export class RedisRefusal extends Error {
  override readonly name = 'RedisRefusal';

  /** @param reason such as `ECONNREFUSED`, or the first word of what Redis answered, such as `WRONGPASS`. */
  constructor(readonly reason: string) {
    super(`Redis cannot be used (${reason}).`);
  }
}

/** Connects, asks whether it is there, and goes. @throws RedisRefusal */
export async function pingRedis(url: string): Promise<void> {
  let failure: unknown;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    commandTimeout: patience,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  });
  // The first failure says why; what the client says of the connection afterwards does not.
  redis.on('error', (error) => (failure ??= error));
  try {
    await redis.connect();
    await redis.ping();
  } catch (error) {
    throw new RedisRefusal(reasonOf(failure ?? error));
  } finally {
    redis.disconnect();
  }
}

function reasonOf(error: unknown): string {
  const { code, message = '' } = error as { code?: unknown; message?: string };
  if (typeof code === 'string') return code;
  return /^(?:ReplyError: )?([A-Z]{3,})\b/.exec(message)?.[1] ?? 'no answer';
}
