import { type Settlement, WriteState } from '../../src/domain/write.js';
import { at, delivered, intent, lease } from '../support/write-intent.js';
import { describeStores, type TemporaryStore } from './support.js';

const problem = { code: 'WRITE_CANCELLED', message: 'It was cancelled.', at: at(61), retryable: false };
const postponed: Settlement = {
  ...delivered(62),
  state: WriteState.PENDING,
  outcomes: [null],
  nextAttemptAt: at(63),
  keepsItems: true,
};

describeStores('a write that is cancelled once its lease has run out', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  it.each([
    ['delivered', delivered(62)],
    ['postponed', postponed],
  ])('stays cancelled, whatever comes of the attempt that is still under way: %s', async (_, settlement) => {
    const { record } = await store.writes.commit(intent(), lease());
    const { id } = record.write;
    expect(await store.writes.cancel(id, problem)).toMatchObject({ state: 'DEAD' });

    expect(await store.writes.settle(id, 1, 'one', settlement)).toBeNull();
    expect(await store.writes.find(id)).toMatchObject({
      write: { state: 'DEAD', endedAt: at(61), nextAttemptAt: null, lastError: problem },
      content: { items: null },
    });
  });
});
