import { type Expression, type SqlBool, sql } from 'kysely';
import type { TimelineEvent, TimelinePosition, TimelineStore } from '../domain/timeline.js';
import { guarded, type StoreDatabase } from './database.js';
import type { Encryption } from './encryption.js';
import { IdentityRows } from './identity-rows.js';
import { WriteRows } from './write-rows.js';

/** Where a timeline comes from. What happened at the same time comes in the order of the names. */
const sources = { event: 'event-', link: 'link-', write: 'write-' } as const;

/** The statements of timelines. */
export function timelineStore(database: StoreDatabase, encryption: Encryption): TimelineStore {
  const identityRows = new IdentityRows(encryption);
  const writeRows = new WriteRows(encryption);

  const events = async (personId: string, limit: number, after: TimelinePosition | undefined) => {
    const rows = await database
      .selectFrom('person_events')
      .selectAll()
      .where('person_id', '=', personId)
      .where(behind('happened_at', 'id', sources.event, after))
      .orderBy('happened_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row): TimelineEvent => {
      const { act, ...event } = identityRows.graphEvent(row);
      return { ...event, ...act, id: sources.event + row.id };
    });
  };

  const links = async (personId: string, limit: number, after: TimelinePosition | undefined) => {
    const rows = await database
      .selectFrom('person_records')
      .selectAll()
      .where('person_id', '=', personId)
      .where(behind('linked_at', 'record', sources.link, after))
      .orderBy('linked_at', 'desc')
      .orderBy('record', 'desc')
      .limit(limit)
      .execute();
    return rows.map((row): TimelineEvent => {
      const { key, link } = identityRows.record(row);
      const { linkedAt: at, linkedBy: actor } = link;
      return { id: sources.link + row.record, at, actor, kind: 'LINKED', link: { key, ...link } };
    });
  };

  const writes = async (personId: string, limit: number, after: TimelinePosition | undefined) => {
    const ofPerson = database
      .selectFrom('write_subjects')
      .where('subject', 'in', (where) =>
        where.selectFrom('person_records').select('record').where('person_id', '=', personId),
      );
    const found = await ofPerson
      .select(['write_id', 'happened_at'])
      .where(behind('happened_at', 'write_id', sources.write, after))
      .groupBy(['write_id', 'happened_at'])
      .orderBy('happened_at', 'desc')
      .orderBy('write_id', 'desc')
      .limit(limit)
      .execute();
    const ids = found.map(({ write_id }) => write_id);
    if (ids.length === 0) return [];
    const [rows, places] = await Promise.all([
      database.selectFrom('writes').selectAll().where('id', 'in', ids).execute(),
      ofPerson.select(['write_id', 'place']).where('write_id', 'in', ids).execute(),
    ]);
    return rows.map((row): TimelineEvent => {
      const record = writeRows.record(row);
      return {
        id: sources.write + row.id,
        at: record.write.createdAt,
        // Known of every write of which is known whom it is about.
        actor: row.caller as string,
        kind: 'WRITE',
        record,
        places: places.flatMap(({ write_id, place }) => (write_id === row.id ? [place] : [])),
      };
    });
  };

  return {
    page: (personId, first, after) =>
      guarded(async () => {
        const found = await Promise.all([events, links, writes].map((read) => read(personId, first + 1, after)));
        const items = found.flat().sort(newestFirst);
        return { items: items.slice(0, first), hasNextPage: items.length > first };
      }),
  };
}

const newestFirst = (one: TimelineEvent, other: TimelineEvent): number =>
  other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : -1);

/** What comes behind a place, the newest first. */
function behind(
  time: 'happened_at' | 'linked_at',
  id: 'id' | 'record' | 'write_id',
  source: string,
  after: TimelinePosition | undefined,
): Expression<SqlBool> {
  if (!after) return sql<SqlBool>`1 = 1`;
  const at = after.at.getTime();
  const earlier = sql<SqlBool>`${sql.ref(time)} < ${at}`;
  if (after.id.startsWith(source)) {
    const inner = after.id.slice(source.length);
    return sql<SqlBool>`(${earlier} or (${sql.ref(time)} = ${at} and ${sql.ref(id)} < ${inner}))`;
  }
  return source < after.id ? sql<SqlBool>`${sql.ref(time)} <= ${at}` : earlier;
}
