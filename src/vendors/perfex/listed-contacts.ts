import type { Contact } from '../../domain/contact.js';
import type { Outcome } from './batch.js';
import { isEmptyList, itemError } from './errors.js';
import { readContacts, type Reading } from './normalize.js';
import { fields } from './wire.js';

/** The contacts that one operation of a batch listed: bare rows, or rows in `data`. @throws the error of the operation. */
export function contactsOf(
  outcome: Outcome,
  reading: Reading,
  tool: 'contacts_list' | 'contacts_search',
): readonly Contact[] {
  if (outcome.status === 'unclear') throw outcome.error;
  if (outcome.status === 'refused') {
    if (isEmptyList(outcome.reason)) return [];
    throw itemError(outcome.reason);
  }
  if (Array.isArray(outcome.result)) return readContacts(outcome.result, reading, tool);
  const { data } = fields.record(outcome.result, tool);
  return readContacts(data, reading, `${tool}.data`);
}
