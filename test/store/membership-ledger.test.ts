import { ErrorCode } from '../../src/errors.js';
import { at, groupCall, describeStores, type TemporaryStore } from './support.js';

describeStores('the ledger of memberships', (open) => {
  let store: TemporaryStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  describe('recording memberships', () => {
    it('answers them in the order of the calls, as they can be found later', async () => {
      const recorded = await store.memberships.record([
        groupCall({ userId: 'grace', traits: { role: 'member', since: 1906 } }),
        groupCall({ userId: null, anonymousId: 'visitor', groupId: 'newsletter' }),
      ]);

      expect(recorded).toEqual([
        expect.objectContaining({
          userId: 'grace',
          anonymousId: null,
          groupId: 'mathematicians',
          traits: { role: 'member', since: 1906 },
          status: 'ACCEPTED',
          joinedAt: at(0),
          observedAt: at(1),
          source: 'LEDGER',
        }),
        expect.objectContaining({ userId: null, anonymousId: 'visitor', groupId: 'newsletter' }),
      ]);
      const found = await store.memberships.find([
        { anonymousId: 'visitor', groupId: 'newsletter' },
        { userId: 'grace', groupId: 'mathematicians' },
      ]);
      expect(found).toEqual([...recorded].reverse());
    });

    it('of a second join updates the membership: it keeps its id and when it began', async () => {
      const [first] = await store.memberships.record([groupCall({ traits: { role: 'member', level: 1 } })]);
      const [again] = await store.memberships.record([
        groupCall({ traits: { role: 'founder' }, anonymousId: 'device', timestamp: at(10), observedAt: at(11) }),
      ]);

      expect(again).toEqual({
        ...first,
        anonymousId: 'device',
        traits: { role: 'founder', level: 1 },
        joinedAt: at(0),
        observedAt: at(11),
      });
      expect((await store.memberships.pageOfGroup('mathematicians', 10, undefined)).items).toEqual([again]);
    });

    it('of a join that happened earlier but came later puts its traits under the newer ones', async () => {
      await store.memberships.record([
        groupCall({ traits: { role: 'founder' }, timestamp: at(10), observedAt: at(11) }),
      ]);
      const [merged] = await store.memberships.record([
        groupCall({
          traits: { role: 'member', level: 1 },
          anonymousId: 'device',
          timestamp: at(5),
          observedAt: at(12),
        }),
      ]);

      expect(merged).toMatchObject({
        traits: { role: 'founder', level: 1 },
        anonymousId: 'device',
        joinedAt: at(5),
        observedAt: at(12),
      });
    });

    it('compares a third join with the newest that is known, not with the last that came', async () => {
      await store.memberships.record([
        groupCall({ traits: { role: 'newest' }, timestamp: at(10) }),
        groupCall({ traits: { role: 'oldest' }, timestamp: at(1) }),
        groupCall({ traits: { role: 'middle' }, timestamp: at(5) }),
      ]);

      const [found] = await store.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }]);
      expect(found?.traits).toEqual({ role: 'newest' });
    });

    it('of the same person twice in one list is one membership, answered twice', async () => {
      const recorded = await store.memberships.record([
        groupCall({ traits: { a: 1 } }),
        groupCall({ traits: { b: 2 }, timestamp: at(1) }),
      ]);

      expect(recorded.map(({ traits }) => traits)).toEqual([{ a: 1 }, { a: 1, b: 2 }]);
      expect(recorded[0]?.id).toBe(recorded[1]?.id);
    });

    it('that fails halfway leaves nothing of the list', async () => {
      const impossible = groupCall({ userId: null, anonymousId: null });
      await expect(store.memberships.record([groupCall(), impossible])).rejects.toMatchObject({
        code: ErrorCode.STORE_UNAVAILABLE,
      });

      expect(await store.memberships.find([{ userId: 'ada', groupId: 'mathematicians' }])).toEqual([null]);
    });
  });

  describe('finding memberships', () => {
    it('keeps the order of the keys, with null for those that were never recorded', async () => {
      await store.memberships.record([groupCall({ groupId: 'a' }), groupCall({ groupId: 'b' })]);

      const keys = ['b', 'unknown', 'a', 'b'].map((groupId) => ({ userId: 'ada', groupId }));
      const found = await store.memberships.find(keys);
      expect(found.map((membership) => membership?.groupId ?? null)).toEqual(['b', null, 'a', 'b']);
    });

    it('tells a user id from the same text as an anonymous id', async () => {
      await store.memberships.record([groupCall({ userId: 'x', anonymousId: null })]);

      expect(await store.memberships.find([{ anonymousId: 'x', groupId: 'mathematicians' }])).toEqual([null]);
    });

    it('does not take a user by the anonymous id that came along', async () => {
      await store.memberships.record([groupCall({ userId: 'ada', anonymousId: 'device' })]);

      expect(await store.memberships.find([{ anonymousId: 'device', groupId: 'mathematicians' }])).toEqual([null]);
    });

    it('takes ids of any content: quotes, separators, emoji and other scripts', async () => {
      const ids = [`'; drop table group_memberships; --`, 'a","b', '👩🏽‍🚀', 'ada ', 'Ada', 'x'.repeat(255)];
      await store.memberships.record(ids.map((userId) => groupCall({ userId, groupId: userId })));

      const found = await store.memberships.find(ids.map((userId) => ({ userId, groupId: userId })));
      expect(found.map((membership) => membership?.userId)).toEqual(ids);
      expect(new Set(found.map((membership) => membership?.id)).size).toBe(ids.length);
    });
  });
});
