import type { ChatwootState, SimulatedUser } from './simulator-state.js';

/** A user as the platform API sends it, secrets included. What nobody can write is made up from the id. */
export function userJson(user: SimulatedUser, accounts: ReadonlyMap<number, string>): Record<string, unknown> {
  const { id, memberships, customAttributes } = user;
  return {
    id,
    uid: user.email,
    name: user.name,
    display_name: user.displayName,
    available_name: user.displayName || user.name,
    email: user.email,
    account_id: memberships[0]?.accountId ?? null,
    role: memberships[0]?.role ?? null,
    confirmed: true,
    ...(Object.keys(customAttributes).length > 0 && { custom_attributes: customAttributes }),
    avatar_url: id % 2 === 0 ? '' : `https://chatwoot.example/avatars/${id}.png`,
    provider: 'email',
    message_signature: id % 3 === 0 ? `Regards, ${user.name}` : null,
    ui_settings: id % 5 === 0 ? null : { rtl_view: false, editor_message_key: 'enter' },
    accounts: memberships.map(({ accountId, role, activeAt }) => ({
      id: accountId,
      name: accounts.get(accountId),
      active_at: activeAt,
      role,
    })),
    access_token: `secret-access-token-${id}`,
    pubsub_token: `secret-pubsub-token-${id}`,
    hmac_identifier: `secret-hmac-identifier-${id}`,
  };
}

export interface UserParameters {
  readonly name?: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly password?: string;
  readonly customAttributes?: Readonly<Record<string, unknown>>;
}

/** What the API takes from a body; the rest is passed over. */
export function userParameters(body: unknown): UserParameters {
  const sent: Readonly<Record<string, unknown>> = isObject(body) ? body : {};
  return {
    name: text(sent['name']),
    displayName: text(sent['display_name']),
    email: text(sent['email'])?.trim().toLowerCase(),
    password: text(sent['password']),
    customAttributes: isObject(sent['custom_attributes']) ? sent['custom_attributes'] : undefined,
  };
}

interface Fault {
  readonly attribute: string;
  readonly message: string;
}

/** The body of a `422`, or null where the parameters may be stored as `user`'s, or as a new user's. */
export function validationFailure(
  { email, password }: UserParameters,
  state: ChatwootState,
  user?: SimulatedUser,
): { message: string; attributes: string[] } | null {
  const faults: Fault[] = [];
  if (email === undefined ? !user : !/^[^@\s]+@[^@\s]+$/.test(email))
    faults.push({ attribute: 'email', message: 'Email is not an email' });
  const holder = email === undefined ? undefined : state.findByEmail(email);
  if (holder && holder !== user) faults.push({ attribute: 'email', message: 'Email has already been taken' });
  if (password !== undefined) faults.push(...passwordFaults(password));
  if (faults.length === 0) return null;
  return {
    message: faults.map(({ message }) => message).join(', '),
    attributes: [...new Set(faults.map(({ attribute }) => attribute))],
  };
}

function passwordFaults(password: string): Fault[] {
  const messages: string[] = [];
  if (password.length < 6) messages.push('Password is too short (minimum is 6 characters)');
  if (password.length > 128) messages.push('Password is too long (maximum is 128 characters)');
  if (!/[A-Z]/.test(password)) messages.push('Password must contain at least 1 uppercase character');
  if (!/[a-z]/.test(password)) messages.push('Password must contain at least 1 lowercase character');
  if (!/\d/.test(password)) messages.push('Password must contain at least 1 number');
  if (!/[^A-Za-z\d\s]/.test(password)) messages.push('Password must contain at least 1 special character');
  return messages.map((message) => ({ attribute: 'password', message }));
}

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
