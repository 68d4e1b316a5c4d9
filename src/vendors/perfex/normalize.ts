import { type Contact, type ContactDraft, TextDirection } from '../../domain/contact.js';
import { toEmailAddress } from '../../domain/email-address.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import type { ServerClock } from './server-clock.js';
import {
  directionOnWire,
  fields,
  notificationNames,
  notificationOnWire,
  type NotificationName,
  permissionOnWire,
} from './wire.js';

/** How this installation is to be read. */
export interface Reading {
  /** The clock of the server: every date is in its time. */
  readonly clock: ServerClock;
  /** Where a national phone number belongs. */
  readonly region: Region | undefined;
}

/**
 * The contact that a row holds. Rows also carry `password`, `new_pass_key`, `last_ip` and more secrets:
 * what is not named here goes no further than this.
 *
 * @param place of the row, for the error: `contacts.3`.
 * @throws VENDOR_BAD_RESPONSE for the first value that is not what it should be.
 */
export function readContact(value: unknown, { clock, region }: Reading, place = 'contact'): Contact {
  const row = fields.record(value, place);
  const email = fields.column(row.email, place, 'email');
  const phoneNumber = fields.column(row.phonenumber, place, 'phonenumber');
  return {
    id: fields.id(row.id, place, 'id'),
    customerId: fields.id(row.userid, place, 'userid'),
    isPrimary: fields.flag(row.is_primary, place, 'is_primary'),
    firstName: fields.column(row.firstname, place, 'firstname'),
    lastName: fields.column(row.lastname, place, 'lastname'),
    email: toEmailAddress(email),
    emailRaw: email || null,
    phoneNumber: phoneNumber ? toE164(phoneNumber, region) : null,
    phoneNumberRaw: phoneNumber || null,
    title: fields.column(row.title, place, 'title') || null,
    createdAt: readMoment(row.datecreated, clock, place, 'datecreated'),
    isActive: fields.flag(row.active, place, 'active'),
    profileImage: fields.filledText(row.profile_image, place, 'profile_image'),
    direction: readDirection(row.direction, place),
    notifications: {
      invoice: fields.flag(row.invoice_emails, place, 'invoice_emails'),
      estimate: fields.flag(row.estimate_emails, place, 'estimate_emails'),
      creditNote: fields.flag(row.credit_note_emails, place, 'credit_note_emails'),
      contract: fields.flag(row.contract_emails, place, 'contract_emails'),
      task: fields.flag(row.task_emails, place, 'task_emails'),
      project: fields.flag(row.project_emails, place, 'project_emails'),
      ticket: fields.flag(row.ticket_emails, place, 'ticket_emails'),
    },
    lastLoginAt: readMoment(row.last_login, clock, place, 'last_login'),
    customFields: row.customfields ?? null,
  };
}

/** The contacts of a list of rows. */
export const readContacts = (value: unknown, reading: Reading, place: string): Contact[] =>
  fields.list(value, place).map((row, index) => readContact(row, reading, `${place}.${index}`));

/** MySQL's zero date is no date. */
function readMoment(value: unknown, clock: ServerClock, place: string, name: string): Date | null {
  if (value == null || value === '0000-00-00 00:00:00') return null;
  const moment = typeof value === 'string' ? clock.momentOf(value) : undefined;
  return moment ?? fields.wrong('a date with its time', place, name);
}

function readDirection(value: unknown, place: string): TextDirection | null {
  if (value == null || value === '') return null;
  if (value === directionOnWire.LTR) return TextDirection.LTR;
  if (value === directionOnWire.RTL) return TextDirection.RTL;
  return fields.wrong('one of ltr, rtl', place, 'direction');
}

/**
 * The body of `POST /contacts`. For the primary flag and the notifications presence is what counts,
 * whatever the value, so what is off is left out.
 */
export function toCreateBody(draft: ContactDraft): Record<string, unknown> {
  const body: Record<string, unknown> = {
    customer_id: draft.customerId,
    firstname: draft.firstName,
    lastname: draft.lastName,
    email: draft.email,
    direction: directionOnWire[draft.direction ?? TextDirection.LTR],
    active: (draft.isActive ?? true) ? '1' : '0',
  };
  if (draft.phoneNumber !== undefined) body.phonenumber = draft.phoneNumber;
  if (draft.title !== undefined) body.title = draft.title;
  if (draft.password !== undefined) body.password = draft.password;
  if (draft.isPrimary) body.is_primary = '1';
  if (draft.permissions?.length) body.permissions = draft.permissions.map((permission) => permissionOnWire[permission]);
  return { ...body, ...notificationKeys((name) => draft.notifications?.[name] ?? false) };
}

/** The keys of the notifications that are to be on: leaving a key out is the only way to say off. */
export function notificationKeys(isOn: (name: NotificationName) => boolean): Record<string, string> {
  return Object.fromEntries(notificationNames.filter(isOn).map((name) => [notificationOnWire[name], '1']));
}
