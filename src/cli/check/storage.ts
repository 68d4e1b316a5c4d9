import type { Config } from '../../config.js';
import { persioUserIdOf } from '../../config.js';
import { PeoplegraphError } from '../../errors.js';
import { createLogger } from '../../observability/log.js';
import { inspectSharedStore, inspectStore } from '../../store/inspection.js';
import type { TablesState } from '../../store/migrator.js';
import { sandboxStoreFile, schemaOf, storeFile } from '../../store/names.js';
import { failed, type Finding, found } from './finding.js';

const name = 'Store';

/** Whether the store can be used. @param isServing whether the server of this configuration runs: then it holds the store. */
export async function checkStore(config: Config, isServing: boolean): Promise<Finding> {
  const { database, dataDirectory, encryptionKeys, sandbox } = config;
  const file = sandbox.length > 0 ? sandboxStoreFile(persioUserIdOf(config)) : storeFile;
  try {
    if (database.url === undefined) {
      const state = await inspectStore(dataDirectory, file, encryptionKeys);
      return state === 'HELD'
        ? heldStore(dataDirectory, isServing)
        : found(name, 'OK', `${dataDirectory}: ${words[state]}`);
    }
    const state = await inspectSharedStore({
      url: database.url,
      schema: schemaOf(file),
      connections: 1,
      encryptionKeys,
      logger: createLogger('silent'),
    });
    return found(name, 'OK', `The PostgreSQL database answers: ${words[state]}`);
  } catch (error) {
    if (!(error instanceof PeoplegraphError)) throw error;
    const variable = ['STORE_ENCRYPTION_KEYS', 'DATABASE_URL'].find((each) => error.message.includes(each));
    return failed(name, variable ?? 'DATA_DIR', error.message.replace(/^[A-Z_]+: /, ''), null);
  }
}

const words: Readonly<Record<TablesState, string>> = {
  MISSING: 'there is no store yet; the first start makes one.',
  OLDER: 'an older release made the store; the next start brings it up to date.',
  CURRENT: 'the store can be used.',
};

const heldStore = (directory: string, isServing: boolean): Finding =>
  isServing
    ? found(name, 'OK', `${directory}: the running server holds it, as it should.`)
    : failed(
        name,
        'DATA_DIR',
        `Another process holds the store in ${directory}, and no server of this configuration answers.`,
        'Stop that process, or set DATA_DIR to another directory.',
      );
