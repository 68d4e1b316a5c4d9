import type { RedisConnection } from './redis-connection.js';

/** Places for documents. Each has one: the space in Redis is bounded, whatever callers send. */
const places = 4_096;

/** The longest document that is shared, in characters. */
const longestDocument = 32_768;

/** How long a document is kept after it was sent last, in milliseconds. */
const lifetime = 7 * 24 * 3_600_000;

/** Documents of persisted queries in Redis or Valkey: what was sent to one replica is known to all. */
export class RedisDocuments {
  constructor(private readonly connection: RedisConnection) {}

  /** Maybe another one that has the same place: whoever reads it compares the hash. */
  async read(sha256: string): Promise<string | undefined> {
    if (!this.connection.isUsable) return undefined;
    return (await this.connection.ask((redis) => redis.get(placeOf(sha256)))) ?? undefined;
  }

  keep(sha256: string, document: string): void {
    if (!this.connection.isUsable || document.length > longestDocument) return;
    void this.connection.ask((redis) => redis.set(placeOf(sha256), document, 'PX', lifetime));
  }
}

const placeOf = (sha256: string): string => `peoplegraph:documents:1:${parseInt(sha256.slice(0, 8), 16) % places}`;
