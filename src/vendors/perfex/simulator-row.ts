import { createHash } from 'node:crypto';
import type { SandboxPerson } from '../simulator.js';
import { toServerTime } from './server-clock.js';
import { directionOnWire, notificationNames, notificationOnWire } from './wire.js';

/** A row as the vendor's table holds it: texts everywhere, and the secrets that no caller needs. */
export type SimulatedRow = {
  id: string;
  userid: string;
  is_primary: string;
  firstname: string;
  lastname: string;
  email: string;
  phonenumber: string;
  title: string;
  datecreated: string;
  password: string;
  new_pass_key: string | null;
  new_pass_key_requested: string | null;
  email_verified_at: string | null;
  email_verification_key: string | null;
  email_verification_sent_at: string | null;
  last_ip: string | null;
  last_login: string | null;
  last_password_change: string | null;
  active: string;
  profile_image: string | null;
  direction: string | null;
  invoice_emails: string;
  estimate_emails: string;
  credit_note_emails: string;
  contract_emails: string;
  task_emails: string;
  project_emails: string;
  ticket_emails: string;
  customfields?: { label: string; value: string }[];
};

type SeededContact = NonNullable<SandboxPerson['perfex']>;
type RowSource = Pick<
  SeededContact,
  'contactId' | 'customerId' | 'firstName' | 'lastName' | 'email' | 'phoneNumber' | 'title' | 'createdAt'
> &
  Partial<SeededContact>;

/** The row of a contact. Rows have `customfields` where the installation has some at all. */
export function simulatedRow(contact: RowSource, timezone: string, hasCustomFields: boolean): SimulatedRow {
  const secret = createHash('sha256').update(`contact ${contact.contactId}`).digest('hex');
  const row: SimulatedRow = {
    id: String(contact.contactId),
    userid: String(contact.customerId),
    is_primary: contact.isPrimary ? '1' : '0',
    firstname: contact.firstName,
    lastname: contact.lastName,
    email: contact.email,
    phonenumber: contact.phoneNumber,
    title: contact.title,
    datecreated: toServerTime(contact.createdAt, timezone),
    password: `$2a$08$${secret.slice(0, 53)}`,
    new_pass_key: secret.slice(0, 32),
    new_pass_key_requested: null,
    email_verified_at: null,
    email_verification_key: secret.slice(32),
    email_verification_sent_at: null,
    last_ip: `203.0.113.${contact.contactId % 256}`,
    last_login: contact.lastLoginAt ? toServerTime(contact.lastLoginAt, timezone) : null,
    last_password_change: null,
    active: (contact.isActive ?? true) ? '1' : '0',
    profile_image: null,
    direction: contact.direction ? directionOnWire[contact.direction] : null,
    invoice_emails: '0',
    estimate_emails: '0',
    credit_note_emails: '0',
    contract_emails: '0',
    task_emails: '0',
    project_emails: '0',
    ticket_emails: '0',
  };
  for (const name of notificationNames) row[notificationOnWire[name]] = contact.notifications?.[name] ? '1' : '0';
  if (hasCustomFields) {
    row.customfields = Object.entries(contact.customFields ?? {}).map(([label, value]) => ({ label, value }));
  }
  return row;
}
