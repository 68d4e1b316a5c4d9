import { z } from 'zod';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';

/** Below the installation's root. */
export const apiPath = '/platform/api/v1';

/** The hyphens matter: proxies such as nginx drop `api_access_token`, and `Authorization` is not read. */
export const tokenHeader = 'Api-Access-Token';

/** How long a single sign-on link works, in milliseconds: the vendor's five minutes. */
export const loginLinkLifetime = 5 * 60 * 1000;

/** The custom attribute by which a creation recognizes its own user; see `createUser` in the client. */
export const creationMarker = 'peoplegraph_creation_id';

const role = z.enum(['agent', 'administrator']);

const jsonObject = z.record(z.string(), z.unknown());

/**
 * The user as the vendor sends it, without `access_token`, `pubsub_token` and `hmac_identifier`:
 * what is not named here falls off on arrival, so those secrets never get further than this.
 */
const userSchema = z.object({
  id: z.int(),
  uid: z.string(),
  name: z.string(),
  display_name: z.string().nullish(),
  available_name: z.string(),
  email: z.string(),
  account_id: z.int().nullish(),
  role: role.nullish(),
  confirmed: z.boolean(),
  // Absent when empty.
  custom_attributes: jsonObject.nullish(),
  avatar_url: z.string().nullish(),
  provider: z.string().nullish(),
  message_signature: z.string().nullish(),
  ui_settings: jsonObject.nullish(),
  accounts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      active_at: z.union([z.iso.datetime({ offset: true }), z.literal('')]).nullish(),
      role,
    }),
  ),
});

const accountUserSchema = z.object({ account_id: z.int(), user_id: z.int(), role });

const loginSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

const validationSchema = z.object({ attributes: z.array(z.string()) });

export type WireRole = z.infer<typeof role>;
export type WireUser = z.infer<typeof userSchema>;
export type WireAccountUser = z.infer<typeof accountUserSchema>;

/** The body of a creation or a change. What is not there stays as it is. */
export interface WireUserChange {
  name?: string;
  display_name?: string;
  email?: string;
  password?: string;
  /** Merged shallowly into what is there: a key cannot be removed. */
  custom_attributes?: Readonly<Record<string, unknown>>;
}

export const parseUser = (body: unknown): WireUser => parse(userSchema, body, 'user');

export const parseAccountUsers = (body: unknown): WireAccountUser[] =>
  parse(z.array(accountUserSchema), body, 'account users');

export const parseLoginUrl = (body: unknown): string => parse(loginSchema, body, 'login').url;

/** The wire names of the fields that a `422` finds at fault; none where it does not say. */
export function parseInvalidAttributes(body: unknown): string[] {
  const parsed = validationSchema.safeParse(body);
  return parsed.success ? parsed.data.attributes : [];
}

/** Whether a `401` says that the record is another platform app's, and not that the token is bad. */
export const isNonPermissible = (body: unknown): boolean =>
  z.object({ error: z.literal('Non permissible resource') }).safeParse(body).success;

/** Whether a `404` is Chatwoot's own: one of a proxy or of a wrong URL must not pass for "no such record". */
export const isNoSuchRecord = (body: unknown): boolean => z.object({ error: z.string() }).safeParse(body).success;

function parse<Shape>(schema: z.ZodType<Shape>, body: unknown, record: string): Shape {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const place = [record, ...(issue?.path ?? [])].map(String).join('.');
  // Only what was expected is told: what came instead may be a secret or personal.
  throw badResponse(Vendor.CHATWOOT, `${place} is not ${issue ? expectation(issue) : 'what it should be'}`);
}

function expectation(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `of type ${issue.expected}`;
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_format') return `a ${issue.format}`;
  return 'of its expected form';
}
