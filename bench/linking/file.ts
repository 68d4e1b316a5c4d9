import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { RecordKey } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { columns } from '../../src/link-import/pairs.js';

export const user = (index: number): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId: String(index + 1) });
export const profile = (index: number): RecordKey => ({
  vendor: Vendor.NUMI,
  recordId: `+4915${100_000_000 + index}`,
});

/** Writes a file of links, each of which makes a person of two records that nobody knows: the most that a line can cost. */
export async function writeLinks(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`${columns.join(',')}\n`);
  for (let index = 0; index < count; index += 1) {
    const fields = [user(index), profile(index)].flatMap(({ vendor, recordId }) => [vendor, recordId]);
    if (!file.write(`${fields.join(',')}\n`)) await once(file, 'drain');
  }
  file.end();
  await finished(file);
}
