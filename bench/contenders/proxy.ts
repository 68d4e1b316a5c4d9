import { createServer } from 'node:http';
import type { Contact } from '../../src/domain/contact.js';
import type { Profile } from '../../src/domain/profile.js';
import { openUndici } from './clients.js';
import { listening, ready } from './environment.js';
import { openReads } from './reads.js';

/** A floor: the fewest calls to the vendors, and each answer put together by hand, without GraphQL. */
const reads = openReads(openUndici);

interface Asked {
  readonly ids?: readonly string[];
  readonly customerId?: string;
}

async function contacts(ids: readonly string[]) {
  const distinct = [...new Set(ids)];
  const read = await reads.contacts(distinct);
  const contactOf = new Map(distinct.map((id, index) => [id, read[index] as Contact]));
  return ids.map((id) => {
    const contact = contactOf.get(id) as Contact;
    return {
      id: contact.id,
      customerId: contact.customerId,
      isPrimary: contact.isPrimary,
      firstName: contact.firstName,
      lastName: contact.lastName,
      email: contact.email,
      phoneNumber: contact.phoneNumber,
      title: contact.title,
      createdAt: contact.createdAt,
      isActive: contact.isActive,
      direction: contact.direction,
      lastLoginAt: contact.lastLoginAt,
      notifications: contact.notifications,
    };
  });
}

async function withProfiles(customerId: string) {
  const found = await reads.customerContacts(customerId, 100);
  const profiles = new Map<string, Promise<Profile | null>>();
  const profileOf = (phoneNumber: string): Promise<Profile | null> => {
    const known = profiles.get(phoneNumber) ?? reads.profile(phoneNumber);
    profiles.set(phoneNumber, known);
    return known;
  };
  const nodes = await Promise.all(
    found.map(async ({ id, firstName, lastName, email, phoneNumber, title }) => {
      const profile = phoneNumber === null ? null : await profileOf(phoneNumber);
      return {
        ...{ id, firstName, lastName, email, phoneNumber, title },
        profile: profile && {
          phoneNumber: profile.phoneNumber,
          firstName: profile.firstName,
          lastName: profile.lastName,
          email: profile.email,
          dateOfBirth: profile.dateOfBirth,
          metadata: profile.metadata,
        },
      };
    }),
  );
  return { nodes };
}

async function answer({ ids, customerId }: Asked): Promise<unknown> {
  if (ids) return { contacts: await contacts(ids) };
  if (customerId !== undefined) return { customerContacts: await withProfiles(customerId) };
  return { __typename: 'Query' };
}

const server = createServer((request, response) => {
  let text = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => {
    const { variables } = JSON.parse(text) as { variables: Asked };
    void answer(variables).then((data) => {
      const body = Buffer.from(JSON.stringify({ data }));
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
});
server.listen(listening, () => ready(server));
