import { z } from 'zod';
import { toEmailAddress } from '../../domain/email-address.js';
import { type AccountUser, type User, type UserAccount, type UserChange, UserRole } from '../../domain/user.js';
import { asRecord } from '../field-reader.js';
import { creationMarker, fields, type WireRole, type WireUserChange } from './wire.js';

/**
 * The user that an answer holds. It also carries `access_token`, `pubsub_token` and `hmac_identifier`:
 * what is not named here goes no further than this.
 */
export function readUser(body: unknown): User {
  const user = fields.record(body, 'user');
  const email = fields.text(user.email, 'user', 'email');
  return {
    id: fields.numericId(user.id, 'user', 'id'),
    uid: fields.text(user.uid, 'user', 'uid'),
    name: fields.text(user.name, 'user', 'name'),
    displayName: fields.filledText(user.display_name, 'user', 'display_name'),
    availableName: fields.text(user.available_name, 'user', 'available_name'),
    email: toEmailAddress(email),
    emailRaw: email,
    accountId: user.account_id == null ? null : fields.numericId(user.account_id, 'user', 'account_id'),
    role: user.role == null ? null : readRole(user.role, 'user'),
    isConfirmed: fields.boolean(user.confirmed, 'user', 'confirmed'),
    // Absent when empty.
    customAttributes: withoutMarker(fields.jsonObject(user.custom_attributes, 'user', 'custom_attributes')),
    avatarUrl: fields.filledText(user.avatar_url, 'user', 'avatar_url'),
    provider: fields.filledText(user.provider, 'user', 'provider'),
    messageSignature: fields.filledText(user.message_signature, 'user', 'message_signature'),
    uiSettings: fields.jsonObject(user.ui_settings, 'user', 'ui_settings'),
    accounts: fields.list(user.accounts, 'user', 'accounts').map((account, index) => readAccount(account, index)),
  };
}

function readAccount(value: unknown, index: number): UserAccount {
  const place = `user.accounts.${index}`;
  const account = fields.record(value, place);
  return {
    id: fields.numericId(account.id, place, 'id'),
    name: fields.text(account.name, place, 'name'),
    activeAt: readMoment(account.active_at, place, 'active_at'),
    role: readRole(account.role, place),
  };
}

function readMoment(value: unknown, place: string, name: string): Date | null {
  const text = fields.filledText(value, place, name);
  if (text === null) return null;
  return moment.test(text) ? new Date(text) : fields.wrong('a datetime', place, name);
}

const moment = z.regexes.datetime({ offset: true });

const roles: ReadonlyMap<unknown, UserRole> = new Map<WireRole, UserRole>([
  ['agent', UserRole.AGENT],
  ['administrator', UserRole.ADMINISTRATOR],
]);

const readRole = (value: unknown, place: string): UserRole =>
  roles.get(value) ?? fields.wrong(`one of ${[...roles.keys()].join(', ')}`, place, 'role');

/** Whether the user that an answer holds was made by the creation with this id. */
export const isMadeBy = (creationId: string, body: unknown): boolean =>
  asRecord(asRecord(body)?.custom_attributes)?.[creationMarker] === creationId;

/** The users of an account, each with the role there. */
export const readAccountUsers = (body: unknown): AccountUser[] =>
  fields.list(body, 'account users').map((value, index) => {
    const place = `account users.${index}`;
    const accountUser = fields.record(value, place);
    return {
      accountId: fields.numericId(accountUser.account_id, place, 'account_id'),
      userId: fields.numericId(accountUser.user_id, place, 'user_id'),
      role: readRole(accountUser.role, place),
    };
  });

/** Only the fields that are defined: a field that is sent is written, whatever its value. */
export function toUserBody(change: UserChange): WireUserChange {
  const body: WireUserChange = {};
  if (change.name !== undefined) body.name = change.name;
  if (change.displayName !== undefined) body.display_name = change.displayName;
  if (change.email !== undefined) body.email = change.email;
  if (change.password !== undefined) body.password = change.password;
  if (change.customAttributes !== undefined) body.custom_attributes = withoutMarker(change.customAttributes);
  return body;
}

const fieldNames: Readonly<Record<keyof WireUserChange, keyof UserChange>> = {
  name: 'name',
  display_name: 'displayName',
  email: 'email',
  password: 'password',
  custom_attributes: 'customAttributes',
};

/** The schema's names of the fields at fault. Attributes that callers cannot write (`uid` follows the e-mail) are left out. */
export const toFieldNames = (attributes: readonly string[]): string[] =>
  Object.entries(fieldNames)
    .filter(([wireName]) => attributes.includes(wireName))
    .map(([, name]) => name);

/** The marker is ours, and stays at the vendor for good: callers neither see nor write it. */
function withoutMarker(attributes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [creationMarker]: _, ...own } = attributes;
  return own;
}
