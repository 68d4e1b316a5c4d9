import { sql } from 'kysely';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreDatabase } from '../../src/store/database.js';
import { openEmbeddedDatabase } from '../../src/store/embedded.js';
import { Encryption, keyFileName } from '../../src/store/encryption.js';
import { schemaOf } from '../../src/store/names.js';
import { openSharedDatabase } from '../../src/store/postgres.js';
import { keptTables } from '../../src/store/transfer/tables.js';
import { encryptionKey, encryptionKeyText } from '../store/support.js';
import { createDatabase } from '../support/postgres.js';

/** Where a service keeps what a test looks through. */
export interface ErasedStore {
  readonly environment: Record<string, string>;
  readonly directory: string;
  /** Every text of every table, decrypted where it is encrypted, while no service holds the store. */
  texts(): Promise<string[]>;
  remove(): Promise<void>;
}

/** As the sandbox names it whose user ids in Persio are Chatwoot's. */
const fileName = 'sandbox-chatwoot-user.db';

const temporaryDirectory = (): Promise<string> => mkdtemp(join(tmpdir(), 'peoplegraph-erasure-'));

export async function embeddedStore(): Promise<ErasedStore> {
  const directory = await temporaryDirectory();
  return {
    environment: {},
    directory,
    async texts() {
      const key = Buffer.from(readFileSync(join(directory, keyFileName), 'utf8'), 'base64');
      return textsOf(await openEmbeddedDatabase(directory, fileName), new Encryption([{ id: 'file', key }]));
    },
    remove: () => rm(directory, { recursive: true, force: true }),
  };
}

export async function postgresStore(): Promise<ErasedStore> {
  const directory = await temporaryDirectory();
  const database = await createDatabase();
  return {
    environment: { DATABASE_URL: database.url, STORE_ENCRYPTION_KEYS: encryptionKeyText },
    directory,
    async texts() {
      const schema = schemaOf(fileName);
      const logger = { warn: () => undefined };
      const opened = await openSharedDatabase({ url: database.url, schema, connections: 1, logger });
      return textsOf(opened, new Encryption([encryptionKey]), schema);
    },
    async remove() {
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** What stands in the files of a directory, as far as it is text. */
export async function textsOfFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'latin1')));
}

async function textsOf(database: StoreDatabase, encryption: Encryption, schema?: string): Promise<string[]> {
  try {
    const texts: string[] = [];
    for (const { name } of await keptTables(database, schema)) {
      const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(database);
      for (const row of rows)
        for (const [column, value] of Object.entries(row))
          texts.push(`${name}.${column} ${readable(encryption, row, column, value)}`);
    }
    return texts;
  } finally {
    await database.destroy();
  }
}

/** @throws where something is encrypted for a place that is not known here. */
function readable(encryption: Encryption, row: Record<string, unknown>, column: string, value: unknown): string {
  if (typeof value !== 'string' || !/^(file|test):/.test(value)) return String(value);
  const id = String(row['id']);
  for (const place of [`${id}.${column}`, `job ${id}.${column}`, id, String(row['record']), String(row['name'])]) {
    try {
      return encryption.decrypt(value, place);
    } catch {
      continue;
    }
  }
  throw new Error(`${column} was encrypted for another place.`);
}
