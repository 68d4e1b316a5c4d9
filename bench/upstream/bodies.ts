import { simulatedRow } from '../../src/vendors/perfex/simulator-row.js';
import { personsOfCustomer, personWithId, type Person } from '../population.js';

/** What the upstreams answer, written once for each key: they must never be what is measured. */
const once = <Key>(write: (key: Key) => string): ((key: Key) => string) => {
  const written = new Map<Key, string>();
  return (key) => {
    const known = written.get(key);
    if (known !== undefined) return known;
    const text = write(key);
    written.set(key, text);
    return text;
  };
};

const row = ({ contactId, ...person }: Person) =>
  simulatedRow(
    {
      ...person,
      contactId,
      createdAt: new Date(Date.UTC(2024, contactId % 12, 1 + (contactId % 28), 8, contactId % 60)),
      lastLoginAt: contactId % 3 === 0 ? undefined : new Date(Date.UTC(2025, contactId % 12, 2, 9, 30)),
      isPrimary: contactId % 100 === 0,
      direction: 'LTR',
      notifications: { invoice: true, estimate: contactId % 2 === 0, ticket: contactId % 5 === 0 },
    } as Parameters<typeof simulatedRow>[0],
    'UTC',
    false,
  );

export const contactBody = once((id: number) => JSON.stringify(row(personWithId(id))));

const resultOfBatch = once((id: number) => `,"tool":"contacts_get","status":true,"result":${contactBody(id)}}`);

export const batchBody = (ids: readonly number[]): string => {
  const results = ids.map((id, index) => `{"index":${index}${resultOfBatch(id)}`).join(',');
  return `{"status":true,"completed":${ids.length},"failed":0,"results":[${results}]}`;
};

export const customerBody = once((customer: number) => {
  const data = personsOfCustomer(customer).map(row);
  const meta = { page: 1, per_page: data.length, total: data.length, total_pages: 1, has_more: false };
  return JSON.stringify({ data, meta });
});

export const profileBody = once((e164: string) => {
  const place = Number(e164.slice(-7));
  return JSON.stringify({
    exists: true,
    profile: {
      phone_number: e164,
      first_name: 'Ada',
      last_name: `Lovelace ${place}`,
      email: `Ada.${place}@numi.example`,
      date_of_birth: `19${String(50 + (place % 50))}-12-10`,
      metadata: { tier: 'gold', newsletter: place % 2 === 0, visits: place },
    },
  });
});
