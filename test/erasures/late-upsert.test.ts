import { describeWithPostgres } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import { changesAt, readUpsert, upserted, upsertPerson } from '../upserts/support.js';
import { embeddedStore, type ErasedStore, postgresStore } from './stored-texts.js';

const hedy = {
  by: { email: 'hedy@example.com' },
  givenName: 'Hedy',
  familyName: 'Lamarr',
  phoneNumber: '+49 151 12345678',
  customerId: '1',
  vendors: ['NUMI', 'CHATWOOT', 'PERFEX'],
  idempotencyKey: 'key',
};

let store: ErasedStore;
let server: TestServer;

function describeLateUpserts(title: string, openStore: () => Promise<ErasedStore>): void {
  describe(title, () => {
    beforeEach(async () => {
      store = await openStore();
      server = await startServer(store.environment, { dataDirectory: store.directory });
    });
    afterEach(async () => {
      await server.close();
      await store.remove();
    });

    it('brings nobody back by a late repeat of its key', async () => {
      const upsert = await upserted(server, hedy);
      const { data } = await server.ask(
        'mutation { erasePerson(input: { by: { email: "hedy@example.com" } }) { erasure { state } } }',
      );
      expect(data.erasePerson.erasure.state).toBe('ERASED');
      const before = changesAt(server);

      const { errors } = await upsertPerson(server, hedy);

      expect(errors).toMatchObject([{ extensions: { code: 'CONFLICT', fields: ['idempotencyKey'] } }]);
      expect(changesAt(server)).toEqual(before);
      expect(await readUpsert(server, upsert.id)).toBeNull();
      const resumed = await server.ask(`mutation { resumeUpsert(input: { id: "${upsert.id}" }) { upsert { id } } }`);
      expect(resumed.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
      const found = await server.ask('{ person(by: { email: "hedy@example.com" }) { id } }');
      expect(found.data.person).toBeNull();
    });
  });
}

describeLateUpserts('an upsert of somebody who has been erased since, embedded', embeddedStore);
describeWithPostgres('an upsert of somebody who has been erased since', () =>
  describeLateUpserts('in PostgreSQL', postgresStore),
);
