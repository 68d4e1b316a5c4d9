import type { Contact } from '../../src/domain/contact.js';
import {
  chatwootRecord,
  contactRow,
  type HeldVendor,
  idsOf,
  numiRecord,
  perfexRecord,
  startHeldVendor,
} from './held-vendor.js';
import { cachedVendor, caller, type CachedVendor, gist, seconds } from './sources.js';

/** What the vendor holds of every record. */
let held: string;
let vendor: HeldVendor;
let cached: CachedVendor;

const open = async (record: Parameters<typeof startHeldVendor>[0]): Promise<void> => {
  held = 'before';
  vendor = await startHeldVendor(record);
  vendor.answerEach((call) => call.answerWell());
  cached = cachedVendor(vendor.url);
};
afterEach(() => vendor.close());

const failWrites = (status: number): void =>
  vendor.answerEach((call) =>
    call.method === 'GET' || call.url.endsWith('/batch') ? call.answerWell() : call.answer(status),
  );

describe('a profile', () => {
  const ada = '+4930901820';
  const read = async () => gist((await cached.sources.profiles.readProfiles([ada], caller()))[0]);
  const set = () => cached.sources.profiles.setProfile({ phoneNumber: ada, firstName: 'after' }, caller());

  beforeEach(async () => {
    await open(numiRecord(() => held));
    await read();
  });

  it('is read again after it was set', async () => {
    held = 'after';
    await set();
    expect(await read()).toBe('after');
    await read();
    expect(vendor.calls.filter(({ method }) => method === 'GET')).toHaveLength(2);
  });

  it('is read again after a write that failed, and not kept while that may still take effect', async () => {
    failWrites(503);
    await expect(set()).rejects.toMatchObject({ code: 'VENDOR_UNAVAILABLE' });
    expect(await read()).toBe('before');
    held = 'after';
    expect(await read()).toBe('after');
    cached.clock.advance(seconds(31));
    await read();
    held = 'later';
    expect(await read()).toBe('after');
  });
});

describe('a user', () => {
  const read = async (id = '12') => gist((await cached.sources.users.readUsers([id], caller()))[0]);
  const reads = () => vendor.calls.filter(({ method }) => method === 'GET').length;

  beforeEach(async () => {
    await open(chatwootRecord(() => held));
    await read();
  });

  it('is kept as an update answers it', async () => {
    await cached.sources.users.updateUser('12', { name: 'after' }, caller());
    expect(await read()).toBe('after');
    expect(reads()).toBe(1);
  });

  it('is read again after an update that failed', async () => {
    failWrites(500);
    held = 'after';
    await expect(cached.sources.users.updateUser('12', { name: 'after' }, caller())).rejects.toThrow();
    expect(await read()).toBe('after');
  });

  it('is read again after it was deleted, and after a deletion that failed', async () => {
    held = 'after';
    await cached.sources.users.deleteUser('12', caller());
    expect(await read()).toBe('after');
    failWrites(500);
    held = 'later';
    await expect(cached.sources.users.deleteUser('12', caller())).rejects.toThrow();
    expect(await read()).toBe('later');
  });

  it('is kept as its creation answers it', async () => {
    const { user, created } = await cached.sources.users.createUser(
      { name: 'new', email: 'ada@example.com' },
      caller(),
    );
    expect(created).toBe(true);
    expect(await read(user.id)).toBe('new');
    expect(reads()).toBe(1);
  });

  it('is read again where a creation finds it there already', async () => {
    await read('77');
    const creating = chatwootRecord(() => held);
    vendor.answerEach((call) => call.answer(200, creating({ ...call, body: {} })));
    held = 'after';
    const { created } = await cached.sources.users.createUser({ name: 'x', email: 'ada@example.com' }, caller());
    expect(created).toBe(false);
    held = 'later';
    expect(await read('77')).toBe('later');
  });
});

