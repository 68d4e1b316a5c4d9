import { ContactPermission } from '../../src/domain/contact.js';
import { describeStores, type TemporaryStore } from './support.js';

describeStores('the ledger of permissions', (open) => {
  let store: TemporaryStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  describe('the permissions that were last written', () => {
    it('are recalled by contact; a contact that was never written is missing', async () => {
      await store.permissions.remember('1', [ContactPermission.INVOICES, ContactPermission.PROJECTS]);
      await store.permissions.remember('2', []);

      expect(await store.permissions.recall(['1', '2', '3'])).toEqual(
        new Map([
          ['1', ['INVOICES', 'PROJECTS']],
          ['2', []],
        ]),
      );
    });

    it('are replaced as a whole by the next write', async () => {
      await store.permissions.remember('1', [ContactPermission.INVOICES, ContactPermission.PROJECTS]);
      await store.permissions.remember('1', [ContactPermission.CONTRACTS]);

      expect(await store.permissions.recall(['1'])).toEqual(new Map([['1', ['CONTRACTS']]]));
    });

    it('are forgotten with their contact, and with no other', async () => {
      await store.permissions.remember('1', [ContactPermission.INVOICES]);
      await store.permissions.remember('2', [ContactPermission.INVOICES]);
      await store.permissions.forget('1');
      await store.permissions.forget('never written');

      expect([...(await store.permissions.recall(['1', '2'])).keys()]).toEqual(['2']);
    });

    it('of no contacts are none', async () => {
      expect(await store.permissions.recall([])).toEqual(new Map());
    });
  });
});
