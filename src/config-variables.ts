import { IANAZone } from 'luxon';
import { z } from 'zod';
import { isBlockable } from './domain/blocked-identifiers.js';
import { persioUserIds } from './domain/persio-user-id.js';
import { isRegion } from './domain/phone-number.js';

/** A caller's key: its name for the log, and the SHA-256 of the key. The key itself is never held. */
export interface ApiKey {
  readonly name: string;
  readonly sha256: Buffer;
}

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .refine(
      (text) => /^\d+$/.test(text) && Number(text) >= minimum && Number(text) <= maximum,
      `must be a whole number from ${minimum} to ${maximum}`,
    )
    .transform(Number);
const port = wholeNumber(0, 65_535);
const baseUrl = z
  .string()
  .refine(isBaseUrl, 'must be a URL with http:// or https://, and have no user, no query and no fragment')
  .transform((text) => text.replace(/\/+$/, ''));
const secret = z.string().regex(/^[\x21-\x7e]+$/, 'must be one word of printable ASCII characters');
const path = z.string().startsWith('/', 'must begin with /').transform(escapedPath);

const apiKeys = z.string().transform((text, context) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .map((entry, index): ApiKey => {
      const match = /^(?:([\w.-]+):)?([0-9a-f]{64})$/i.exec(entry);
      if (!match) {
        context.addIssue({
          code: 'custom',
          message: `entry ${index + 1} must be a SHA-256 in 64 hexadecimal digits, or name:<SHA-256>; "npm run api-key" makes one`,
        });
        return z.NEVER;
      }
      return { name: match[1] ?? `key-${index + 1}`, sha256: Buffer.from(match[2] ?? '', 'hex') };
    }),
);

const encryptionKeys = z.string().transform((text, context) =>
  text.split(',').map((entry, index) => {
    const match = /^([\w.-]+):([A-Za-z0-9+/]{43}=)$/.exec(entry.trim());
    if (!match) {
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} must be a name and 32 bytes in base64, name:<base64>; "openssl rand -base64 32" makes the bytes`,
      });
      return z.NEVER;
    }
    return { id: match[1] ?? '', key: Buffer.from(match[2] ?? '', 'base64') };
  }),
);

const blockedIdentifiers = z.string().transform((text, context) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .map((entry, index) => {
      if (isBlockable(entry)) return entry;
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} must be an e-mail address, a phone number with its country code, local@ or @domain`,
      });
      return z.NEVER;
    }),
);

const origins = z.string().transform((text, context) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .map((entry, index) => {
      if (entry === '*' || isOrigin(entry)) return entry;
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} must be an origin as browsers send it, such as https://app.example.com, without a path, or *`,
      });
      return z.NEVER;
    }),
);

/** A secret that is being replaced, and the new one, count side by side. */
const webhookSecrets = z.string().transform((text, context) =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .map((entry, index) => {
      if (/^[\x21-\x7e]{8,}$/.test(entry)) return entry;
      context.addIssue({
        code: 'custom',
        message: `entry ${index + 1} must be one word of 8 printable ASCII characters at least, without a comma`,
      });
      return z.NEVER;
    }),
);

