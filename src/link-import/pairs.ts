import { parse } from 'csv-parse/sync';
import type { RecordKey } from '../domain/identity.js';
import { Vendor } from '../domain/vendor.js';
import { InputError } from '../errors.js';
import { type RecordKeyReading, toRecordKey } from '../services/people/record-key.js';
import type { Line } from './lines.js';

export const columns = ['vendor', 'record_id', 'same_as_vendor', 'same_as_record_id'] as const;

export type Pair = readonly [RecordKey, RecordKey];

/** A line that says which two records are of one person, or why it cannot be used. */
export type ReadLine = { readonly number: number } & ({ readonly pair: Pair } | { readonly reason: string });

/** Whether a line names the columns, in their order. */
export const isHeader = (text: string): boolean => {
  const names = fieldsOf(text.replace(/^\ufeff/, ''));
  return names !== null && names.length === columns.length && columns.every((name, index) => names[index] === name);
};

/** What lines say. Empty ones are passed over. */
export function readLines(lines: readonly Line[], reading: RecordKeyReading): ReadLine[] {
  const filled = lines.filter(({ text }) => text.trim() !== '');
  const fields = fieldsOfAll(filled.map(({ text }) => text));
  return filled.map(({ text, number }, index) => ({ number, ...read(text, fields[index] ?? null, reading) }));
}

function read(
  text: string,
  fields: readonly string[] | null,
  reading: RecordKeyReading,
): { pair: Pair } | { reason: string } {
  if (text.includes('\ufffd')) return { reason: 'it is not UTF-8' };
  if (!fields) return { reason: 'its quotation marks do not match' };
  if (fields.length !== columns.length)
    return { reason: `it has ${fields.length} fields in place of ${columns.length}` };
  const [vendor = '', recordId = '', otherVendor = '', otherId = ''] = fields;
  try {
    const pair = [
      toRecordKey({ vendor: vendorNamed(vendor, 'vendor'), recordId }, reading, 'record_id'),
      toRecordKey(
        { vendor: vendorNamed(otherVendor, 'same_as_vendor'), recordId: otherId },
        reading,
        'same_as_record_id',
      ),
    ] as const;
    const isOne = pair[0].vendor === pair[1].vendor && pair[0].recordId === pair[1].recordId;
    return isOne ? { reason: 'it names the same record twice' } : { pair };
  } catch (error) {
    if (error instanceof InputError) return { reason: error.message.replace(/\.$/, '') };
    throw error;
  }
}

function vendorNamed(text: string, field: string): Vendor {
  const vendor = Object.values(Vendor).find((name) => name === text.toUpperCase());
  if (!vendor) throw new InputError(`${field} must be one of ${Object.values(Vendor).join(', ')}.`, [field]);
  return vendor;
}

/** One line that is not well-formed would take others with it: then each is read alone. */
function fieldsOfAll(texts: readonly string[]): (string[] | null)[] {
  // Most files have none, and to take a line apart at its commas takes a tenth of the time.
  if (!texts.some((text) => text.includes('"')))
    return texts.map((text) => text.split(',').map((field) => field.trim()));
  const records = recordsOf(texts.join('\n'));
  return records?.length === texts.length ? records : texts.map(fieldsOf);
}

function fieldsOf(text: string): string[] | null {
  const records = recordsOf(text);
  return records?.length === 1 ? (records[0] ?? null) : null;
}

function recordsOf(text: string): string[][] | null {
  try {
    return parse(text, { relax_column_count: true, trim: true, record_delimiter: '\n' });
  } catch {
    return null;
  }
}
