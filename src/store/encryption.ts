import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ErrorCode, PeoplegraphError } from '../errors.js';

/** A key of 32 bytes, and the name by which what it encrypted says so. */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/** Where the key is kept that is made when none is configured. */
export const keyFileName = 'encryption.key';

const algorithm = 'aes-256-gcm';
const initializationLength = 12;
const tagLength = 16;

/** Initializations that are drawn at once: a draw costs as much as an encryption. */
const drawnAtOnce = 512;

/** Encrypts personal data at rest. The first key encrypts, and all decrypt: a new one is put in front to rotate them. */
export class Encryption {
  readonly #keys: ReadonlyMap<string, Buffer>;
  readonly #current: EncryptionKey;
  #drawn: Buffer = Buffer.alloc(0);

  constructor([current, ...older]: readonly [EncryptionKey, ...EncryptionKey[]]) {
    this.#current = current;
    this.#keys = new Map([current, ...older].map(({ id, key }) => [id, key]));
  }

  /** Whether there is anything to decrypt that the current key did not encrypt. */
  get hasOlderKeys(): boolean {
    return this.#keys.size > 1;
  }

  isCurrent(encrypted: string): boolean {
    return encrypted.startsWith(prefixOf(this.#current.id));
  }

  /** What begins the texts that one of the keys has encrypted. */
  get knownPrefixes(): readonly string[] {
    return [...this.#keys.keys()].map(prefixOf);
  }

  /** @param place what the text belongs to: it can be decrypted nowhere else. */
  encrypt(text: string, place: string): string {
    const initialization = this.#draw();
    const cipher = createCipheriv(algorithm, this.#current.key, initialization).setAAD(Buffer.from(place));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `${prefixOf(this.#current.id)}${Buffer.concat([initialization, cipher.getAuthTag(), body]).toString('base64')}`;
  }

  /** Bytes that are used only once. */
  #draw(): Buffer {
    if (this.#drawn.length === 0) this.#drawn = randomBytes(drawnAtOnce * initializationLength);
    const initialization = this.#drawn.subarray(0, initializationLength);
    this.#drawn = this.#drawn.subarray(initializationLength);
    return initialization;
  }

  /** @throws where its key is missing, or where it is not what was encrypted for this place. */
  decrypt(encrypted: string, place: string): string {
    const [id = '', base64 = ''] = encrypted.split(':');
    const key = this.#keys.get(id);
    if (!key) throw new Error('The key that encrypted a stored value is not configured.');
    const bytes = Buffer.from(base64, 'base64');
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, initializationLength))
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(initializationLength, initializationLength + tagLength));
    const body = bytes.subarray(initializationLength + tagLength);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }
}

const prefixOf = (keyId: string): string => `${keyId}:`;

/**
 * With the configured keys, or with one that is made on the first start and kept beside the store.
 * @throws PeoplegraphError STORE_UNAVAILABLE where that file can be neither read nor written.
 */
export const openEncryption = (directory: string, configured: readonly EncryptionKey[]): Encryption =>
  withConfigured(configured) ?? new Encryption([keyOfFile(join(directory, keyFileName))]);

/**
 * With the configured keys only: one that a replica made for itself would be unknown to the others.
 * @throws PeoplegraphError STORE_UNAVAILABLE where there are none.
 */
export function openSharedEncryption(configured: readonly EncryptionKey[]): Encryption {
  const encryption = withConfigured(configured);
  if (encryption) return encryption;
  throw new PeoplegraphError(
    ErrorCode.STORE_UNAVAILABLE,
    'STORE_ENCRYPTION_KEYS: is missing, although DATABASE_URL is set. All replicas need the same key: a name, a colon, and what "openssl rand -base64 32" prints.',
    { retryable: false },
  );
}

const withConfigured = ([first, ...others]: readonly EncryptionKey[]): Encryption | undefined =>
  first && new Encryption([first, ...others]);

function keyOfFile(path: string): EncryptionKey {
  try {
    const key = Buffer.from(textOfFile(path), 'base64');
    if (key.length !== 32) throw new Error('The file does not hold 32 bytes in base64.');
    return { id: 'file', key };
  } catch (cause) {
    throw new PeoplegraphError(
      ErrorCode.STORE_UNAVAILABLE,
      `The key in ${path} cannot be used. Put the file back that was there, or set STORE_ENCRYPTION_KEYS.`,
      { cause },
    );
  }
}

function textOfFile(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const text = randomBytes(32).toString('base64');
  const file = openSync(path, 'wx', 0o600);
  try {
    writeSync(file, `${text}\n`);
    // What it will have encrypted must not outlive it.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return text;
}
