import { jest } from '@jest/globals';
import { pino } from 'pino';
import { Vendor } from '../../../src/domain/vendor.js';
import type { WriteJournal, WriteRecord } from '../../../src/domain/write.js';
import { ErrorCode, PeoplegraphError } from '../../../src/errors.js';
import type { Deliveries } from '../../../src/services/writes/deliveries.js';
import { WriteWorker } from '../../../src/services/writes/write-worker.js';
import { TestClock } from '../../support/clock.js';
import { deferred, type Deferred } from '../../support/deferred.js';

const minute = 60_000;
const vendors = Object.values(Vendor);

let clock: TestClock;
let worker: WriteWorker;
let log: string[];
/** Every look into the journal for that vendor, which the test answers. */
let looks: Record<Vendor, Deferred<WriteRecord[]>[]>;
/** Writes that ended long ago. */
let old: number;
/** What the worker does twice a second. */
let poll: () => void;

beforeEach(() => {
  clock = new TestClock();
  log = [];
  old = 0;
  looks = { NUMI: [], CHATWOOT: [], PERFEX: [], PERSIO: [] };
  const journal = {
    claimDue: (vendor: Vendor) => {
      const look = deferred<WriteRecord[]>();
      looks[vendor].push(look);
      return look.promise;
    },
    deleteEnded: async () => {
      const deleted = Math.min(old, 1_000);
      old -= deleted;
      return deleted;
    },
  } as Partial<WriteJournal> as WriteJournal;
  const deliveries = { lease: () => undefined, deliver: async () => undefined, close: async () => undefined };
  jest.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void) => {
    poll = work;
  }) as unknown as typeof setInterval);
  worker = new WriteWorker({
    journal,
    deliveries: deliveries as unknown as Deliveries,
    concurrency: 4,
    retentionMs: minute,
    clock,
    logger: pino({}, { write: (line: string) => void log.push(line) }),
  });
  worker.start();
});
afterEach(() => jest.restoreAllMocks());

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Ends every look that is under way. */
async function end(how: (look: Deferred<WriteRecord[]>) => void): Promise<void> {
  await settled();
  for (const vendor of vendors) looks[vendor].forEach(how);
  await settled();
}

const empty = (look: Deferred<WriteRecord[]>): void => look.resolve([]);
const away = (look: Deferred<WriteRecord[]>): void =>
  look.reject(new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, 'The store failed.'));

/** Ends those, too, that begin as others end. */
async function endAll(): Promise<void> {
  let before: string;
  do {
    before = count().join();
    await end(empty);
  } while (count().join() !== before);
}

const count = (): number[] => vendors.map((vendor) => looks[vendor].length);

/** A write of that vendor has been delivered: what waited for it may go. */
async function delivered(vendor: Vendor): Promise<void> {
  worker.deliver({ write: { id: 'other', vendor } } as WriteRecord);
  await settled();
}

it('has one look under way and one that waits, however long the store takes and however often it is woken', async () => {
  for (let times = 0; times < 1_000; times += 1) {
    poll();
    worker.queued(`write ${times}`, Vendor.PERSIO);
  }
  await settled();
  expect(count()).toEqual([1, 1, 1, 1]);
  await end(empty);
  expect(count()).toEqual([2, 2, 2, 2]);
  await end(empty);
  expect(count()).toEqual([2, 2, 2, 2]);
});

it('logs an outage of the store once, and the next one again', async () => {
  for (let times = 0; times < 20; times += 1) {
    poll();
    await end(away);
  }
  expect(log).toHaveLength(1);
  expect(JSON.parse(log[0] ?? '')).toMatchObject({
    level: 50,
    msg: 'the journal of writes could not be asked what is due',
  });

  poll();
  await end(empty);
  poll();
  await end(away);
  expect(log).toHaveLength(2);
});

it('forgets within two minutes what waited to be claimed and was not: another replica may have it', async () => {
  for (let times = 0; times < 1_000; times += 1) worker.queued(`write ${times}`, Vendor.PERSIO);
  await endAll();
  const before = looks.NUMI.length;
  await delivered(Vendor.NUMI);
  expect(looks.NUMI).toHaveLength(before + 1);

  await clock.advance(minute + 1);
  poll();
  await endAll();
  const after = looks.NUMI.length;
  await delivered(Vendor.NUMI);
  expect(looks.NUMI).toHaveLength(after);
});

it('deletes within a minute what ended long ago, however much that is', async () => {
  old = 50_500;
  await clock.advance(minute + 1);
  poll();
  await clock.advance(minute);
  expect(old).toBe(0);
});

it('deletes no more once it is closed', async () => {
  old = 50_500;
  await clock.advance(minute + 1);
  poll();
  await clock.advance(1_000);
  const closed = worker.close();
  await endAll();
  await closed;
  const left = old;
  expect(left).toBeGreaterThan(0);
  await clock.advance(minute);
  expect(old).toBe(left);
});
