/** The way to a value inside a stored one: names of fields and places in lists. */
type Path = readonly (string | number)[];

/** JSON that keeps its dates: free JSON of callers can hold any text, so dates are told apart by where they stand. */
export function encodeValue(value: unknown): string {
  const dates: Path[] = [];
  collectDates(value, [], dates);
  return JSON.stringify({ value, dates });
}

/** The value again. What was undefined is absent. */
export function decodeValue(text: string): unknown {
  const stored = JSON.parse(text) as { value: unknown; dates: readonly Path[] };
  for (const path of stored.dates) revive(stored, ['value', ...path]);
  return stored.value;
}

function collectDates(value: unknown, path: Path, dates: Path[]): void {
  if (value instanceof Date) dates.push(path);
  else if (Array.isArray(value)) value.forEach((item, index) => collectDates(item, [...path, index], dates));
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value)) collectDates(part, [...path, name], dates);
}

function revive(root: object, path: Path): void {
  let holder = root as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) holder = holder[step] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  holder[last] = new Date(holder[last] as string);
}
