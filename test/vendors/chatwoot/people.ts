import { UserRole } from '../../../src/domain/user.js';
import type { SandboxPerson } from '../../../src/vendors/simulator.js';

const acme = { id: 1, name: 'Acme' };
const globex = { id: 2, name: 'Globex' };

const chatwootUsers: readonly NonNullable<SandboxPerson['chatwoot']>[] = [
  {
    id: 12,
    name: 'Ada Lovelace',
    displayName: 'Ada',
    email: 'Ada@Example.com',
    customAttributes: { department: 'engines', address: { city: 'London', zip: 'W1' } },
    accounts: [
      { ...acme, role: UserRole.ADMINISTRATOR },
      { ...globex, role: UserRole.AGENT },
    ],
  },
  { id: 15, name: 'Grace Hopper', email: 'grace@example.com', accounts: [{ ...acme, role: UserRole.AGENT }] },
  { id: 20, name: 'Edsger', email: 'edsger@example.com', accounts: [] },
  { id: 31, name: 'Foreign', email: 'foreign@example.com', accounts: [], foreign: true },
];

export const people: readonly SandboxPerson[] = [
  ...chatwootUsers.map((chatwoot, index) => ({ number: index + 1, chatwoot, groups: [] })),
  { number: 99, groups: [] },
];
