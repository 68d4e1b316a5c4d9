import { toEmailAddress } from '../../domain/email-address.js';
import { type AccountUser, type User, type UserChange, UserRole } from '../../domain/user.js';
import { creationMarker, type WireAccountUser, type WireRole, type WireUser, type WireUserChange } from './wire.js';

const roles: Readonly<Record<WireRole, UserRole>> = {
  agent: UserRole.AGENT,
  administrator: UserRole.ADMINISTRATOR,
};

export function toUser(wire: WireUser): User {
  return {
    id: String(wire.id),
    uid: wire.uid,
    name: wire.name,
    displayName: filled(wire.display_name),
    availableName: wire.available_name,
    email: toEmailAddress(wire.email),
    emailRaw: wire.email,
    accountId: wire.account_id == null ? null : String(wire.account_id),
    role: wire.role == null ? null : roles[wire.role],
    isConfirmed: wire.confirmed,
    customAttributes: withoutMarker(wire.custom_attributes ?? {}),
    avatarUrl: filled(wire.avatar_url),
    provider: filled(wire.provider),
    messageSignature: filled(wire.message_signature),
    uiSettings: wire.ui_settings ?? {},
    accounts: wire.accounts.map(({ id, name, active_at: activeAt, role }) => ({
      id: String(id),
      name,
      activeAt: activeAt ? new Date(activeAt) : null,
      role: roles[role],
    })),
  };
}

export const toAccountUser = (wire: WireAccountUser): AccountUser => ({
  accountId: String(wire.account_id),
  userId: String(wire.user_id),
  role: roles[wire.role],
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

const filled = (text: string | null | undefined): string | null => text || null;
