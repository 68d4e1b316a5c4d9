import { DateTime, IANAZone } from 'luxon';
import { type Contact, type ContactDraft, TextDirection } from '../../domain/contact.js';
import { toEmailAddress } from '../../domain/email-address.js';
import { type Region, toE164 } from '../../domain/phone-number.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';
import {
  type ContactRow,
  directionOnWire,
  notificationNames,
  notificationOnWire,
  type NotificationName,
  permissionOnWire,
} from './wire.js';

/** How this installation is to be read. */
export interface Reading {
  /** The IANA name of the server's local time: every date is in it. */
  readonly timezone: string;
  /** Where a national phone number belongs. */
  readonly region: Region | undefined;
}

/** The contact of a row. @throws VENDOR_BAD_RESPONSE for a date that the calendar does not have. */
export function toContact(row: ContactRow, { timezone, region }: Reading): Contact {
  return {
    id: row.id,
    customerId: row.userid,
    isPrimary: row.is_primary,
    firstName: row.firstname,
    lastName: row.lastname,
    email: toEmailAddress(row.email),
    emailRaw: row.email || null,
    phoneNumber: row.phonenumber ? toE164(row.phonenumber, region) : null,
    phoneNumberRaw: row.phonenumber || null,
    title: row.title || null,
    createdAt: fromServerTime(row.datecreated, timezone, 'contact.datecreated'),
    isActive: row.active,
    profileImage: row.profile_image || null,
    direction: row.direction === '' ? null : row.direction === 'ltr' ? TextDirection.LTR : TextDirection.RTL,
    notifications: {
      invoice: row.invoice_emails,
      estimate: row.estimate_emails,
      creditNote: row.credit_note_emails,
      contract: row.contract_emails,
      task: row.task_emails,
      project: row.project_emails,
      ticket: row.ticket_emails,
    },
    lastLoginAt: fromServerTime(row.last_login, timezone, 'contact.last_login'),
    customFields: row.customfields ?? null,
  };
}

/** `YYYY-MM-DD HH:MM:SS` of the server's clock as a moment. By hand, because a general parser costs more than all the rest of a row. */
function fromServerTime(text: string | null, timezone: string, place: string): Date | null {
  if (text === null) return null;
  const [year, month, day, hour, minute, second] = text.split(/[- :]/, 6).map(Number) as DateParts;
  const clock = Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC carries over what the calendar or the clock does not have, such as the 31st of June.
  if (toText(clock) !== text) throw badResponse(Vendor.PERFEX, `no date at ${place}`);
  if (timezone === 'UTC') return new Date(clock);
  const zone = IANAZone.create(timezone);
  // The offset is that of the moment, which is only known with the offset: the second look is right around a change of the clock.
  const guess = clock - zone.offset(clock) * 60_000;
  return new Date(clock - zone.offset(guess) * 60_000);
}

type DateParts = [year: number, month: number, day: number, hour: number, minute: number, second: number];

const toText = (milliseconds: number): string => new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');

/** The moment as Perfex takes it in a filter: `YYYY-MM-DD HH:MM:SS` of the server's time (assumed). */
export const toServerTime = (moment: Date, timezone: string): string =>
  DateTime.fromJSDate(moment, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm:ss');

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
