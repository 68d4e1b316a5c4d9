import { LRUCache } from 'lru-cache';
import { hash } from 'node:crypto';

/** Documents that are kept in the memory of the process, and the most text of them, in characters. */
const kept = { documents: 10_000, text: 8_000_000 };

/** One that is longer is not kept, in characters: its sender goes on sending the whole of it. */
const longestDocument = 100_000;

/** Keeps documents for all replicas. It never fails: one that is out of reach knows nothing. */
export interface SharedDocuments {
  /** @param sha256 of the document, in lower-case hexadecimal digits. */
  read(sha256: string): Promise<string | undefined>;
  keep(sha256: string, document: string): void;
}

/**
 * The documents that clients ask for by their hash (automatic persisted queries), as the cache that Apollo Server
 * expects. It is handed valid documents only, whose hash it has checked. All callers share the space: what is pushed
 * out is sent again by whoever asks for it, so a caller can cost others one more round trip, and no memory.
 */
export class PersistedDocuments {
  readonly #documents = new LRUCache<string, string>({
    max: kept.documents,
    maxSize: kept.text,
    maxEntrySize: longestDocument,
    sizeCalculation: (document) => document.length + 1,
  });

  constructor(private readonly shared?: SharedDocuments) {}

  /** The document where this process has it. @param sha256 whatever a caller sent as one. */
  peek(sha256: unknown): string | undefined {
    return typeof sha256 === 'string' ? this.#documents.get(sha256) : undefined;
  }

  async get(key: string): Promise<string | undefined> {
    const sha256 = hashIn(key);
    if (sha256 === undefined) return undefined;
    const own = this.#documents.get(sha256);
    if (own !== undefined || !this.shared) return own;
    const document = await this.shared.read(sha256);
    // What others can write to is looked at again.
    if (document === undefined || hash('sha256', document) !== sha256) return undefined;
    this.#documents.set(sha256, document);
    return document;
  }

  async set(key: string, document: string): Promise<void> {
    const sha256 = hashIn(key);
    if (sha256 === undefined || document.length > longestDocument) return;
    this.#documents.set(sha256, document);
    this.shared?.keep(sha256, document);
  }

  async delete(key: string): Promise<void> {
    this.#documents.delete(hashIn(key) ?? '');
  }
}

/** Apollo Server puts a prefix in front of what the caller sent as a hash. */
const hashIn = (key: string): string | undefined => /^apq:([0-9a-f]{64})$/.exec(key)?.[1];
