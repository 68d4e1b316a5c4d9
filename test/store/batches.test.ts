import { CompiledQuery } from 'kysely';
import { batches, type RunBatch } from '../../src/store/batches.js';
import type { StoreDatabase } from '../../src/store/database.js';
import { openEmbeddedDatabase } from '../../src/store/embedded.js';
import { openSharedDatabase } from '../../src/store/postgres.js';
import { createDatabase, describeWithPostgres } from '../support/postgres.js';
import { sharedStore, storeFile, temporaryDirectory } from './support.js';

interface Place {
  readonly database: StoreDatabase;
  remove(): Promise<void>;
}

async function embedded(): Promise<Place> {
  const { path, remove } = await temporaryDirectory();
  return { database: await openEmbeddedDatabase(path, storeFile), remove };
}

async function inPostgres(): Promise<Place> {
  const created = await createDatabase();
  const settings = { ...sharedStore(created.url), connections: 1 };
  return { database: await openSharedDatabase(settings), remove: () => created.drop() };
}

const define = (prepare: () => Promise<Place>) => () => {
  let place: Place;
  let run: RunBatch;
  beforeEach(async () => {
    place = await prepare();
    run = batches(place.database);
  });
  afterEach(async () => {
    await place.database.destroy();
    await place.remove();
  });

  const insertion = (contact_id: string) =>
    place.database
      .insertInto('contact_permissions')
      .values({ contact_id, permissions: '[]', written_at: 1 })
      .returning('contact_id')
      .compile();
  const listing = () =>
    place.database.selectFrom('contact_permissions').select('contact_id').orderBy('contact_id').compile();

  it('answers each statement in its place, and a later one sees what an earlier one wrote', async () => {
    expect(await run([insertion('1'), undefined, listing(), insertion('2'), listing()])).toEqual([
      [{ contact_id: '1' }],
      [],
      [{ contact_id: '1' }],
      [{ contact_id: '2' }],
      [{ contact_id: '1' }, { contact_id: '2' }],
    ]);
  });

  it.each([
    ['the first', (good: CompiledQuery, bad: CompiledQuery) => [bad, good]],
    ['the last', (good: CompiledQuery, bad: CompiledQuery) => [good, bad]],
  ])('keeps nothing where %s statement fails, says why, and the next batch runs', async (_, order) => {
    const bad = CompiledQuery.raw('select missing from absent');
    await expect(run(order(insertion('1'), bad))).rejects.toThrow(/absent/);
    expect(await run([insertion('2'), listing()])).toEqual([[{ contact_id: '2' }], [{ contact_id: '2' }]]);
  });

  it('loses nothing of other batches that run at the same time, where one of them fails', async () => {
    const ids = Array.from({ length: 40 }, (_, number) => `${100 + number}`);
    const outcomes = await Promise.allSettled(
      ids.map((id, number) => run([insertion(id), number % 4 === 0 ? insertion(id) : undefined])),
    );
    const kept = ids.filter((_, number) => number % 4 !== 0);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(kept.length);
    expect(await run([listing()])).toEqual([kept.map((contact_id) => ({ contact_id }))]);
  });
};

describe('a batch of statements, embedded', define(embedded));
describeWithPostgres('a batch of statements, in PostgreSQL', define(inPostgres));
