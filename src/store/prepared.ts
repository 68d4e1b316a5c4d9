import type { CompiledQuery } from 'kysely';

/** Stands for a value that is not known yet. */
class Slot {
  constructor(readonly name: string) {}
}

const slots: unknown = new Proxy({}, { get: (_, name) => new Slot(String(name)) });

const names = new Map<string, string>();

/** By what name PostgreSQL keeps a statement prepared; undefined for one that is not put together once. */
export const nameOf = (text: string): string | undefined => names.get(text);

/**
 * Puts a statement together once for all of its values, since the query builder takes longer than the database.
 * @param build May hand on its values to places for values only: it is called with stand-ins for them.
 */
export function prepared<Values extends object, Row>(
  build: (values: Values) => CompiledQuery<Row>,
): (values: Values) => CompiledQuery<Row> {
  const statement = build(slots as Values);
  if (!names.has(statement.sql)) names.set(statement.sql, `peoplegraph_${names.size + 1}`);
  return (values) => ({
    ...statement,
    parameters: statement.parameters.map((parameter) =>
      parameter instanceof Slot ? values[parameter.name as keyof Values] : parameter,
    ),
  });
}
