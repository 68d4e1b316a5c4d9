import fc from 'fast-check';
import type { GraphRecord } from '../../src/domain/identity-graph-state.js';
import { isWeak, LinkRule } from '../../src/domain/identity.js';
import { readText, tableRows } from '../docs/markdown.js';
import { groupBy } from '../support/group-by.js';
import { pairsOf, resolve, tokenOf, usableIdentifiers } from './resolution.js';
import { sandboxSightings, type TrueSighting } from './sandbox-sightings.js';

const all = sandboxSightings();
const humans = new Map(all.map(({ sighting, human }) => [tokenOf(sighting.key), human]));
const areOne = (one: string, other: string): boolean => humans.get(one) === humans.get(other);

/** Pairs of records of one human being that share an identifier, directly or over other records of theirs. */
const knowable = [...groupBy(all, ({ human }) => human).values()].flatMap(connectedPairs);

function connectedPairs(records: readonly TrueSighting[]): [string, string][] {
  let groups: TrueSighting[][] = [];
  for (const record of records) {
    const [touching, others] = [true, false].map((wanted) =>
      groups.filter((group) => group.some((other) => share(record, other)) === wanted),
    );
    groups = [...(others ?? []), [record, ...(touching ?? []).flat()]];
  }
  return groups.flatMap((group) => pairsOf(group.map(({ sighting }) => tokenOf(sighting.key))));
}

function share(one: TrueSighting, other: TrueSighting): boolean {
  const values = usableIdentifiers(other.sighting).map(({ value }) => value);
  return usableIdentifiers(one.sighting).some(({ value }) => values.includes(value));
}

interface Figures {
  /** Pairs of records that were found to be of one person. */
  readonly found: number;
  readonly foundRight: number;
  readonly knowable: number;
  readonly knowableFound: number;
  /** By rule, the links, and those of them that join records of one human being. */
  readonly rules: ReadonlyMap<LinkRule, { readonly links: number; readonly right: number }>;
}

function measure(records: readonly GraphRecord[]): Figures {
  const people = new Map(records.map(({ token, personId }) => [token, personId]));
  const found = [...groupBy(records, ({ personId }) => personId).values()].flatMap(pairsOf);
  const byRule = groupBy(records, ({ link }) => link.rule);
  byRule.delete(LinkRule.FIRST);
  const isRight = ({ token, link }: GraphRecord): boolean =>
    link.evidence.matched !== null && areOne(token, tokenOf(link.evidence.matched));
  return {
    found: found.length,
    foundRight: found.filter(([one, other]) => areOne(one.token, other.token)).length,
    knowable: knowable.length,
    knowableFound: knowable.filter(([one, other]) => people.get(one) === people.get(other)).length,
    rules: new Map(
      [...byRule].map(([rule, links]) => [rule, { links: links.length, right: links.filter(isRight).length }]),
    ),
  };
}

/** Rounded down: what is called 100 % is all of them. */
const percent = (part: number, whole: number): string => `${(Math.floor((part / whole) * 1_000) / 10).toFixed(1)} %`;

function expectTheTruth({ found, foundRight, knowable, knowableFound, rules }: Figures): void {
  for (const [rule, { links, right }] of rules)
    if (!isWeak(rule)) expect({ rule, wrong: links - right }).toEqual({ rule, wrong: 0 });
  expect(knowableFound / knowable).toBeGreaterThanOrEqual(0.95);
  expect(foundRight / found).toBeGreaterThanOrEqual(0.99);
}

describe("who is who in the sandbox's population", () => {
  it('is found: strong rules are never wrong, and hardly anybody who can be known is missed', () => {
    expect(knowable.length).toBeGreaterThan(1_000);
    expectTheTruth(measure(resolve(all)));
  });

  it('is found in whatever order the records pass', () => {
    const shuffled = fc.shuffledSubarray(all, { minLength: all.length });
    fc.assert(
      fc.property(shuffled, (order) => expectTheTruth(measure(resolve(order)))),
      { numRuns: 10 },
    );
  });

  it('is found as often as docs/identity.md says', async () => {
    const [, figures = ''] = (await readText('docs/identity.md')).split('## How well it works');
    const { rules, ...pairs } = measure(resolve(all));
    const written = [...rules]
      .sort(([one], [other]) => strengths.indexOf(one) - strengths.indexOf(other))
      .map(([rule, { links, right }]) => [`\`${rule}\``, String(links), String(links - right), percent(right, links)]);
    expect(tableRows(figures)).toEqual([
      ...written,
      [
        'All pairs',
        String(pairs.found),
        String(pairs.found - pairs.foundRight),
        percent(pairs.foundRight, pairs.found),
      ],
      [
        'Pairs that can be known',
        String(pairs.knowable),
        String(pairs.knowable - pairs.knowableFound),
        percent(pairs.knowableFound, pairs.knowable),
      ],
    ]);
  });
});

const strengths = Object.values(LinkRule);
