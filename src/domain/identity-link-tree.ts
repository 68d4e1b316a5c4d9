import { type Act, LinkRule, type RecordKey } from './identity.js';
import type { GraphRecord, GraphState } from './identity-graph-state.js';

/**
 * The links of a person are a tree: one record came first, and every other one names the record that it was matched
 * with. So each link has a reason of its own, whatever was joined or taken apart before and after.
 */
type TreeLink = GraphRecord['link'];

export const firstLink = ({ actor, at }: Act): TreeLink => ({
  rule: LinkRule.FIRST,
  evidence: { identifiers: [], matched: null },
  linkedAt: at,
  linkedBy: actor,
});

/** Gives a record another link. The links from it to the record that came first are turned around, and none is lost. */
export function uproot(state: GraphState, token: string, link: TreeLink): void {
  let record = state.record(token);
  let next = link;
  for (;;) {
    const { link: before } = record;
    const match = matchOf(state, record);
    state.put({ ...record, link: next });
    if (!match) return;
    next = { ...before, evidence: { ...before.evidence, matched: record.key } };
    record = match;
  }
}

/** Makes a tree of the records that a person is left with: what has lost its match hangs on the one that came first. */
export function replant(state: GraphState, personId: string): void {
  const roots = state
    .members(personId)
    .filter((record) => !matchOf(state, record))
    .sort((one, other) => rank(one) - rank(other));
  const [first, ...others] = roots;
  if (!first) return;
  state.put({ ...first, link: firstLink({ actor: first.link.linkedBy, at: first.link.linkedAt }) });
  for (const record of others) {
    const { link } = record;
    state.put({ ...record, link: { ...link, evidence: { ...link.evidence, matched: first.key } } });
  }
}

/** The records with which a record was compared, or that were with it, each with the rule of that link. */
export function neighboursOf(state: GraphState, record: GraphRecord): { record: GraphRecord; rule: LinkRule }[] {
  const match = matchOf(state, record);
  const later = state
    .members(record.personId)
    .filter(({ link: { evidence } }) => evidence.matched && isSameKey(evidence.matched, record.key));
  return [
    ...(match ? [{ record: match, rule: record.link.rule }] : []),
    ...later.map((each) => ({ record: each, rule: each.link.rule })),
  ];
}

/** The record to which rules alone lead from this one: the first, or one of which a caller has said whose it is. */
export function ruleRoot(state: GraphState, from: GraphRecord): GraphRecord {
  let record = from;
  while (record.link.rule !== LinkRule.DECLARED) {
    const match = matchOf(state, record);
    if (!match) break;
    record = match;
  }
  return record;
}

/** The one that came first stays so; where it has left, the oldest takes its place. */
const rank = ({ link }: GraphRecord): number => (link.rule === LinkRule.FIRST ? 0 : link.linkedAt.getTime());

/** The record of the same person that it was matched with. */
const matchOf = (state: GraphState, { personId, link }: GraphRecord): GraphRecord | undefined => {
  const { matched } = link.evidence;
  return matched ? state.members(personId).find(({ key }) => isSameKey(key, matched)) : undefined;
};

const isSameKey = (one: RecordKey, other: RecordKey): boolean =>
  one.vendor === other.vendor && one.recordId === other.recordId;
