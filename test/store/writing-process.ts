import 'reflect-metadata';
import { openStore } from '../../src/store/index.js';
import { groupCall, storeFile } from './support.js';

/** Records memberships until it is killed, and prints the number of each after the store has acknowledged it. */
const store = await openStore(process.argv[2] as string, storeFile);
for (let number = 0; ; number += 1) {
  await store.memberships.record([groupCall({ userId: `${number}` })]);
  process.stdout.write(`${number}\n`);
}
