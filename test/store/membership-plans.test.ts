import { jest } from '@jest/globals';
import Database from 'libsql';
import { join } from 'node:path';
import type { MembershipLedger } from '../../src/domain/ledgers.js';
import { openStore } from '../../src/store/index.js';
import { at, storeFile, temporaryDirectory } from './support.js';

interface Asked {
  readonly text: string;
  readonly parameters: unknown[];
}

/** How the embedded database goes about what a ledger asks, by step. */
async function planOf(work: (ledger: MembershipLedger) => Promise<unknown>): Promise<string[]> {
  const { path, remove } = await temporaryDirectory();
  const store = await openStore(path, storeFile);
  const asked: Asked[] = [];
  const prepareReally = Reflect.get(Database.prototype, 'prepare') as (text: string) => Database.Statement;
  const prepare = jest.spyOn(Database.prototype, 'prepare').mockImplementation(function (this: unknown, text: string) {
    const statement = prepareReally.call(this, text);
    const allReally = statement.all.bind(statement);
    statement.all = (...parameters: unknown[]) => {
      asked.push({ text, parameters });
      return Reflect.apply<unknown, unknown[], unknown[]>(allReally, statement, parameters);
    };
    return statement;
  });
  await work(store.memberships);
  prepare.mockRestore();
  await store.close();
  const file = new Database(join(path, storeFile));
  const steps = asked.flatMap(
    ({ text, parameters }) => file.prepare(`explain query plan ${text}`).all(...parameters) as { detail: string }[],
  );
  file.close();
  await remove();
  return steps.map(({ detail }) => detail);
}

/** Steps that go through a whole table, or through all members of a kind. */
const scans = (plan: readonly string[]) =>
  plan.filter(
    (step) =>
      /^SCAN (group_memberships|pending_memberships|call|accepted|earlier|later)\b/.test(step) ||
      step.endsWith('(member_kind=?)'),
  );

describe('lists of memberships in the embedded store', () => {
  const after = { joinedAt: at(0), id: 'x' };

  it.each([
    ['users', [{ userId: 'ada' }, { userId: 'grace' }]],
    ['anonymous members', [{ anonymousId: 'a' }]],
    ['both', [{ userId: 'ada' }, { anonymousId: 'a' }]],
  ])('of %s read no more than what is theirs', async (_, members) => {
    const plan = await planOf((ledger) => ledger.pagesOfMembers(members, 10, undefined));

    expect(plan.join('\n')).toMatch(/group_memberships_by_member[^]+pending_memberships_by_member/);
    expect(scans(plan)).toEqual([]);
  });

  it('of a group read it in its order, from the place on and as far as the page goes', async () => {
    const plan = await planOf((ledger) => ledger.pageOfGroup('mathematicians', 10, after));

    expect(plan.join('\n')).toMatch(
      /MERGE[^]+by_group \(group_id=\? AND \(joined_at,id\)>[^]+by_group \(group_id=\? AND \(happened_at,membership_id\)>/,
    );
    // What is sorted after that is the page.
    expect(plan.slice(0, plan.indexOf('SCAN known')).filter((step) => step.includes('TEMP B-TREE'))).toEqual([]);
    expect(scans(plan)).toEqual([]);
  });

  it('by their keys read no more than them', async () => {
    const plan = await planOf((ledger) => ledger.find([{ userId: 'ada', groupId: 'mathematicians' }]));

    expect(plan.length).toBeGreaterThan(0);
    expect(scans(plan)).toEqual([]);
  });
});
