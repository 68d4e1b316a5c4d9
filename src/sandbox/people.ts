import type { SandboxPerson } from '../vendors/simulator.js';
import { chatwootRecords } from './chatwoot-records.js';
import { contradict } from './contradictions.js';
import { drawDrafts } from './draft.js';
import { drawGroups } from './groups.js';
import { knownNumbers, knownPeople } from './known-people.js';
import { numiRecord } from './numi-records.js';
import { perfexRecords } from './perfex-records.js';
import { NumberBook } from './phone-numbers.js';
import { drawPresences } from './presence.js';
import { drawRelations } from './relations.js';

/**
 * The sandbox's population: 1,000 people, the same ones in every run and on every machine, in the order of
 * their numbers. A person's number is the truth that no vendor knows: all records of one
 * `SandboxPerson` belong to one human being, however much they disagree, and no two people are the same one,
 * however much they share.
 */
export function sandboxPeople(): SandboxPerson[] {
  const presences = drawPresences();
  const relations = drawRelations(presences);
  const numbers = new NumberBook(knownNumbers);
  const drafts = drawDrafts(presences, relations, numbers);
  contradict(drafts, relations, numbers);

  const chatwoot = chatwootRecords(drafts.filter(({ presence }) => presence.chatwoot));
  const perfex = perfexRecords(drafts.filter(({ presence }) => presence.perfex));
  return drafts.map((draft) => {
    const { number, presence } = draft;
    const person: SandboxPerson = {
      number,
      ...(presence.numi && { numi: numiRecord(draft) }),
      ...(presence.chatwoot && { chatwoot: chatwoot.get(number) }),
      ...(presence.perfex && { perfex: perfex.get(number) }),
      groups: drawGroups(number),
    };
    return knownPeople.get(number)?.(person) ?? person;
  });
}
