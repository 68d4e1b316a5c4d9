import type { SimulatedCall } from '../../src/vendors/simulator.js';
import { startServer, type TestServer } from '../support/server.js';
import { untilState } from './support.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer();
});
afterEach(() => server.close());

/** What was to be written, of all that a vendor was asked and has answered. */
const takenBy = ({ calls }: { readonly calls: readonly SimulatedCall[] }): string[] =>
  calls
    .filter(({ status }) => status < 300)
    .map(({ body }) => JSON.stringify(body ?? null))
    .flatMap((text) => ['Older', 'Newer'].filter((value) => text.includes(value)));

/** The share of calls that fails is such that the first call that writes does, and the next one does not. */
it.each([
  {
    mutation: 'setProfiles(input: { profiles: [$older, $newer]',
    type: 'SetProfileInput',
    vendor: 'numi',
    items: ['Older', 'Newer'].map((firstName) => ({ phoneNumber: '+4930901820', firstName })),
    read: '{ profile(phoneNumber: "+4930901820") { email } }',
    errorRate: 1 / 2,
  },
  {
    mutation: 'updateUsers(input: { users: [$older, $newer]',
    type: 'UpdateUserInput',
    vendor: 'chatwoot',
    items: ['Older', 'Newer'].map((name) => ({ id: '1', name })),
    read: '{ user(id: "1") { email } }',
    errorRate: 1 / 2,
  },
  {
    mutation: 'updateContacts(input: { contacts: [$older, $newer]',
    type: 'UpdateContactInput',
    vendor: 'perfex',
    items: ['Older', 'Newer'].map((title) => ({ id: '3', title })),
    read: '{ contact(id: "3") { email } }',
    // Each of them is read before it is written.
    errorRate: 1 / 3,
  },
] as const)(
  'a later item of a record is not overwritten by an earlier one that has to be repeated: $mutation',
  async ({ mutation, type, vendor, items: [older, newer], read, errorRate }) => {
    const simulator = server.simulators[vendor];
    simulator.setFaults({ errorRate, errorStatus: 503 });
    await server.ask(read);
    const { data, errors } = await server.ask<Record<string, { write: { id: string } }>>(
      `mutation ($older: ${type}!, $newer: ${type}!) {
        done: ${mutation}, idempotencyKey: "k", delivery: ASYNC }) { write { id } }
      }`,
      { older, newer },
    );
    expect(errors).toBeUndefined();
    const { attempts } = await untilState(server, data['done']?.write.id ?? '', 'DELIVERED');
    expect(attempts).toBeGreaterThan(1);
    expect(takenBy(simulator)).toEqual(['Older', 'Newer']);
  },
);
