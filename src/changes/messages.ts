import { type Change, ChangeCause } from '../domain/change.js';
import type { RecordKey } from '../domain/identity.js';
import { Vendor } from '../domain/vendor.js';

/** PostgreSQL takes a payload of less than 8,000 bytes. */
const longestMessage = 7_500;

/** Ids in one change at the most: those of a message fit whatever else is in it. */
const idsTogether = 50;

/** The messages that carry the changes. @param origin the process that says so, which hears its own messages too. */
export function toMessages(origin: string, changes: readonly Change[]): string[] {
  const messages: string[] = [];
  let together: string[] = [];
  let length = 0;
  const flush = (): void => {
    if (together.length > 0) messages.push(`{"origin":${JSON.stringify(origin)},"changes":[${together.join(',')}]}`);
    together = [];
    length = 0;
  };
  for (const change of changes.flatMap(inParts)) {
    const text = JSON.stringify(change);
    if (length + text.length > longestMessage) flush();
    together.push(text);
    length += text.length + 1;
  }
  flush();
  return messages;
}

/** What a message of another process says; nothing where it is one's own, or none of this service's. */
export function fromMessage(origin: string, text: string): Change[] {
  try {
    const message = JSON.parse(text) as { origin?: unknown; changes?: unknown };
    if (message.origin === origin || !Array.isArray(message.changes)) return [];
    return (message.changes as unknown[]).flatMap(toChange);
  } catch {
    return [];
  }
}

function inParts(change: Change): Change[] {
  if (change.kind === 'PEOPLE') return parts(change.ids).map((ids) => ({ ...change, ids }));
  if (change.kind === 'PROFILES') return parts(change.names).map((names) => ({ ...change, names }));
  if (change.kind === 'RECORDS') return parts(change.records).map((records) => ({ ...change, records }));
  return [change];
}

const parts = <Item>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / idsTogether) }, (_, part) =>
    items.slice(part * idsTogether, (part + 1) * idsTogether),
  );

/** A newer release may say what this one does not know. */
function toChange(value: unknown): Change[] {
  const { kind, ids, records, names, id, cause } = (value ?? {}) as Record<string, unknown>;
  const known = Object.values(ChangeCause).find((each) => each === cause);
  if (kind === 'MISSED') return [{ kind }];
  if (kind === 'WRITE' && typeof id === 'string') return [{ kind, id }];
  if (kind === 'PEOPLE' && known && Array.isArray(ids)) return [{ kind, ids: ids.filter(isText), cause: known }];
  if (kind === 'PROFILES' && Array.isArray(names)) return [{ kind, names: names.filter(isText) }];
  if (kind === 'RECORDS' && known && Array.isArray(records))
    return [{ kind, records: (records as unknown[]).filter(isRecordKey), cause: known }];
  return [];
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isRecordKey = (value: unknown): value is RecordKey => {
  const { vendor, recordId } = (value ?? {}) as Record<string, unknown>;
  return typeof recordId === 'string' && Object.values(Vendor).some((each) => each === vendor);
};