/** Every variable that is read; README.md and .env.example are compared with it. */
export const variables = z.object({
  PORT: port.default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be a URL with postgres:// or postgresql://, and have what is special in it escaped')
    .optional(),
  DATABASE_CONNECTIONS: wholeNumber(1, 1_000).default(10),
  STORE_ENCRYPTION_KEYS: encryptionKeys.default([]),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  API_KEYS: apiKeys.default([]),
  CORS_ORIGINS: origins.default([]),
  COMPRESSION: z.enum(['on', 'off']).default('on'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  DEFAULT_REGION: z.string().refine(isRegion, 'must be a country as ISO 3166-1 alpha-2, such as DE').optional(),
  NUMI_URL: baseUrl.optional(),
  NUMI_API_KEY: secret.optional(),
  NUMI_PROFILE_PATH: path
    .refine((text) => text.includes('{phone}'), 'must contain {phone}')
    .default('/profiles/{phone}'),
  NUMI_PROFILES_PATH: path.default('/profiles'),
  NUMI_AUTH_HEADER: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of an HTTP header')
    .default('Authorization'),
  // An empty variable is an unset one: that the key stands alone needs a word of its own.
  NUMI_AUTH_SCHEME: z
    .string()
    .regex(/^[\w-]+$/, 'must be the word before the key, such as Bearer, or none')
    .transform((word) => (word.toLowerCase() === 'none' ? '' : word))
    .default('Bearer'),
  CHATWOOT_URL: baseUrl.optional(),
  CHATWOOT_TOKEN: secret.optional(),
  CHATWOOT_WEBHOOK_SECRET: webhookSecrets.default([]),
  PERFEX_URL: baseUrl.optional(),
  PERFEX_TOKEN: secret.optional(),
  PERFEX_WEBHOOK_SECRET: webhookSecrets.default([]),
  PERFEX_TIMEZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be a time zone such as Europe/Berlin')
    .default('UTC'),
  PERSIO_URL: baseUrl.optional(),
  PERSIO_WRITE_KEY: secret.optional(),
  PERSIO_BATCH: z.enum(['on', 'off']).default('off'),
  PERSIO_USER_ID: z.enum(persioUserIds).optional(),
  NUMI_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  CHATWOOT_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).default(3_000),
  PERFEX_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  PERSIO_CALLS_PER_MINUTE: wholeNumber(1, 1_000_000).optional(),
  NUMI_CACHE_SECONDS: wholeNumber(0, 86_400).optional(),
  CHATWOOT_CACHE_SECONDS: wholeNumber(0, 86_400).optional(),
  PERFEX_CACHE_SECONDS: wholeNumber(0, 86_400).optional(),
  NEGATIVE_CACHE_SECONDS: wholeNumber(0, 3_600).default(5),
  STALE_IF_ERROR_SECONDS: wholeNumber(0, 604_800).default(600),
  CACHE_ENTRIES: wholeNumber(1, 10_000_000).default(50_000),
  CACHE_BYTES: wholeNumber(1_024, 4 * 1024 ** 3).default(64 * 1024 * 1024),
  BATCH_WINDOW_MS: wholeNumber(0, 1_000).default(5),
  VENDOR_TIMEOUT_MS: wholeNumber(1, 120_000).default(5_000),
  VENDOR_RETRIES: wholeNumber(0, 3).default(3),
  VENDOR_CONCURRENCY: wholeNumber(1, 1_000).default(16),
  SANDBOX: z.enum(['on', 'off']).optional(),
  SANDBOX_CONTROL_PORT: port.default(4001),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000).default(10_000),
  OPERATION_RESERVE_MS: wholeNumber(0, 10_000).default(50),
  FEDERATION_AUTHENTICATED: z.enum(['on', 'off']).default('off'),
  MAX_VENDOR_CALLS: wholeNumber(1, 100_000).default(1_000),
  IDEMPOTENCY_KEY_HOURS: wholeNumber(1, 8_760).default(24),
  WRITE_MAXIMUM_AGE_HOURS: wholeNumber(1, 8_760).default(24),
  WRITE_RETENTION_DAYS: wholeNumber(1, 3_650).default(30),
  WRITE_CONCURRENCY: wholeNumber(1, 1_000).default(4),
  WRITE_LEASE_RESERVE_SECONDS: wholeNumber(1, 3_600).default(30),
  IDENTITY_RECORDS_PER_IDENTIFIER: wholeNumber(1, 1_000).default(10),
  IDENTITY_BLOCKED: blockedIdentifiers.default([]),
  EXPLORER: z.enum(['auto', 'sandbox', 'offline']).default('auto'),
  BODY_LIMIT_BYTES: wholeNumber(1_024, 64 * 1024 * 1024).default(4 * 1024 * 1024),
  MAX_SUBSCRIPTIONS: wholeNumber(1, 1_000_000).default(10_000),
  MAX_SUBSCRIPTIONS_PER_CONNECTION: wholeNumber(1, 10_000).default(100),
  MAX_COMPLEXITY: wholeNumber(1, 100_000_000).default(100_000),
});

export type Variables = z.output<typeof variables>;

/** As it goes over the wire, where spaces and letters beyond ASCII stand as `%20`; what is escaped already stays. */
function escapedPath(text: string): string {
  const { pathname, search } = new URL(`http://vendor${text}`);
  return `${pathname}${search}`.replaceAll('%7Bphone%7D', '{phone}');
}

/** Its parts are unescaped by the client, which throws the whole of it where that fails. */
function isPostgresUrl(text: string): boolean {
  if (!/^postgres(ql)?:\/\//i.test(text) || !URL.canParse(text)) return false;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Browsers send it in lower case, without the port that is usual: anything else would never be equal to it. */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/[^*]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;

/** Paths are put behind it, so a query or a fragment would swallow them; a user would be a second key. */
function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}
