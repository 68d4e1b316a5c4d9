import { createHash } from 'node:crypto';

/** The same for the same inputs, in whatever order their fields were sent. */
export const fingerprintOf = (kind: string, items: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, items], inOrder))
    .digest('base64url');

function inOrder(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
