import { z } from 'zod';
import { ContactPermission, TextDirection } from '../../domain/contact.js';
import { contactsPerCall } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { FieldReader } from '../field-reader.js';

/** Operations in one request to `/batch`: more are refused with 422. */
export const batchLimit = contactsPerCall;

/** Rows in one page or one `contacts_list`: the vendor's own limit. */
export const pageLimit = 100;

/** Perfex writes every id, flag and number as a text; real numbers and booleans are taken too. */
export function asFlag(value: unknown): boolean | undefined {
  if (value === '1' || value === 1 || value === true) return true;
  if (value === '0' || value === 0 || value === false) return false;
  return undefined;
}

export function asCount(value: unknown): number | undefined {
  if (typeof value === 'string') return /^\d+$/.test(value) ? Number(value) : undefined;
  return isWholeNumber(value) ? value : undefined;
}

const isWholeNumber = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

class PerfexFields extends FieldReader {
  flag(value: unknown, place: string, name: string): boolean {
    return asFlag(value) ?? this.wrong('a flag', place, name);
  }

  count(value: unknown, place: string, name: string): number {
    return asCount(value) ?? this.wrong('a count', place, name);
  }

  id(value: unknown, place: string, name: string): string {
    if (typeof value === 'string' && /^(0|[1-9]\d*)$/.test(value)) return value;
    return isWholeNumber(value) ? String(value) : this.wrong('an id', place, name);
  }

  /** A column may be null, and then says the same as an empty text; a row that lacks it is no row. */
  column(value: unknown, place: string, name: string): string {
    return value === null ? '' : this.text(value, place, name);
  }
}

export const fields = new PerfexFields(Vendor.PERFEX);

/** What a refusal may hold. Its texts are read to tell refusals apart and are never passed on. */
export const refusal = z.object({
  status: z.unknown().optional(),
  message: z.string().optional().catch(undefined),
  error: z
    .union([z.string(), z.record(z.string(), z.unknown())])
    .optional()
    .catch(undefined),
  errors: z.record(z.string(), z.unknown()).optional().catch(undefined),
});

export const directionOnWire = Object.freeze({ LTR: 'ltr', RTL: 'rtl' } as const) satisfies Record<
  TextDirection,
  string
>;

/** Portal permissions have numbers; they can be written and never read. */
export const permissionOnWire: Readonly<Record<ContactPermission, string>> = Object.freeze({
  INVOICES: '1',
  ESTIMATES: '2',
  CONTRACTS: '3',
  PROPOSALS: '4',
  SUPPORT: '5',
  PROJECTS: '6',
});

export const notificationOnWire = Object.freeze({
  invoice: 'invoice_emails',
  estimate: 'estimate_emails',
  creditNote: 'credit_note_emails',
  contract: 'contract_emails',
  task: 'task_emails',
  project: 'project_emails',
  ticket: 'ticket_emails',
} as const);

export type NotificationName = keyof typeof notificationOnWire;

export const notificationNames = Object.freeze(Object.keys(notificationOnWire) as NotificationName[]);

/** The schema's name of each field that Perfex may refuse. */
export const fieldInSchema: ReadonlyMap<string, string> = new Map([
  ['customer_id', 'customerId'],
  ['firstname', 'firstName'],
  ['lastname', 'lastName'],
  ['email', 'email'],
  ['phonenumber', 'phoneNumber'],
  ['title', 'title'],
  ['direction', 'direction'],
  ['password', 'password'],
  ['is_primary', 'isPrimary'],
  ['active', 'isActive'],
  ['permissions', 'permissions'],
  ...notificationNames.map((name) => [notificationOnWire[name], `notifications.${name}`] as const),
]);

/** Whether a key can be an id at all. Paths mean something else with words in them: `/contacts/search`. */
export const isRecordId = (key: string): boolean => /^[1-9]\d*$/.test(key) && Number.isSafeInteger(Number(key));
