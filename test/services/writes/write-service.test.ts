import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pino } from 'pino';
import type { CallScope } from '../../../src/domain/scope.js';
import { Vendor } from '../../../src/domain/vendor.js';
import { WriteDelivery, type WriteJournal, WriteKind, WriteState } from '../../../src/domain/write.js';
import { ErrorCode, PeoplegraphError, VendorError } from '../../../src/errors.js';
import type { RequestScope } from '../../../src/services/loaders.js';
import type { DurableWrite } from '../../../src/services/writes/durable-write.js';
import type { WriteService, WriteTimes } from '../../../src/services/writes/write-service.js';
import { openStore, type Store } from '../../../src/store/index.js';
import { deferred } from '../../support/deferred.js';
import { callScope } from '../../support/scope.js';
import { testWrites } from '../../support/writes.js';

let directory: string;
let store: Store;
let writes: WriteService;
let kind: DurableWrite<string, string>;
let deliver: (input: string) => Promise<string>;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'peoplegraph-writes-'));
  store = await openStore(directory, 'peoplegraph.db');
  deliver = async (input) => `delivered ${input}`;
});
afterEach(async () => {
  await writes.close();
  await store.close();
  await rm(directory, { recursive: true, force: true });
});

function open(times: Partial<WriteTimes> = {}, journal: WriteJournal = store.writes): void {
  writes = testWrites(journal, pino({ level: 'silent' }), times);
  kind = writes.define<string, string>(WriteKind.TRACK, {
    vendor: Vendor.PERSIO,
    record: (input) => input,
    about: () => [],
    deliver: async (items) =>
      Promise.all(items.map(({ input }) => deliver(input).catch((error: unknown) => error as Error))),
  });
  writes.start();
}

const request = (milliseconds = 10_000): RequestScope => callScope(milliseconds) as RequestScope;
const unavailable = new VendorError(Vendor.PERSIO, ErrorCode.VENDOR_UNAVAILABLE, 'Persio is out of order.');

it('a write that stays undelivered until it is too old is dead, and its key answers why', async () => {
  open({ maximumAgeMs: 1 });
  deliver = async () => {
    await pause(5);
    throw unavailable;
  };
  const written = kind.one('a', { idempotencyKey: 'k' }, request());
  await expect(written).rejects.toMatchObject({ code: ErrorCode.VENDOR_UNAVAILABLE });
  deliver = async () => 'too late';
  await expect(kind.one('a', { idempotencyKey: 'k' }, request())).rejects.toMatchObject({
    code: ErrorCode.VENDOR_UNAVAILABLE,
  });
  expect((await writes.list({}, 10, undefined)).nodes).toMatchObject([{ state: WriteState.DEAD, attempts: 1 }]);
});

it('so many deliveries to a vendor are under way in the background as are allowed, and no more', async () => {
  open({ concurrency: 2 });
  const gate = deferred();
  let underWay = 0;
  let most = 0;
  let ended = 0;
  deliver = async (input) => {
    underWay += 1;
    most = Math.max(most, underWay);
    await gate.promise;
    await pause(1);
    underWay -= 1;
    ended += 1;
    return input;
  };
  for (let index = 0; index < 7; index += 1)
    await kind.one(`record ${index}`, { delivery: WriteDelivery.ASYNC }, request());
  while (underWay < 2) await pause(5);
  // A request makes its own delivery: the backlog is not in its way.
  const quick = kind.one('live', {}, request());
  while (underWay < 3) await pause(5);
  gate.resolve();
  expect((await quick).outcome).toBe('live');
  while (ended < 8) await pause(5);
  expect(most).toBe(3);
});

it('a mistake of ours is told to whoever waits, and is not tried again', async () => {
  open();
  const mistake = new TypeError('a bug');
  deliver = async () => {
    throw mistake;
  };
  await expect(kind.one('a', { idempotencyKey: 'k' }, request())).rejects.toBe(mistake);
  const [write] = (await writes.list({}, 1, undefined)).nodes;
  expect(write).toMatchObject({ state: WriteState.DEAD, lastError: { code: ErrorCode.INTERNAL_SERVER_ERROR } });
  expect(write?.lastError?.message).not.toContain('a bug');
});

it.each([WriteState.DELIVERED, WriteState.DEAD])(
  'that a write is %s counts where the store says that it failed although it did not',
  async (state) => {
    let settled = 0;
    open(
      {},
      {
        ...store.writes,
        settle: async (...settlement) => {
          const write = await store.writes.settle(...settlement);
          settled += 1;
          if (settled === 1) throw new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, 'The connection was lost.');
          return write;
        },
      },
    );
    let delivered = 0;
    deliver = async (input) => {
      delivered += 1;
      if (state === WriteState.DEAD) throw unavailable;
      return input;
    };
    const written = kind.one('a', {}, request());
    if (state === WriteState.DEAD) await expect(written).rejects.toMatchObject({ code: unavailable.code });
    else expect((await written).write).toMatchObject({ state, attempts: 1 });
    while (settled < 2) await pause(5);
    expect((await writes.list({}, 10, undefined)).nodes).toMatchObject([{ state, attempts: 1 }]);
    expect(delivered).toBe(1);
  },
);

it('closing lets a delivery end that is under way, and begins none', async () => {
  open({ concurrency: 1 });
  const gate = deferred();
  const begun = deferred();
  deliver = async (input) => {
    begun.resolve();
    await gate.promise;
    return input;
  };
  const { write } = await kind.one('first', { delivery: WriteDelivery.ASYNC }, request());
  const behind = await kind.one('second', { delivery: WriteDelivery.ASYNC }, request());
  await begun.promise;
  const closed = writes.close();
  gate.resolve();
  await closed;
  expect(await writes.find(write.id)).toMatchObject({ state: WriteState.DELIVERED });
  expect(await writes.find(behind.write.id)).toMatchObject({ state: WriteState.PENDING, attempts: 0 });
});

it('a write that was under way when its request ran out of time is delivered in that attempt', async () => {
  open();
  const gate = deferred();
  deliver = async (input) => {
    await gate.promise;
    return input;
  };
  const { write, outcome } = await kind.one('a', {}, request(50));
  expect([write.state, outcome]).toEqual([WriteState.PENDING, undefined]);
  gate.resolve();
  let found = await writes.find(write.id);
  while (found?.state === WriteState.PENDING) {
    await pause(5);
    found = await writes.find(write.id);
  }
  expect(found).toMatchObject({ state: WriteState.DELIVERED, attempts: 1 });
});

it('an attempt has its time from the claim on: a process that was stopped in between asks no vendor any more', async () => {
  const minute = 60_000;
  const claimDue: WriteJournal['claimDue'] = async (...claim) =>
    (await store.writes.claimDue(...claim)).map((record) => ({
      ...record,
      write: { ...record.write, lastAttemptAt: new Date(Date.now() - minute) },
    }));
  writes = testWrites({ ...store.writes, claimDue }, pino({ level: 'silent' }), { attemptMs: minute / 2 });
  const began = deferred<CallScope>();
  kind = writes.define<string, string>(WriteKind.TRACK, {
    vendor: Vendor.PERSIO,
    record: (input) => input,
    about: () => [],
    async deliver(items, scope) {
      began.resolve(scope);
      return items.map(({ input }) => input);
    },
  });
  writes.start();
  await kind.one('a', { delivery: WriteDelivery.ASYNC }, request());
  const { deadline } = await began.promise;
  expect(deadline).toBeLessThan(Date.now());
});
