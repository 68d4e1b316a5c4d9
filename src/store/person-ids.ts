import { randomUUID } from 'node:crypto';

/** A new id of a person: a UUID of version 7, which begins with the time, so that an index grows at its end only. */
export function newPersonId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
