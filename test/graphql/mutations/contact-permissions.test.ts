import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sandboxPeople } from '../../../src/sandbox/people.js';
import { type PerfexSimulator, startPerfexSimulator } from '../../../src/vendors/perfex/simulator.js';
import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf, readContact } from './support.js';

// Perfex outlives the restarts of the service.
let perfex: PerfexSimulator;
let dataDirectory: string;
let server: TestServer;

const start = () =>
  startServer({ PERFEX_URL: perfex.origin, PERFEX_TOKEN: perfex.key, SANDBOX: 'on' }, { dataDirectory });

async function restart(): Promise<void> {
  await server.close();
  server = await start();
}

beforeAll(async () => {
  perfex = await startPerfexSimulator({ people: sandboxPeople() });
});
beforeEach(async () => {
  perfex.reset();
  dataDirectory = await mkdtemp(join(tmpdir(), 'peoplegraph-test-'));
  server = await start();
});
afterEach(async () => {
  await server.close();
  await rm(dataDirectory, { recursive: true, force: true });
});
afterAll(() => perfex.close());

const update = (input: Record<string, unknown>) =>
  server.ask<{ updateContact: { warnings: string[] } }>(
    'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { warnings } }',
    { input },
  );

async function warningsOf(input: Record<string, unknown>): Promise<string[]> {
  const { data } = await update(input);
  return data.updateContact.warnings;
}

describe('the permissions of a contact', () => {
  it('are those that were sent, under the numbers that Perfex gives them', async () => {
    expect(await warningsOf({ id: '1', permissions: ['ESTIMATES', 'CONTRACTS', 'PROPOSALS', 'PROJECTS'] })).toEqual([]);
    expect(bodiesOf(perfex, 'PUT')).toMatchObject([{ permissions: ['2', '3', '4', '6'] }]);
    expect(perfex.permissionsOf('1')).toEqual(['ESTIMATES', 'CONTRACTS', 'PROPOSALS', 'PROJECTS']);
  });

  it('change without anything else', async () => {
    const before = await readContact(server, '7');
    await update({ id: '7', permissions: ['PROJECTS'] });
    expect(await readContact(server, '7')).toEqual(before);
    expect(perfex.permissionsOf('7')).toEqual(['PROJECTS']);
  });

  it('are put back by an update that does not send them, as this service last wrote them', async () => {
    await update({ id: '1', permissions: ['INVOICES'] });
    await update({ id: '1', permissions: ['ESTIMATES', 'SUPPORT'] });
    for (const title of ['One', 'Two']) {
      expect(await warningsOf({ id: '1', title })).toEqual([]);
      expect(perfex.permissionsOf('1')).toEqual(['ESTIMATES', 'SUPPORT']);
    }
  });

  it('are put back after a restart of this service', async () => {
    await update({ id: '1', permissions: ['ESTIMATES', 'SUPPORT'] });
    await restart();
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual([]);
    expect(perfex.permissionsOf('1')).toEqual(['ESTIMATES', 'SUPPORT']);
  });

  it('are known from the creation on', async () => {
    const { data } = await server.ask<{ createContact: { contactId: string } }>(
      `mutation { createContact(input: {
        customerId: "1", firstName: "Hedy", lastName: "Lamarr", email: "hedy@example.com", permissions: [PROJECTS]
      }) { contactId } }`,
    );
    const { contactId: id } = data.createContact;
    expect(await warningsOf({ id, title: 'Inventor' })).toEqual([]);
    expect(perfex.permissionsOf(id)).toEqual(['PROJECTS']);
  });

  it('are gone, with a warning, where an update does not send them and this service never wrote any', async () => {
    expect(perfex.permissionsOf('1')).toEqual(['INVOICES', 'SUPPORT']);
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual(['PERMISSIONS_CLEARED']);
    expect(perfex.permissionsOf('1')).toEqual([]);
  });

  it('are taken away without a warning by an empty list, and stay away', async () => {
    expect(await warningsOf({ id: '1', permissions: [] })).toEqual([]);
    expect(perfex.permissionsOf('1')).toEqual([]);
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual([]);
    expect(perfex.permissionsOf('1')).toEqual([]);
  });

  it('are those of each contact alone', async () => {
    await update({ id: '1', permissions: ['ESTIMATES'] });
    await update({ id: '2', permissions: ['PROJECTS'] });
    await update({ id: '1', title: 'One' });
    await update({ id: '2', title: 'Two' });
    expect([perfex.permissionsOf('1'), perfex.permissionsOf('2')]).toEqual([['ESTIMATES'], ['PROJECTS']]);
  });

  it('are remembered only where Perfex took them', async () => {
    const refused = await update({ id: '1', permissions: ['PROJECTS'], email: 'grace.hopper@example.org' });
    expect(errorsOf(refused)).toMatchObject([{ code: 'CONFLICT' }]);
    expect(perfex.permissionsOf('1')).toEqual(['INVOICES', 'SUPPORT']);
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual(['PERMISSIONS_CLEARED']);
  });

  it('are remembered where Perfex had them already', async () => {
    expect(await warningsOf({ id: '1', permissions: ['INVOICES', 'SUPPORT'] })).toEqual([]);
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual([]);
    expect(perfex.permissionsOf('1')).toEqual(['INVOICES', 'SUPPORT']);
  });

  it('are forgotten with the contact', async () => {
    await update({ id: '1', permissions: ['PROJECTS'] });
    await server.ask('mutation { deleteContact(input: { id: "1" }) { contactId } }');
    perfex.reset();
    expect(await warningsOf({ id: '1', title: 'Countess' })).toEqual(['PERMISSIONS_CLEARED']);
    expect(perfex.permissionsOf('1')).toEqual([]);
  });

  it('are put back in a bulk too, contact by contact', async () => {
    await update({ id: '1', permissions: ['ESTIMATES'] });
    const { data } = await server.ask<{ updateContacts: { results: { payload: { warnings: string[] } }[] } }>(
      `mutation { updateContacts(input: { contacts: [
        { id: "1", title: "One" }, { id: "2", title: "Two" }, { id: "3", title: "Three", permissions: [SUPPORT] }
      ] }) { results { payload { warnings } } } }`,
    );
    expect(data.updateContacts.results.map(({ payload }) => payload.warnings)).toEqual([
      [],
      ['PERMISSIONS_CLEARED'],
      [],
    ]);
    expect(['1', '2', '3'].map((id) => perfex.permissionsOf(id))).toEqual([['ESTIMATES'], [], ['SUPPORT']]);
  });
});