describe('a contact', () => {
  let refused: string[];
  const rowsOf = perfexRecord((id) => (id === '404' ? null : held));
  const readAll = (ids: readonly string[]) => cached.sources.contacts.readContacts(ids, caller());
  const read = async (...ids: string[]) => (await readAll(ids)).map(gist);
  const updateOf = async (id: string) => ({
    current: (await readAll([id]))[0] as Contact,
    change: { title: 'after' },
    knownPermissions: undefined,
  });

  beforeEach(async () => {
    refused = [];
    await open((call) => {
      if (!call.url.endsWith('/batch') || !JSON.stringify(call.body).includes('contacts_update')) return rowsOf(call);
      const results = idsOf(call).map((id, index) => ({
        index,
        status: !refused.includes(id),
        error: 'This Email is already exists',
      }));
      return { status: true, results };
    });
    await read('1', '2', '3');
  });

  it('is read again after it was updated, and the others are not', async () => {
    const update = await updateOf('1');
    await cached.sources.contacts.updateContact(update, caller());
    held = 'after';
    expect(await read('1', '2', '3')).toEqual(['after', 'before', 'before']);
  });

  it('is read again after an update that failed', async () => {
    const update = await updateOf('1');
    failWrites(500);
    await expect(cached.sources.contacts.updateContact(update, caller())).rejects.toThrow();
    held = 'after';
    expect(await read('1', '2')).toEqual(['after', 'before']);
  });

  it('is read again after it was updated with others, whatever became of each', async () => {
    const updates = [await updateOf('1'), await updateOf('2')];
    refused = ['2'];
    const outcomes = await cached.sources.contacts.updateContacts(updates, caller());
    expect(outcomes.map((outcome) => outcome && gist(outcome))).toEqual([null, 'CONFLICT']);
    held = 'after';
    expect(await read('1', '2', '3')).toEqual(['after', 'after', 'before']);
  });

  it('is read again after it was deleted', async () => {
    await cached.sources.contacts.deleteContact('1', caller());
    held = 'after';
    expect(await read('1', '2')).toEqual(['after', 'before']);
  });

  it('is read after it was created, though there was none a moment ago', async () => {
    vendor.answerEach((call) =>
      call.url.endsWith('/contacts') ? call.answer(200, { status: true, record_id: 404 }) : call.answerWell(),
    );
    expect(await read('404')).toEqual(['none']);
    await cached.sources.contacts.createContact(
      { customerId: '5', firstName: 'Ada', lastName: 'Lovelace', email: 'new@example.com' },
      caller(),
    );
    vendor.answerEach((call) =>
      call.answer(200, { status: true, results: [{ index: 0, status: true, result: contactRow('404', 'new') }] }),
    );
    expect(await read('404')).toEqual(['new']);
  });
});

describe('the primary contact of a customer', () => {
  let primary: string;
  const isPrimary = async (id: string) =>
    ((await cached.sources.contacts.readContacts([id], caller()))[0] as Contact).isPrimary;

  beforeEach(async () => {
    primary = '1';
    await open((call) => {
      if (!call.url.endsWith('/batch')) return { status: true, record_id: 9 };
      const results = idsOf(call).map((id, index) => {
        const result = { ...contactRow(id, 'x'), is_primary: id === primary ? '1' : '0' };
        return { index, status: true, result };
      });
      return { status: true, results };
    });
  });

  it('is read again when another becomes it by an update', async () => {
    expect([await isPrimary('1'), await isPrimary('2')]).toEqual([true, false]);
    const [current] = await cached.sources.contacts.readContacts(['2'], caller());
    primary = '2';
    await cached.sources.contacts.updateContact(
      { current: current as Contact, change: { isPrimary: true }, knownPermissions: undefined },
      caller(),
    );
    expect([await isPrimary('1'), await isPrimary('2')]).toEqual([false, true]);
  });

  it('is read again when a new contact becomes it', async () => {
    expect(await isPrimary('1')).toBe(true);
    primary = '9';
    await cached.sources.contacts.createContact(
      { customerId: '5', firstName: 'Ada', lastName: 'Lovelace', email: 'new@example.com', isPrimary: true },
      caller(),
    );
    expect(await isPrimary('1')).toBe(false);
  });
});
