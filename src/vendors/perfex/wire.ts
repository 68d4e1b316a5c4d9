import { z } from 'zod';
import { ContactPermission, TextDirection } from '../../domain/contact.js';
import { contactsPerCall } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';

/** Operations in one request to `/batch`: more are refused with 422. */
export const batchLimit = contactsPerCall;

/** Rows in one page or one `contacts_list`: the vendor's own limit. */
export const pageLimit = 100;

/** Perfex writes every id, flag and number as a text; real numbers and booleans are taken too. */
const id = z.union([z.string().regex(/^(0|[1-9]\d*)$/), z.int().nonnegative()]).transform(String);
const flag = z
  .union([z.boolean(), z.enum(['0', '1']), z.literal(0), z.literal(1)])
  .transform((value) => value === true || value === '1' || value === 1);
const count = z.union([z.string().regex(/^\d+$/), z.int().nonnegative()]).transform(Number);

/** `YYYY-MM-DD HH:MM:SS` in the server's own time. MySQL's zero date is no date. */
const dateTime = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
  .nullish()
  .transform((value) => (value === undefined || value === '0000-00-00 00:00:00' ? null : value));

const text = z
  .string()
  .nullable()
  .transform((value) => value ?? '');

/**
 * A contact. Rows also carry `password`, `new_pass_key`, `last_ip` and more secrets:
 * what is not named here is stripped, so they go no further than this.
 */
export const contactRow = z.object({
  id,
  userid: id,
  is_primary: flag,
  firstname: text,
  lastname: text,
  email: text,
  phonenumber: text,
  title: text,
  datecreated: dateTime,
  active: flag,
  profile_image: text.optional().default(''),
  direction: z
    .enum(['ltr', 'rtl', ''])
    .nullish()
    .transform((value) => value ?? ''),
  invoice_emails: flag,
  estimate_emails: flag,
  credit_note_emails: flag,
  contract_emails: flag,
  task_emails: flag,
  project_emails: flag,
  ticket_emails: flag,
  last_login: dateTime,
  customfields: z.unknown().optional(),
});

export type ContactRow = z.infer<typeof contactRow>;

/** What a list answers when it was asked for a page. */
export const contactPage = z.object({
  data: z.array(contactRow),
  meta: z.object({ page: count, per_page: count, total: count }),
});

export const contactRows = z.array(contactRow);

/** `contacts_list` in a batch answers bare rows, or rows like this. */
export const wrappedRows = z.object({ data: contactRows });

/** The items are judged one by one, so that a bad one harms no other. `status` is false as soon as one item failed. */
export const batchEnvelope = z.object({ results: z.array(z.unknown()) });

export const batchItem = z.object({
  index: count,
  status: flag,
  result: z.unknown().optional(),
  error: z.unknown().optional(),
});

export const createdContact = z.object({ status: flag, record_id: id });

export const confirmation = z.object({ status: flag });

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

/**
 * What arrived, checked. @throws VENDOR_BAD_RESPONSE naming the first place that is wrong, never its value.
 * @param place what was checked, for the message, such as `contact`.
 */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string): z.output<Schema> {
  const outcome = schema.safeParse(value);
  if (outcome.success) return outcome.data;
  const issue = outcome.error.issues[0];
  const path = [place, ...(issue?.path ?? [])].join('.');
  throw badResponse(Vendor.PERFEX, `a wrong shape at ${path} (${issue?.code ?? 'unknown'})`);
}
