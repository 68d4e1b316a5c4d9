import { type IdentifierKind, LinkRule, type NameParts } from './identity.js';
import type { GraphState, SeenRecord } from './identity-graph-state.js';

export interface GraphRules {
  /** Why two records with these identifiers in common are of one person; null where their names contradict each other. */
  readonly ruleBetween: (shared: readonly IdentifierKind[], one: NameParts, other: NameParts) => LinkRule | null;
  /** An identifier of more records than this links nobody. */
  readonly recordsPerIdentifier: number;
  /** What would give a person more records than this is not done. */
  readonly recordsPerPerson: number;
  readonly newPersonId: () => string;
}

/** Two records that are of one person, and why. */
export interface Match {
  readonly token: string;
  readonly other: string;
  readonly rule: LinkRule;
  readonly identifiers: readonly IdentifierKind[];
}

/** Those of a record without what enough others have already. */
export function usableIdentifiers(
  state: GraphState,
  { recordsPerIdentifier }: GraphRules,
  { token, identifiers }: SeenRecord,
): ReadonlyMap<string, IdentifierKind> {
  const isUsable = (identifier: string): boolean => {
    const bearers = state.bearers(identifier);
    return bearers.has(token) || bearers.size < recordsPerIdentifier;
  };
  return new Map([...identifiers].filter(([identifier]) => isUsable(identifier)));
}

/**
 * Of a record with those that have identifiers in common with it, for the strongest reasons first: weak ones then yield.
 * @param blocked identifiers of it that link nothing.
 */
export function matchesOf(
  state: GraphState,
  { ruleBetween }: GraphRules,
  { token, identifiers, name }: SeenRecord,
  blocked: ReadonlySet<string>,
): Match[] {
  const shared = new Map<string, Set<IdentifierKind>>();
  for (const [identifier, kind] of identifiers) {
    if (blocked.has(identifier)) continue;
    for (const bearer of state.bearers(identifier))
      if (bearer !== token) shared.set(bearer, (shared.get(bearer) ?? new Set()).add(kind));
  }
  return [...shared]
    .flatMap(([other, kinds]): Match[] => {
      const both = [...kinds].sort();
      const rule = ruleBetween(both, name, state.record(other).name);
      return rule ? [{ token, other, rule, identifiers: both }] : [];
    })
    .sort((one, other) => strengths.indexOf(one.rule) - strengths.indexOf(other.rule));
}

const strengths = Object.values(LinkRule);
