import type { WriteFilter, WritePage, WritePosition } from '../domain/write.js';
import type { StoreDatabase } from './database.js';
import { publicColumns, toWrite } from './write-rows.js';

/** A page of the list of writes, the newest first. What is encrypted is not read for it. */
export async function pageOfWrites(
  database: StoreDatabase,
  { state, vendor, kind }: WriteFilter,
  first: number,
  after: WritePosition | undefined,
): Promise<WritePage> {
  const found = await database
    .selectFrom('writes')
    .select([...publicColumns, 'sequence'])
    .$if(state !== undefined, (query) => query.where('state', '=', state as string))
    .$if(vendor !== undefined, (query) => query.where('vendor', '=', vendor as string))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind as string))
    .$if(after !== undefined, (query) =>
      query.where((where) =>
        where(where.refTuple('sequence', 'id'), '<', where.tuple(after?.sequence as number, after?.id as string)),
      ),
    )
    .orderBy('sequence', 'desc')
    .orderBy('id', 'desc')
    .limit(first + 1)
    .execute();
  const items = found
    .slice(0, first)
    .map((row) => ({ write: toWrite(row), position: { sequence: row.sequence, id: row.id } }));
  return { items, hasNextPage: found.length > first };
}
