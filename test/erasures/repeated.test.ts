import { describeWithPostgres } from '../support/postgres.js';
import { startServer, type TestServer } from '../support/server.js';
import { until, untilThere } from '../support/until.js';
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

const erasure = async (id: string) => (await server.ask(`{ erasure(id: "${id}") { ${fields} } }`)).data.erasure;
const untilEnded = (id: string) =>
  untilThere(async () => {
    const found = await erasure(id);
    return found.state === 'PENDING' ? undefined : found;
  }, 'The end of the erasure');
const untilChatwootHasFailed = () =>
  until(
    () => server.simulators.chatwoot.calls.some(({ method }) => method === 'DELETE'),
    'The attempt to delete the user',
  );

function describeRepeats(title: string, openStore: () => Promise<ErasedStore>): void {
  describe(`the key of an erasure, ${title}`, () => {
    beforeEach(async () => {
      store = await openStore();
      server = await startServer(store.environment, { dataDirectory: store.directory });
      // Chatwoot cannot be searched: the user is somebody once one has looked.
      await server.ask('{ person(by: { userId: "1" }) { id } }');
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

    it('is not needed to get the erasure that is under way', async () => {
      server.simulators.chatwoot.setFaults({ errorRate: 1 });
      const { erasure: first } = await erase({ by: { userId: '1' }, delivery: 'ASYNC' });
      await untilChatwootHasFailed();

      const { erasure: second } = await erase({ by: { userId: '1' }, delivery: 'ASYNC' });

      expect(second.id).toBe(first.id);
      server.simulators.chatwoot.setFaults({ errorRate: 0 });
      expect((await untilEnded(first.id)).state).toBe('ERASED');
    });

    it('makes an erasure of its own that leaves the one under way alone, and comes after it', async () => {
      server.simulators.chatwoot.setFaults({ errorRate: 1 });
      const { erasure: first } = await erase({ by: { userId: '1' }, delivery: 'ASYNC' });
      await untilChatwootHasFailed();

      const { erasure: second } = await erase({ by: { userId: '1' }, idempotencyKey: 'second', delivery: 'ASYNC' });

      expect(second.id).not.toBe(first.id);
      await until(async () => {
        const { data } = await server.ask(`{ erasure(id: "${second.id}") { nextAttemptAt createdAt } }`);
        return data.erasure.nextAttemptAt > data.erasure.createdAt;
      }, 'The first look of the second erasure');
      server.simulators.chatwoot.setFaults({ errorRate: 0 });
      expect(await untilEnded(first.id)).toMatchObject({
        state: 'ERASED',
        receipts: expect.arrayContaining([{ vendor: 'CHATWOOT', outcome: 'DELETED' }]),
      });
      expect(await untilEnded(second.id)).toMatchObject({ state: 'ERASED', receipts: [] });
    });
  });
}

describeRepeats('embedded', embeddedStore);
describeWithPostgres('in PostgreSQL', () => describeRepeats('shared', postgresStore));
