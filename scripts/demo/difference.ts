/** The first place at which an answer lacks what was expected, or null where it holds all of it. It may hold more. */
export function difference(answer: unknown, expected: unknown, place = 'the answer'): string | null {
  if (typeof expected !== 'object' || expected === null) {
    return Object.is(answer, expected)
      ? null
      : `${place} is ${JSON.stringify(answer)} instead of ${JSON.stringify(expected)}`;
  }
  if (typeof answer !== 'object' || answer === null)
    return `${place} is ${JSON.stringify(answer)} instead of a list or an object`;
  if (Array.isArray(expected) && Array.isArray(answer) && answer.length !== expected.length)
    return `${place} has ${answer.length} entries instead of ${expected.length}`;
  for (const [name, value] of Object.entries(expected)) {
    const found = difference((answer as Record<string, unknown>)[name], value, `${place}.${name}`);
    if (found) return found;
  }
  return null;
}
