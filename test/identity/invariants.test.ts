import fc from 'fast-check';
import { IdentifierKind, type Identity, LinkRule, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { at, describeStores, findPeople, type TemporaryStore } from '../store/support.js';
import { pairsOf, tokenOf } from './resolution.js';

/** Few records, with few names and identifiers: nearly everything has to do with everything. */
const records = fc.integer({ min: 0, max: 4 });
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('observe'),
      record: records,
      given: fc.constantFrom('Ada', 'Ada', 'Ada', 'A.', 'Grace', ''),
      email: fc.option(fc.integer({ min: 0, max: 1 })),
      phone: fc.option(fc.integer({ min: 0, max: 1 })),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('link'), record: records, other: records }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('merge'), record: records, other: records }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('separate'),
      record: records,
      others: fc.array(records, { maxLength: 1 }),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;

const vendors = [Vendor.NUMI, Vendor.CHATWOOT, Vendor.PERFEX];
const byHand = { actor: 'support', at: at(1) };

/** What has happened to a set of records of its own, and what must hold whatever comes next. */
class History {
  readonly #ids = new Set<string>();
  readonly #seen = new Map<string, RecordKey>();
  readonly #apart = new Map<string, [string, string]>();

  constructor(
    private readonly store: TemporaryStore,
    private readonly name: string,
  ) {}

  async take(next: Step): Promise<void> {
    const { identities } = this.store;
    switch (next.kind) {
      case 'observe':
        await identities.observe([this.#sighting(next)], at(0));
        this.#seen.set(tokenOf(this.#key(next.record)), this.#key(next.record));
        break;
      case 'link': {
        const keys = [this.#key(next.record), this.#key(next.other)];
        const [identity] = await identities.declare([keys], byHand);
        for (const key of keys) this.#seen.set(tokenOf(key), key);
        this.#reconcile(identity as Identity);
        break;
      }
      case 'merge': {
        const people = await Promise.all([next.record, next.other].map((record) => this.#personOf(record)));
        const ids = [...new Set(people.flatMap((identity) => identity?.id ?? []))];
        if (ids.length === 2) this.#reconcile(await identities.merge(ids, byHand));
        break;
      }
      case 'separate': {
        const identity = await this.#personOf(next.record);
        if (!identity) break;
        const leaving = [next.record, ...next.others].map((record) => this.#key(record));
        const parted = await identities.separate(identity.id, [leaving], byHand);
        for (const one of tokensOf(parted?.stayed))
          for (const other of tokensOf(parted?.left[0])) this.#apart.set(pairName(one, other), [one, other]);
      }
    }
    await this.#check();
  }

  async #check(): Promise<void> {
    const keys = [...this.#seen.values()];
    const people = await findPeople(
      this.store,
      keys.map((record) => ({ record })),
    );
    const owners = new Map(keys.map((key, index) => [tokenOf(key), people[index]?.id]));
    for (const [index, identity] of people.entries()) {
      expect(tokensOf(identity)).toContain(tokenOf(keys[index] as RecordKey));
      for (const token of tokensOf(identity)) expect(owners.get(token)).toBe(identity?.id);
      this.#ids.add(identity?.id ?? '');
      expectTree(identity);
    }
    for (const [one, other] of this.#apart.values()) expect(owners.get(one)).not.toBe(owners.get(other));

    const ids = [...this.#ids];
    const answers = await findPeople(
      this.store,
      ids.map((personId) => ({ personId })),
    );
    expect(answers).not.toContain(null);
    for (const [index, answer] of answers.entries())
      expect(answer?.redirectedFrom).toBe(answer?.id === ids[index] ? null : ids[index]);
  }

  /** What a caller has put together is no longer apart. */
  #reconcile(identity: Identity | null | undefined): void {
    for (const [one, other] of pairsOf(tokensOf(identity))) this.#apart.delete(pairName(one, other));
  }

  async #personOf(record: number): Promise<Identity | null | undefined> {
    const [identity] = await findPeople(this.store, [{ record: this.#key(record) }]);
    return identity;
  }

  #key(record: number): RecordKey {
    return { vendor: vendors[record % vendors.length] as Vendor, recordId: `${this.name} ${record}` };
  }

  #sighting({ record, given, email, phone }: Extract<Step, { kind: 'observe' }>): Sighting {
    const family = given === '' ? '' : 'Lovelace';
    const identifiers = [
      ...(email === null ? [] : [{ kind: IdentifierKind.EMAIL, value: `${email}@${this.name}.example` }]),
      ...(phone === null ? [] : [{ kind: IdentifierKind.PHONE_NUMBER, value: `+${phone} of ${this.name}` }]),
    ];
    return { key: this.#key(record), name: { given, family }, identifiers };
  }
}

const tokensOf = (identity: Identity | null | undefined): string[] =>
  (identity?.links ?? []).map(({ key }) => tokenOf(key));

const pairName = (one: string, other: string): string => [one, other].sort().join(' and ');

/** One record came first, and from every other one the matches lead to it. */
function expectTree(identity: Identity | null | undefined): void {
  const links = identity?.links ?? [];
  const matches = new Map(links.map(({ key, evidence: { matched } }) => [tokenOf(key), matched && tokenOf(matched)]));
  const first = links.filter(({ rule }) => rule === LinkRule.FIRST).map(({ key }) => tokenOf(key));
  expect(first).toHaveLength(1);
  expect(matches.size).toBe(links.length);
  for (const { key } of links) {
    let token: string | null | undefined = tokenOf(key);
    for (let length = 1; length < links.length && token !== first[0]; length++) token = matches.get(token ?? '');
    expect(token).toBe(first[0]);
  }
}

describeStores('who is who, in any order of sightings, links, merges and separations', (open) => {
  let store: TemporaryStore;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());

  it('stays whole: a record is of one person, what was taken apart stays apart, and every id leads to somebody', async () => {
    let histories = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20, size: 'max' }), async (steps) => {
        const history = new History(store, `h${(histories += 1)}`);
        for (const next of steps) await history.take(next);
      }),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
