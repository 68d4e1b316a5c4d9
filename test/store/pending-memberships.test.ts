import type { MembershipCall } from '../../src/domain/group-membership.js';
import { type ItemOutcome, type Settlement, type WriteIntent, WriteKind, WriteState } from '../../src/domain/write.js';
import { at as second, delivered, intent, lease } from '../support/write-intent.js';
import { at, describeStores, groupCall, type TemporaryStore } from './support.js';

type Call = Partial<MembershipCall>;

/** As the service announces it: a write of its own for each record, in the order of the calls. */
const groupWrite = (calls: readonly Call[], change: Partial<WriteIntent> = {}): WriteIntent => ({
  ...intent({ kind: WriteKind.ADD_TO_GROUPS, items: calls, ...change }),
  memberships: calls.map((call) => groupCall(call)),
});

const problem = { code: 'VENDOR_REJECTED', message: 'No.', at: second(1), retryable: false };

const failed = (state: WriteState, change: Partial<Settlement> = {}): Settlement => ({
  ...delivered(1),
  state,
  outcomes: [null],
  lastError: problem,
  keepsItems: true,
  ...change,
});

describeStores('pending memberships', (open) => {
  let store: TemporaryStore;
  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const commit = async (...calls: readonly Call[]): Promise<WriteIntent> => {
    const write = groupWrite(calls);
    await store.writes.commit(write, lease());
    return write;
  };
  const settle = (write: WriteIntent, settlement: Settlement) =>
    store.writes.settle(write.id, 1, 'one', { ...settlement, makesMemberships: true });
  const find = async () => (await store.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }]))[0];
  const members = async () =>
    (await store.memberships.pageOfGroup('mathematicians', 100, undefined)).items.map(
      ({ userId, status }) => `${userId} ${status}`,
    );

  describe('of a write that is stored', () => {
    it('are found as the write will make them, with nothing that only Persio could tell', async () => {
      await commit({ traits: { role: 'member' }, anonymousId: 'device', timestamp: at(7) });

      expect(await find()).toEqual({
        id: expect.any(String),
        userId: 'ada',
        anonymousId: 'device',
        groupId: 'mathematicians',
        traits: { role: 'member' },
        status: 'PENDING',
        joinedAt: at(7),
        observedAt: null,
        source: 'LEDGER',
      });
    });

    it('are there after a restart', async () => {
      await commit({});
      await store.reopen();

      expect(await members()).toEqual(['ada PENDING']);
    });

    it('keep their id and their place when they are accepted', async () => {
      const write = await commit({ timestamp: at(7) });
      const pending = await find();
      const [accepted] = await store.memberships.record([groupCall({ timestamp: at(7), observedAt: at(9) })]);

      expect(accepted).toEqual({ ...pending, status: 'ACCEPTED', observedAt: at(9) });
      expect(await find()).toEqual(accepted);
      await settle(write, delivered(1));
      expect(await find()).toEqual(accepted);
    });

    it('leave a membership as it is that Persio has accepted', async () => {
      const [accepted] = await store.memberships.record([groupCall({ traits: { role: 'founder' }, timestamp: at(5) })]);
      await commit({ traits: { role: 'guest' }, timestamp: at(9) }, { traits: { role: 'none' }, timestamp: at(1) });

      expect(await find()).toEqual(accepted);
      expect(await members()).toEqual(['ada ACCEPTED']);
    });

    it('are one where several calls will make it, as their delivery leaves it', async () => {
      const first = { traits: { a: 'new', b: 1 }, timestamp: at(9) };
      const [older, same] = [
        { traits: { a: 'old', c: 1 }, anonymousId: 'device', timestamp: at(3) },
        { traits: { b: 2 }, timestamp: at(9) },
      ];
      await commit(first);
      await commit(older, same);
      await commit({ userId: 'grace', timestamp: at(5) });
      const pending = await find();

      expect(pending).toMatchObject({ traits: { a: 'new', b: 2, c: 1 }, anonymousId: 'device', joinedAt: at(3) });
      expect(await members()).toEqual(['ada PENDING', 'grace PENDING']);
      const recorded = await store.memberships.record([first, older, same].map((call) => groupCall(call)));
      expect(recorded.at(-1)).toEqual({ ...pending, status: 'ACCEPTED', observedAt: at(1) });
    });

    it('are those of the first write of a key, and not of its repeat', async () => {
      await store.writes.commit(groupWrite([{}], { idempotencyKey: 'k' }), undefined);
      await store.writes.commit(groupWrite([{ userId: 'grace' }], { idempotencyKey: 'k' }), undefined);

      expect(await members()).toEqual(['ada PENDING']);
    });
  });

  describe('in pages', () => {
    it('stand among the accepted ones in the order in which all of them joined', async () => {
      await store.memberships.record(
        [2, 4].map((minute) => groupCall({ userId: `u${minute}`, timestamp: at(minute) })),
      );
      await commit(...[1, 3, 5].map((minute) => ({ userId: `u${minute}`, timestamp: at(minute) })));

      expect(await members()).toEqual(['u1 PENDING', 'u2 ACCEPTED', 'u3 PENDING', 'u4 ACCEPTED', 'u5 PENDING']);
    });

    it('come once each, however many calls each has, and while those before them are accepted', async () => {
      const users = Array.from({ length: 12 }, (_, number) => `user-${number}`);
      await store.memberships.record(users.slice(0, 4).map((userId) => groupCall({ userId })));
      for (const minute of [0, 0, 1]) await commit(...users.map((userId) => ({ userId, timestamp: at(minute) })));

      const seen: string[] = [];
      let page = await store.memberships.pageOfGroup('mathematicians', 5, undefined);
      for (;;) {
        seen.push(...page.items.map(({ userId }) => userId ?? ''));
        if (!page.hasNextPage) break;
        await store.memberships.record(page.items.map((item) => groupCall({ userId: item.userId, timestamp: at(0) })));
        page = await store.memberships.pageOfGroup('mathematicians', 5, page.items.at(-1));
      }
      expect(seen.toSorted()).toEqual(users.toSorted());
    });

    it('are cut for each member by itself', async () => {
      await store.memberships.record([groupCall({ groupId: 'b', timestamp: at(2) })]);
      for (const minute of [1, 4]) await commit({ groupId: 'a', timestamp: at(minute) });
      await commit(
        { groupId: 'c', timestamp: at(3) },
        { userId: null, anonymousId: 'ada', groupId: 'd' },
        { userId: 'grace', groupId: 'e' },
      );

      const wanted = [{ userId: 'ada' }, { userId: 'nobody' }, { anonymousId: 'ada' }, { userId: 'grace' }];
      const pages = await store.memberships.pagesOfMembers(wanted, 2, undefined);
      expect(pages.map(({ items }) => items.map(({ groupId, status }) => `${groupId} ${status}`))).toEqual([
        ['a PENDING', 'b ACCEPTED'],
        [],
        ['d PENDING'],
        ['e PENDING'],
      ]);
      expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([true, false, false, false]);
      const [rest] = await store.memberships.pagesOfMembers([{ userId: 'ada' }], 2, pages[0]?.items.at(-1));
      expect(rest?.items.map(({ groupId }) => groupId)).toEqual(['c']);
    });
  });

  describe('of a write that has ended', () => {
    it.each([WriteState.REJECTED, WriteState.DEAD])('as %s are gone', async (state) => {
      await settle(await commit({}, { userId: 'grace' }), failed(state, { outcomes: [null, null] }));

      expect(await find()).toBeNull();
      expect(await members()).toEqual([]);
    });

    it('as unreadable are gone', async () => {
      await settle(await commit({}), failed(WriteState.DEAD, { outcomes: undefined }));

      expect(await members()).toEqual([]);
    });

    it('by being cancelled are gone, and those of other writes are not', async () => {
      const write = groupWrite([{ traits: { a: 1 } }]);
      await store.writes.commit(write, undefined);
      await commit({ traits: { b: 1 }, timestamp: at(5) });
      await store.writes.cancel(write.id, problem);

      expect(await find()).toMatchObject({ traits: { b: 1 }, joinedAt: at(5), status: 'PENDING' });
    });

    it('are there again once it is revived, but for the items that had ended', async () => {
      const write = await commit({}, { userId: 'grace' });
      const outcomes: (ItemOutcome | null)[] = [{ problem }, null];
      await settle(write, failed(WriteState.DEAD, { outcomes }));
      const [, grace = null] = write.memberships;
      await store.writes.retry(write.id, { ...write, memberships: [null, grace] }, second(2), second(60));

      expect(await members()).toEqual(['grace PENDING']);
    });

    it('stay as long as it is only postponed, but for the items that have ended', async () => {
      const write = await commit({}, { userId: 'grace' }, { userId: 'hedy' });
      const postponed = { nextAttemptAt: second(30), outcomes: [null, { problem }, null] };
      await settle(write, failed(WriteState.PENDING, postponed));

      expect(await members()).toEqual(expect.arrayContaining(['ada PENDING', 'hedy PENDING']));
      expect(await members()).toHaveLength(2);
    });

    it('stay where its lease was lost, as it has not ended then', async () => {
      const write = await commit({});
      expect(await store.writes.settle(write.id, 1, 'another', { ...delivered(1), makesMemberships: true })).toBeNull();

      expect(await members()).toEqual(['ada PENDING']);
    });
  });
});
