import { describeWithPostgres } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import { embeddedStore, type ErasedStore, postgresStore } from './stored-texts.js';

const fields = 'id state requestedBy receipts { vendor outcome }';

let store: ErasedStore;
let server: TestServer;

const erase = async (input: object) => {
  const { data, errors } = await server.ask(
    `mutation ($input: ErasePersonInput!) { erasePerson(input: $input) { erasure { ${fields} } } }`,
    { input },
  );
  return { erasure: data.erasePerson?.erasure, errors };
};

function describeRepeats(title: string, openStore: () => Promise<ErasedStore>): void {
  describe(`the key of an erasure, ${title}`, () => {
    beforeEach(async () => {
      store = await openStore();
      server = await startServer(store.environment, { dataDirectory: store.directory });
    });
    afterEach(async () => {
      await server.close();
      await store.remove();
    });

    it('answers the same person only, also once nobody is known any more', async () => {
      const { erasure: first } = await erase({ by: { phoneNumber: '+4930901820' }, idempotencyKey: 'key' });
      expect(first.state).toBe('ERASED');

      for (const by of [{ email: 'nobody@example.org' }, { phoneNumber: '+4930901821' }, { contactId: '2' }])
        expect(await erase({ by, idempotencyKey: 'key' })).toMatchObject({
          erasure: undefined,
          errors: [{ extensions: { code: 'CONFLICT', fields: ['idempotencyKey'] } }],
        });
      const again = await erase({ by: { phoneNumber: '+49 30 901820' }, idempotencyKey: 'key' });
      expect(again).toEqual({ erasure: first, errors: undefined });
    });
  });
}

describeRepeats('embedded', embeddedStore);
describeWithPostgres('in PostgreSQL', () => describeRepeats('shared', postgresStore));
