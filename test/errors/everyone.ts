import type { TestServer } from '../support/server.js';

/** One question to all four vendors: Ada, whom each of them has. Memberships come from the ledger, as Persio cannot be read. */
export const everyone = /* GraphQL */ `
  {
    profile(phoneNumber: "+4930901820") {
      firstName
    }
    user(id: "1") {
      name
    }
    contact(id: "1") {
      lastName
    }
    groupMembership(userId: "1", groupId: "mathematicians") {
      status
    }
  }
`;

export const wholeAnswer = Object.freeze({
  profile: { firstName: 'Ada' },
  user: { name: 'Ada Lovelace' },
  contact: { lastName: 'Lovelace' },
  groupMembership: { status: 'ACCEPTED' },
});

/** Each vendor that can be read, with the field of that question that it answers. */
export const readers = [
  ['numi', 'NUMI', 'profile'],
  ['chatwoot', 'CHATWOOT', 'user'],
  ['perfex', 'PERFEX', 'contact'],
] as const;

export const askEveryone = (server: Pick<TestServer, 'ask'>) => server.ask<typeof wholeAnswer>(everyone);

const addToGroup = /* GraphQL */ `
  mutation {
    addToGroup(input: { userId: "1", groupId: "mathematicians" }) {
      acceptedAt
    }
  }
`;

/** The only way to ask something of Persio is to write to it. */
export const writeToPersio = (server: Pick<TestServer, 'ask'>) => server.ask(addToGroup);
