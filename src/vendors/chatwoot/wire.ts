import { z } from 'zod';
import { Vendor } from '../../domain/vendor.js';
import { FieldReader } from '../field-reader.js';

/** Below the installation's root. */
export const apiPath = '/platform/api/v1';

/** The hyphens matter: proxies such as nginx drop `api_access_token`, and `Authorization` is not read. */
export const tokenHeader = 'Api-Access-Token';

/** How long a single sign-on link works, in milliseconds: the vendor's five minutes. */
export const loginLinkLifetime = 5 * 60 * 1000;

/** The custom attribute by which a creation recognizes its own user; see `createUser` in the client. */
export const creationMarker = 'peoplegraph_creation_id';

const loginSchema = z.object({ url: z.url({ protocol: /^https?$/ }) });

const validationSchema = z.object({ attributes: z.array(z.string()) });

export type WireRole = 'agent' | 'administrator';

export const fields = new FieldReader(Vendor.CHATWOOT);

/** The body of a creation or a change. What is not there stays as it is. */
export interface WireUserChange {
  name?: string;
  display_name?: string;
  email?: string;
  password?: string;
  /** Merged shallowly into what is there: a key cannot be removed. */
  custom_attributes?: Readonly<Record<string, unknown>>;
}

export function parseLoginUrl(body: unknown): string {
  const parsed = loginSchema.safeParse(body);
  return parsed.success ? parsed.data.url : fields.wrong('a url', 'login', 'url');
}

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
