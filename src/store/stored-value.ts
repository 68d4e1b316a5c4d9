/** The way to a value inside a stored one: names of fields and places in lists. */
type Path = readonly (string | number)[];

/** JSON that keeps its dates: free JSON of callers can hold any text, so dates are told apart by where they stand. */
export function encodeValue(value: unknown): string {
  const dates: Path[] = [];
  collectDates(value, { path: [], dates });
  return JSON.stringify({ value, dates });
}

/** The value again. What was undefined is absent. */
export function decodeValue(text: string): unknown {
  const stored = JSON.parse(text) as { value: unknown; dates: readonly Path[] };
  for (const path of stored.dates) revive(stored, ['value', ...path]);
  return stored.value;
}

/** @param walk where the value stands, while it is walked through; and what was found so far. */
function collectDates(value: unknown, walk: { readonly path: (string | number)[]; readonly dates: Path[] }): void {
  if (typeof value !== 'object' || value === null) return;
  if (value instanceof Date) {
    walk.dates.push([...walk.path]);
    return;
  }
  const parts = Array.isArray(value) ? value.entries() : Object.entries(value);
  for (const [step, part] of parts) {
    walk.path.push(step);
    collectDates(part, walk);
    walk.path.pop();
  }
}

function revive(root: object, path: Path): void {
  let holder = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  holder[last] = new Date(holder[last] as string);
}
