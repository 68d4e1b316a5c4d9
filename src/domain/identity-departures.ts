import { type Act, IdentifierKind, LinkRule } from './identity.js';
import { contradict, haveOneName } from './identity-contradictions.js';
import type { GraphRecord, GraphState } from './identity-graph-state.js';
import { firstLink, neighboursOf, replant } from './identity-link-tree.js';
import type { GraphRules } from './identity-matches.js';
import { Vendor } from './vendor.js';

/**
 * Whether a record that rules have linked has become somebody else's: a phone number passes to a stranger, and the
 * profile of the number along with it. Its name contradicts that of a record that it was compared with, and nothing
 * that it says is said by another record of the person any more. What a caller has linked is never looked at again.
 * @param blocked identifiers of it that link nothing, and so hold nothing together.
 */
export function isOfAnother(
  state: GraphState,
  rules: GraphRules,
  record: GraphRecord,
  blocked: ReadonlySet<string>,
): boolean {
  const neighbours = neighboursOf(state, record);
  if (neighbours.some(({ rule }) => rule === LinkRule.DECLARED)) return false;
  if (!neighbours.some((neighbour) => contradict(rules, record, neighbour.record))) return false;
  const own = [...record.identifiers].filter(([identifier, kind]) => !blocked.has(identifier) && !isKey(record, kind));
  return state
    .members(record.personId)
    .filter(({ token }) => token !== record.token)
    .every(
      (other) => !haveOneName(rules, record, other) && !own.some(([identifier]) => other.identifiers.has(identifier)),
    );
}

/** Makes a record somebody of their own, whom the rules then look at as at any other; the person stays with the others. */
export function depart(state: GraphState, token: string, newPersonId: string, act: Act): void {
  const record = state.record(token);
  state.put({ ...record, personId: newPersonId, link: firstLink(act) });
  replant(state, record.personId);
}

/** Numi keeps a profile under its phone number, whoever has the number. */
const isKey = ({ key }: GraphRecord, kind: IdentifierKind): boolean =>
  key.vendor === Vendor.NUMI && kind === IdentifierKind.PHONE_NUMBER;
