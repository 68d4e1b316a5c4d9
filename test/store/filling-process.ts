import 'reflect-metadata';
import { PeoplegraphError } from '../../src/errors.js';
import { openStore } from '../../src/store/index.js';
import { groupCall, storeFile } from './support.js';

/**
 * Records memberships until the store fails, and prints what happened as JSON: how many were acknowledged, the failure,
 * and what of them is still readable. It also tells how the store could not even be opened.
 */
const describeFailure = (error: unknown) => ({
  isOurs: error instanceof PeoplegraphError,
  code: (error as PeoplegraphError).code,
  message: (error as PeoplegraphError).message,
  reason: ((error as PeoplegraphError).cause as { code?: string } | undefined)?.code,
});

const say = (result: object): void => void process.stdout.write(JSON.stringify(result));

async function fill(directory: string): Promise<void> {
  const store = await openStore(directory, storeFile);
  let acknowledged = 0;
  for (;;) {
    const userId = `${acknowledged}`;
    try {
      await store.memberships.record([groupCall({ userId, traits: { text: 'x'.repeat(5_000) } })]);
      acknowledged += 1;
    } catch (error) {
      const [last, refused] = await store.memberships.find(
        [`${acknowledged - 1}`, userId].map((id) => ({ userId: id, groupId: 'mathematicians' })),
      );
      say({ acknowledged, failure: describeFailure(error), last: last?.userId, refused });
      return;
    }
  }
}

await fill(process.argv[2] as string).catch((error: unknown) => say({ failure: describeFailure(error) }));
