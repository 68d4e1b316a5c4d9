import type { MembershipPage, MembershipPosition } from '../../src/domain/ledgers.js';
import { at, groupCall, describeStores, type TemporaryStore } from './support.js';

const groupsOf = ({ items }: MembershipPage): string[] => items.map(({ groupId }) => groupId);

/** Walks through a list by its pages. */
async function walk(read: (after: MembershipPosition | undefined) => Promise<MembershipPage>) {
  const pages: MembershipPage[] = [];
  let after: MembershipPosition | undefined;
  do {
    const page = await read(after);
    pages.push(page);
    after = page.hasNextPage ? page.items.at(-1) : undefined;
  } while (after);
  return pages;
}

describeStores('the lists of memberships', (open) => {
  let store: TemporaryStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  describe('pages of a group', () => {
    it('hold its members in the order in which they joined', async () => {
      await store.memberships.record([
        groupCall({ userId: 'third', timestamp: at(3) }),
        groupCall({ userId: 'first', timestamp: at(1) }),
        groupCall({ userId: 'second', timestamp: at(2) }),
        groupCall({ userId: 'elsewhere', groupId: 'other', timestamp: at(0) }),
      ]);

      const { items, hasNextPage } = await store.memberships.pageOfGroup('mathematicians', 10, undefined);
      expect(items.map(({ userId }) => userId)).toEqual(['first', 'second', 'third']);
      expect(hasNextPage).toBe(false);
    });

    it('give every member once, even where all joined in the same millisecond', async () => {
      const users = Array.from({ length: 25 }, (_, number) => `user-${number}`);
      await store.memberships.record(users.map((userId) => groupCall({ userId })));

      const pages = await walk((after) => store.memberships.pageOfGroup('mathematicians', 10, after));
      expect(pages.map(({ items }) => items.length)).toEqual([10, 10, 5]);
      expect(pages.flatMap(({ items }) => items.map(({ userId }) => userId)).sort()).toEqual(users.sort());
    });

    it('have no next page where the last one is full', async () => {
      await store.memberships.record([groupCall({ userId: 'a' }), groupCall({ userId: 'b' })]);

      expect(await store.memberships.pageOfGroup('mathematicians', 2, undefined)).toMatchObject({ hasNextPage: false });
      expect(await store.memberships.pageOfGroup('mathematicians', 1, undefined)).toMatchObject({ hasNextPage: true });
    });

    it('of an unknown group are one empty page', async () => {
      expect(await store.memberships.pageOfGroup('nobody', 10, undefined)).toEqual({ items: [], hasNextPage: false });
    });

    it('still stand where they stood when somebody joined before the place in the meantime', async () => {
      await store.memberships.record(
        [1, 2, 3].map((minute) => groupCall({ userId: `${minute}`, timestamp: at(minute) })),
      );
      const { items } = await store.memberships.pageOfGroup('mathematicians', 2, undefined);
      await store.memberships.record([groupCall({ userId: 'earlier', timestamp: at(0) })]);

      const next = await store.memberships.pageOfGroup('mathematicians', 2, items.at(-1));
      expect(next.items.map(({ userId }) => userId)).toEqual(['3']);
    });
  });

  describe('pages of members', () => {
    beforeEach(async () => {
      await store.memberships.record([
        ...['a', 'b', 'c'].map((groupId, minute) => groupCall({ groupId, timestamp: at(minute) })),
        groupCall({ userId: 'grace', groupId: 'd', timestamp: at(9) }),
        groupCall({ userId: null, anonymousId: 'ada', groupId: 'e' }),
      ]);
    });

    it('are one for each member, in the order of the members', async () => {
      const members = [{ userId: 'grace' }, { userId: 'nobody' }, { userId: 'ada' }, { anonymousId: 'ada' }];

      const pages = await store.memberships.pagesOfMembers(members, 10, undefined);
      expect(pages.map(groupsOf)).toEqual([['d'], [], ['a', 'b', 'c'], ['e']]);
    });

    it('are cut for each member by itself', async () => {
      const pages = await store.memberships.pagesOfMembers([{ userId: 'ada' }, { userId: 'grace' }], 2, undefined);

      expect(pages.map(groupsOf)).toEqual([['a', 'b'], ['d']]);
      expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual([true, false]);
    });

    it('go on behind a place', async () => {
      const pages = await walk(async (after) => {
        const [page] = await store.memberships.pagesOfMembers([{ userId: 'ada' }], 1, after);
        return page as MembershipPage;
      });

      expect(pages.map(groupsOf)).toEqual([['a'], ['b'], ['c']]);
    });

    it('of a thousand members are one question', async () => {
      const members = Array.from({ length: 1_000 }, (_, number) => ({ userId: `user-${number}` }));
      await store.memberships.record(members.map(({ userId }) => groupCall({ userId, groupId: `of ${userId}` })));

      const pages = await store.memberships.pagesOfMembers(members, 1, undefined);
      expect(pages.map(groupsOf)).toEqual(members.map(({ userId }) => [`of ${userId}`]));
    });
  });
});
