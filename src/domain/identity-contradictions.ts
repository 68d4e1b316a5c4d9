import { IdentifierKind, LinkRule } from './identity.js';
import type { GraphRecord, GraphState } from './identity-graph-state.js';
import { ruleRoot } from './identity-link-tree.js';
import type { GraphRules } from './identity-matches.js';

type Rules = Pick<GraphRules, 'ruleBetween'>;

/** Whether two records call their person by names that contradict each other. */
export const contradict = ({ ruleBetween }: Rules, one: GraphRecord, other: GraphRecord): boolean =>
  // Whatever they share: names veto.
  ruleBetween([IdentifierKind.EMAIL], one.name, other.name) === null;

/** Whether two records call their person the same, and more than by an initial. */
export const haveOneName = ({ ruleBetween }: Rules, one: GraphRecord, other: GraphRecord): boolean =>
  ruleBetween([IdentifierKind.EMAIL], one.name, other.name) === LinkRule.EMAIL_AND_NAME;

/**
 * Whether a caller has made one person of records whose names contradict each other. What rules have linked by itself is
 * of one name: where it is not, a record has been renamed since, of which nobody has said anything.
 */
export function isContradictoryByWord(state: GraphState, rules: Rules, members: readonly GraphRecord[]): boolean {
  if (!members.some(({ link }) => link.rule === LinkRule.DECLARED)) return false;
  const parts = new Map<string, GraphRecord[]>();
  for (const record of members) {
    const root = ruleRoot(state, record).token;
    parts.set(root, [...(parts.get(root) ?? []), record]);
  }
  const isContradictory = (ones: readonly GraphRecord[], others: readonly GraphRecord[]): boolean =>
    ones.some((one) => others.some((other) => contradict(rules, one, other)));
  const consistent = [...parts.values()].filter((part) => !isContradictory(part, part));
  return consistent.some((part, index) => consistent.slice(0, index).some((other) => isContradictory(part, other)));
}
