import { describeWithPostgres } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import { until, untilThere } from '../support/until.js';
import { embeddedStore, type ErasedStore, postgresStore, textsOfFiles } from './stored-texts.js';

const email = 'ada.lovelace@example.com';
/** What the vendors and the writes of the tests hold of her. */
const personal = ['Lovelace', email, '30901820', '30 901820', 'poetry', 'Countess', 'born-1815'];

const fields = 'id state personId requestedBy endedAt receipts { vendor recordId outcome error { code } }';

let store: ErasedStore;
let server: TestServer;

const start = (): Promise<TestServer> =>
  startServer({ OPERATION_TIMEOUT_MS: '25000', ...store.environment }, { dataDirectory: store.directory });

const person = async (by: object) =>
  (await server.ask('query ($by: PersonKeyInput!) { person(by: $by) { id links { vendor recordId } } }', { by })).data
    .person;
const erase = async (input: object) => {
  const { data, errors } = await server.ask(
    `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { erasure { ${fields} } } }`,
    { input },
  );
  return { erasure: data.erasePerson?.erasure, errors };
};
const erasure = async (id: string) =>
  (await server.ask(`query ($id: ID!) { erasure(id: $id) { ${fields} } }`, { id })).data.erasure;
/** The erasure once it is in a state. */
const untilIn = (id: string, state: string) =>
  untilThere(async () => {
    const found = await erasure(id);
    return found.state === state ? found : undefined;
  }, `That the erasure is ${state}`);
const calls = (name: 'numi' | 'chatwoot' | 'perfex', method: string) =>
  server.simulators[name].calls.filter((call) => call.method === method).length;
const outcomes = (of: { receipts: { vendor: string; outcome: string }[] }) =>
  Object.fromEntries(of.receipts.map(({ vendor, outcome }) => [vendor, outcome]));

const everywhere = { NUMI: 'ANONYMIZED', CHATWOOT: 'DELETED', PERFEX: 'DELETED', PERSIO: 'UNSUPPORTED' };

async function writeAboutAda(): Promise<void> {
  await server.ask(
    'mutation { updateContact(input: { id: 1, title: "Countess", permissions: [INVOICES] }) { write { id } } }',
  );
  await server.ask(
    'mutation { updateUser(input: { id: 1, customAttributes: { note: "born-1815" }, idempotencyKey: "k" }) { write { id } } }',
  );
  await server.ask('mutation { addToGroup(input: { userId: "1", groupId: "countesses-born-1815" }) { write { id } } }');
}

