const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g;
const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/** In milliseconds. */
const day = 24 * 3_600_000;

/** The moment at which every example has run. */
const moment = '2026-03-02T09:30:00.000Z';

/**
 * The same values with everything replaced that differs from run to run: ids are numbered as they appear, what
 * happened today happened at one moment, and each of the other patterns gives way to its text.
 */
export function stable<Value>(value: Value, others: readonly (readonly [RegExp, string])[] = []): Value {
  const ids = new Map<string, string>();
  const stableText = (text: string): string => {
    if (time.test(text) && Math.abs(Date.parse(text) - Date.now()) < day) return moment;
    const known = text.replace(uuid, (id) => {
      const number = ids.get(id) ?? `00000000-0000-4000-8000-${String(ids.size + 1).padStart(12, '0')}`;
      ids.set(id, number);
      return number;
    });
    return others.reduce((rest, [pattern, name]) => rest.replace(pattern, name), known);
  };
  const replace = (part: unknown): unknown => {
    if (typeof part === 'string') return stableText(part);
    if (Array.isArray(part)) return part.map(replace);
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([name, held]) => [name, replace(held)]));
  };
  return replace(value) as Value;
}
