import type { ImportProgress, LinkImports } from '../domain/link-import.js';
import { guarded } from './database.js';
import { asNamed, declareAll, partOfGroups } from './identity-declarations.js';
import type { LinkImportRow } from './schema.js';
import type { StoredGraph } from './stored-graph.js';

/** The statements of imports of links. */
export function linkImports(stored: StoredGraph): LinkImports {
  const { database } = stored;
  return {
    find: (fingerprint) =>
      guarded(async () => {
        const row = await database
          .selectFrom('link_imports')
          .selectAll()
          .where('fingerprint', '=', fingerprint)
          .executeTakeFirst();
        return row ? toProgress(row) : null;
      }),

    apply: (fingerprint, { pairs, progress }, act) =>
      guarded(async () => {
        const named = await asNamed(stored, pairs);
        return stored.change(
          partOfGroups(named),
          (graph, transaction) => declareAll(graph, transaction, named, act),
          async (transaction, refusals) => {
            const refused = refusals.filter((refusal) => refusal !== null).length;
            const row = toRow(fingerprint, {
              ...progress,
              linked: progress.linked - refused,
              rejected: progress.rejected + refused,
            });
            await transaction
              .insertInto('link_imports')
              .values(row)
              .onConflict((conflict) => conflict.column('fingerprint').doUpdateSet(row))
              .execute();
          },
        );
      }),

    forget: (fingerprint) =>
      guarded(async () => {
        await database.deleteFrom('link_imports').where('fingerprint', '=', fingerprint).execute();
      }),
  };
}

const toRow = (fingerprint: string, { endedAt, ...progress }: ImportProgress): LinkImportRow => ({
  fingerprint,
  ...progress,
  ended_at: endedAt?.getTime() ?? null,
});

const toProgress = ({ fingerprint: _, ended_at, ...progress }: LinkImportRow): ImportProgress => ({
  ...progress,
  endedAt: ended_at === null ? null : new Date(ended_at),
});