function describeErasures(title: string, openStore: () => Promise<ErasedStore>): void {
  describe(title, () => {
    beforeEach(async () => {
      store = await openStore();
      server = await start();
      // Chatwoot cannot be searched: the user is hers once somebody has looked.
      await person({ userId: '1' });
    });
    afterEach(async () => {
      await server.close();
      await store.remove();
    });

    it('erases a person at every vendor with one call each, and then here', async () => {
      const { id } = await person({ email });
      await writeAboutAda();
      const before = {
        numi: calls('numi', 'POST'),
        chatwoot: calls('chatwoot', 'DELETE'),
        perfex: calls('perfex', 'DELETE'),
      };

      const { erasure: erased, errors } = await erase({ by: { email } });

      expect(errors).toBeUndefined();
      expect(erased).toMatchObject({ state: 'ERASED', personId: id, requestedBy: 'anonymous' });
      expect(outcomes(erased)).toEqual(everywhere);
      expect(erased.receipts.every((receipt: { recordId: string | null }) => receipt.recordId === null)).toBe(true);
      expect(calls('numi', 'POST') - before.numi).toBe(1);
      expect(calls('chatwoot', 'DELETE') - before.chatwoot).toBe(1);
      expect(calls('perfex', 'DELETE') - before.perfex).toBe(1);

      const { data } = await server.ask(
        '{ profile(phoneNumber: "+4930901820") { firstName lastName email dateOfBirth metadata } }',
      );
      expect(data.profile).toMatchObject({ firstName: null, lastName: null, email: null, dateOfBirth: null });
      expect(Object.values(data.profile.metadata as object).every((value) => value === '')).toBe(true);
      for (const by of [{ email }, { userId: '1' }, { contactId: '1' }, { phoneNumber: '+4930901820' }, { id }])
        expect(await person(by)).toBeNull();
    });

    it('leaves nothing of the person in any table, in clear or encrypted, nor in a file or the log', async () => {
      await writeAboutAda();
      const known = server.log.length;
      const { erasure: erased } = await erase({ by: { email }, idempotencyKey: 'erase-ada' });
      expect(erased.state).toBe('ERASED');
      const files = await textsOfFiles(store.directory);
      await server.close();

      const texts = [...(await store.texts()), ...files];

      expect(texts.length).toBeGreaterThan(100);
      expect(texts.filter((text) => personal.some((value) => text.includes(value)))).toEqual([]);
      expect(server.log.slice(known).filter((line) => personal.some((value) => line.includes(value)))).toEqual([]);
      server = await start();
    });

    it('answers the same erasure for the same key, and calls nobody again', async () => {
      const first = await erase({ by: { email }, idempotencyKey: 'erase-ada' });
      const after = { chatwoot: server.simulators.chatwoot.calls.length, numi: server.simulators.numi.calls.length };

      const second = await erase({ by: { email }, idempotencyKey: 'erase-ada' });

      expect(second.erasure).toEqual(first.erasure);
      expect({ chatwoot: server.simulators.chatwoot.calls.length, numi: server.simulators.numi.calls.length }).toEqual(
        after,
      );
      expect((await erase({ by: { email } })).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    });

    it('goes on by itself when a vendor that was down is back', async () => {
      server.simulators.perfex.setFaults({ errorRate: 1 });
      const { erasure: begun } = await erase({ by: { email }, delivery: 'ASYNC' });
      expect(begun.state).toBe('PENDING');
      await until(async () => outcomes(await erasure(begun.id))['CHATWOOT'] === 'DELETED', 'The deletion of the user');
      expect(await person({ id: begun.personId })).not.toBeNull();

      server.simulators.perfex.setFaults({ errorRate: 0 });

      expect(outcomes(await untilIn(begun.id, 'ERASED'))).toEqual(everywhere);
      expect(calls('chatwoot', 'DELETE')).toBe(1);
    });

    it('says which vendor refused, knows the person still, and tries that one again when it is resumed', async () => {
      server.simulators.perfex.setFaults({ errorRate: 1, errorStatus: 403 });
      const { erasure: begun } = await erase({ by: { email } });
      expect(begun.state).toBe('FAILED');
      expect(outcomes(begun)).toEqual({ ...everywhere, PERFEX: 'FAILED' });
      expect(begun.receipts.find(({ vendor }: { vendor: string }) => vendor === 'PERFEX')).toMatchObject({
        recordId: '1',
        error: { code: 'VENDOR_FORBIDDEN' },
      });
      expect(await person({ id: begun.personId })).not.toBeNull();

      server.simulators.perfex.setFaults({ errorRate: 0 });
      const { data } = await server.ask(
        `mutation ($input: ResumeErasureInput!) { resumeErasure(input: $input) { erasure { ${fields} } } }`,
        { input: { id: begun.id } },
      );

      expect(data.resumeErasure.erasure.state).toBe('ERASED');
      expect(outcomes(data.resumeErasure.erasure)).toEqual(everywhere);
      expect(calls('chatwoot', 'DELETE')).toBe(1);
    });

    it('refuses to erase nobody', async () => {
      const { errors } = await erase({ by: { email: 'nobody@example.com' } });
      expect(errors).toMatchObject([{ path: ['erasePerson'], extensions: { code: 'NOT_FOUND' } }]);
    });
  });
}

describeErasures('with the embedded store', embeddedStore);
describeWithPostgres('with PostgreSQL', () => describeErasures('as the store', postgresStore));
