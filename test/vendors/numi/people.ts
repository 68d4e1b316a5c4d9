import type { SandboxPerson } from '../../../src/vendors/simulator.js';

export const ada = '+4930901820';
export const grace = '+12125550123';

/** Two people whom Numi knows, one whom it does not. */
export const people: readonly SandboxPerson[] = [
  {
    number: 1,
    numi: {
      phoneNumber: '+49 30 901820',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'Ada@Example.com',
      dateOfBirth: '1990-12-10',
      metadata: { plan: 'gold' },
    },
    groups: [],
  },
  { number: 2, numi: { phoneNumber: grace, firstName: 'Grace', metadata: {} }, groups: [] },
  { number: 3, groups: [] },
];
