import { type Act, isWeak, LinkRule } from './identity.js';
import { contradict, isContradictoryByWord } from './identity-contradictions.js';
import type { GraphRecord, GraphState } from './identity-graph-state.js';
import { uproot } from './identity-link-tree.js';
import type { GraphRules, Match } from './identity-matches.js';

/** How people become one. */
export class PersonUnions {
  #held: ReadonlySet<string> = new Set();

  constructor(
    private readonly state: GraphState,
    private readonly rules: GraphRules,
  ) {}

  /** From now on people with one of these records stay as they are: they are being erased, and nobody else with them. */
  hold(tokens: ReadonlySet<string>): void {
    this.#held = tokens;
  }

  isHeld(personId: string): boolean {
    return this.#held.size > 0 && this.state.members(personId).some(({ token }) => this.#held.has(token));
  }

  /** Whether people have too many records for one person. @param more those that nobody has yet. */
  isCrowd(personIds: ReadonlySet<string>, more = 0): boolean {
    const counts = [...personIds].map((id) => this.state.memberCount(id));
    return counts.reduce((sum, count) => sum + count, more) > this.rules.recordsPerPerson;
  }

  byRule({ token, other, rule, identifiers }: Match, act: Act): void {
    const [one, another] = [this.#personOf(token), this.#personOf(other)];
    if (one === another) return;
    if (this.isCrowd(new Set([one, another]))) return;
    if (this.isHeld(one) || this.isHeld(another)) return;
    const [ofOne, ofOther] = [this.state.members(one), this.state.members(another)];
    if (ofOne.some((mine) => ofOther.some((theirs) => this.#forbids(mine, theirs, rule)))) return;
    if (this.#areStrangers(ofOne, ofOther)) return;
    const [stays, goes] = this.#isOlder(one, another) ? [token, other] : [other, token];
    this.#join({ token: goes, other: stays, rule, identifiers }, act);
  }

  /** A caller says that the person of `other` is that of `token`. */
  byWord(token: string, other: string, act: Act): void {
    const [stays, goes] = [this.#personOf(token), this.#personOf(other)];
    if (stays === goes) return;
    for (const mine of this.state.members(stays))
      for (const theirs of this.state.members(goes)) this.state.reconcile(mine.token, theirs.token);
    this.#join({ token: other, other: token, rule: LinkRule.DECLARED, identifiers: [] }, act);
  }

  #forbids(one: GraphRecord, other: GraphRecord, rule: LinkRule): boolean {
    if (this.state.areApart(one.token, other.token)) return true;
    return isWeak(rule) && one.key.vendor === other.key.vendor;
  }

  /** Names that fit a third one each need not fit each other: J. Hofmann is Jan or Julia, and not both. */
  #areStrangers(ones: readonly GraphRecord[], others: readonly GraphRecord[]): boolean {
    if (!ones.some((one) => others.some((other) => contradict(this.rules, one, other)))) return false;
    // Unless a caller has said that one of the two is both.
    return ![ones, others].some((members) => isContradictoryByWord(this.state, this.rules, members));
  }

  #isOlder(one: string, other: string): boolean {
    return this.state.person(one).createdAt < this.state.person(other).createdAt;
  }

  /** All records of the person of `token` become those of the person of `other`. */
  #join({ token, other, rule, identifiers }: Match, act: Act): void {
    const [goes, stays] = [this.#personOf(token), this.#personOf(other)];
    const evidence = { identifiers, matched: this.state.record(other).key };
    uproot(this.state, token, { rule, evidence, linkedAt: act.at, linkedBy: act.actor });
    for (const record of this.state.members(goes)) this.state.put({ ...record, personId: stays });
    this.state.redirect(goes, stays, { kind: 'MERGED', personId: stays, otherPersonId: goes, rule, act });
  }

  #personOf(token: string): string {
    return this.state.record(token).personId;
  }
}
