import { TextDirection } from '../domain/contact.js';
import { UserRole } from '../domain/user.js';
import type { SandboxPerson } from '../vendors/simulator.js';

const phoneOfGraceInNumi = '+12025550143';
const phoneOfGraceInPerfex = '+12025550199';

/** The numbers of the people below, which nobody else may get. */
export const knownNumbers: readonly string[] = ['+4930901820', phoneOfGraceInNumi, phoneOfGraceInPerfex];

/**
 * Two people told by hand, for documents and tests: the vendors agree about the first, Ada Lovelace, and
 * contradict each other about the second, Grace Hopper.
 */
export const knownPeople: ReadonlyMap<number, (drawn: SandboxPerson) => SandboxPerson> = new Map([
  [1, adaLovelace],
  [2, graceHopper],
]);

function adaLovelace({ number, chatwoot, perfex }: SandboxPerson): SandboxPerson {
  return {
    number,
    numi: {
      phoneNumber: '+4930901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      dateOfBirth: '1815-12-10',
      metadata: { language: 'en', interests: ['engines', 'poetry'], loyalty: { tier: 'gold', points: 1843 } },
    },
    chatwoot: chatwoot && {
      id: chatwoot.id,
      name: 'Ada Lovelace',
      displayName: 'Ada',
      email: 'ada.lovelace@example.com',
      customAttributes: { language: 'en', phone_number: '+4930901820' },
      accounts: [{ id: 1, name: 'Peoplegraph Demo', role: UserRole.ADMINISTRATOR }],
    },
    perfex: perfex && {
      ...perfex,
      direction: TextDirection.LTR,
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada.lovelace@example.com',
      phoneNumber: '030 901820',
      title: 'Mathematician',
      customFields: { contacts_date_of_birth: '1815-12-10', contacts_language: 'en' },
    },
    groups: [
      { groupId: 'mathematicians', traits: { role: 'founder' }, joinedAt: new Date('2024-02-01T09:00:00Z') },
      { groupId: 'newsletter', traits: { source: 'website' }, joinedAt: new Date('2024-03-15T10:30:00Z') },
    ],
  };
}

function graceHopper({ number, chatwoot, perfex }: SandboxPerson): SandboxPerson {
  return {
    number,
    numi: {
      phoneNumber: phoneOfGraceInNumi,
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'Grace.Hopper@Example.org',
      dateOfBirth: '1906-12-09',
      metadata: { language: 'en', source: 'app' },
    },
    chatwoot: chatwoot && {
      id: chatwoot.id,
      name: 'Grace Hooper',
      email: 'grace.hopper@example.org',
      customAttributes: { language: 'en' },
      accounts: [
        { id: 1, name: 'Peoplegraph Demo', role: UserRole.AGENT },
        { id: 3, name: 'Support Chicago', role: UserRole.ADMINISTRATOR },
      ],
    },
    perfex: perfex && {
      ...perfex,
      direction: TextDirection.LTR,
      firstName: 'Grace',
      lastName: 'Hopper',
      email: 'grace.hopper@example.org',
      phoneNumber: '+1 (202) 555-0199',
      title: 'Rear Admiral',
      customFields: { contacts_date_of_birth: '1906-09-12', contacts_language: 'en' },
    },
    groups: [
      { groupId: 'mathematicians', traits: { role: 'member' }, joinedAt: new Date('2024-02-02T14:00:00Z') },
      { groupId: 'newsletter', traits: { source: 'event' }, joinedAt: new Date('2024-05-20T08:15:00Z') },
    ],
  };
}
