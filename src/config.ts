import { resolve } from 'node:path';
import { IANAZone } from 'luxon';
import { z } from 'zod';
import { type PersioUserId, persioUserIds } from './domain/persio-user-id.js';
import { isRegion, type Region } from './domain/phone-number.js';
import { Vendor } from './domain/vendor.js';
import type { VendorSettings } from './vendors/index.js';

/** A caller's key: its name for the log, and the SHA-256 of the key. The key itself is never held. */
export interface ApiKey {
  readonly name: string;
  readonly sha256: Buffer;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly apiKeys: readonly ApiKey[];
  readonly logLevel: string;
  readonly defaultRegion: Region | undefined;
  readonly vendors: VendorSettings;
  readonly vendorTimeoutMs: number;
  readonly vendorConcurrency: number;
  /** Undefined where the operator did not choose. */
  readonly persioUserId: PersioUserId | undefined;
  /** The vendors whose simulators run. */
  readonly sandbox: readonly Vendor[];
  readonly sandboxControlPort: number;
  readonly operationTimeoutMs: number;
  readonly bodyLimitBytes: number;
  readonly maximumComplexity: number;
  /** Variables that are set and that this release does not use yet. */
  readonly notUsedYet: readonly string[];
}

/** A bad value in the environment. Its message names the variable and never shows the value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

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
const path = z.string().startsWith('/', 'must begin with /');

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

/** Every variable that is read; README.md and .env.example are compared with it. */
export const variables = z.object({
  PORT: port.default(4000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().optional(),
  REDIS_URL: z.string().optional(),
  API_KEYS: apiKeys.default([]),
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
  PERFEX_URL: baseUrl.optional(),
  PERFEX_TOKEN: secret.optional(),
  PERFEX_TIMEZONE: z
    .string()
    .refine((zone) => IANAZone.isValidZone(zone), 'must be a time zone such as Europe/Berlin')
    .default('UTC'),
  PERSIO_URL: baseUrl.optional(),
  PERSIO_WRITE_KEY: secret.optional(),
  PERSIO_BATCH: z.enum(['on', 'off']).default('off'),
  PERSIO_USER_ID: z.enum(persioUserIds).optional(),
  VENDOR_TIMEOUT_MS: wholeNumber(1, 120_000).default(5_000),
  VENDOR_CONCURRENCY: wholeNumber(1, 1_000).default(16),
  SANDBOX: z.enum(['on', 'off']).optional(),
  SANDBOX_CONTROL_PORT: port.default(4001),
  OPERATION_TIMEOUT_MS: wholeNumber(1, 600_000).default(10_000),
  BODY_LIMIT_BYTES: wholeNumber(1_024, 64 * 1024 * 1024).default(4 * 1024 * 1024),
  MAX_COMPLEXITY: wholeNumber(1, 100_000_000).default(100_000),
});

type Variables = z.output<typeof variables>;

/** Reads a `.env` file beside the process, if there is one, and the environment: the only reader of process.env. */
export function readEnvironment(): Environment {
  try {
    process.loadEnvFile();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw new ConfigError('.env: the file cannot be read.');
  }
  return process.env;
}

/** The validated, frozen configuration. @throws ConfigError that names the first bad variable. */
export function loadConfig(environment: Environment): Config {
  // An empty variable is an unset one: compose files and CI pass them on that way.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = variables.safeParse(given, { reportInput: false });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${String(issue?.path[0])}: ${issue?.message ?? 'is not valid'}.`);
  }
  const values = parsed.data;
  const vendors = vendorSettings(values);
  const config: Config = {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: resolve(values.DATA_DIR),
    apiKeys: values.API_KEYS,
    logLevel: values.LOG_LEVEL,
    defaultRegion: values.DEFAULT_REGION,
    vendors,
    vendorTimeoutMs: values.VENDOR_TIMEOUT_MS,
    vendorConcurrency: values.VENDOR_CONCURRENCY,
    persioUserId: values.PERSIO_USER_ID,
    sandbox: simulatedVendors(values.SANDBOX, vendors),
    sandboxControlPort: values.SANDBOX_CONTROL_PORT,
    operationTimeoutMs: values.OPERATION_TIMEOUT_MS,
    bodyLimitBytes: values.BODY_LIMIT_BYTES,
    maximumComplexity: values.MAX_COMPLEXITY,
    notUsedYet: (['DATABASE_URL', 'REDIS_URL'] as const).filter((name) => values[name] !== undefined),
  };
  if (config.apiKeys.length === 0 && !isLoopback(config.host)) {
    throw new ConfigError(
      `API_KEYS: is empty, and HOST is not a loopback address. Without keys the server listens on 127.0.0.1 only; "npm run api-key" makes a key.`,
    );
  }
  return deepFreeze(config);
}

/** Everything down to the leaves; a hash is a buffer, whose bytes cannot be frozen. */
function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'object' && part !== null && !Buffer.isBuffer(part)) deepFreeze(part);
  }
  return Object.freeze(value);
}

/** Paths are put behind it, so a query or a fragment would swallow them; a user would be a second key. */
function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s?#]+$/i.test(text) || !URL.canParse(text)) return false;
  const { username, password } = new URL(text);
  return username === '' && password === '';
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

function vendorSettings(values: Variables): VendorSettings {
  const numi = together(values, 'NUMI_URL', 'NUMI_API_KEY');
  const chatwoot = together(values, 'CHATWOOT_URL', 'CHATWOOT_TOKEN');
  const perfex = together(values, 'PERFEX_URL', 'PERFEX_TOKEN');
  // Persio is one service for everybody: its URL is known, and is set only to go elsewhere.
  const persio = together(
    { ...values, PERSIO_URL: values.PERSIO_URL ?? (values.PERSIO_WRITE_KEY && 'https://api.persio.io/v1') },
    'PERSIO_URL',
    'PERSIO_WRITE_KEY',
  );
  return {
    numi: numi && {
      url: numi.url,
      apiKey: numi.key,
      profilePath: values.NUMI_PROFILE_PATH,
      profilesPath: values.NUMI_PROFILES_PATH,
      authHeader: values.NUMI_AUTH_HEADER,
      authScheme: values.NUMI_AUTH_SCHEME,
    },
    chatwoot: chatwoot && { url: chatwoot.url, token: chatwoot.key },
    perfex: perfex && { url: perfex.url, token: perfex.key, timezone: values.PERFEX_TIMEZONE },
    persio: persio && { url: persio.url, writeKey: persio.key, batch: values.PERSIO_BATCH === 'on' },
  };
}

/** A vendor needs its URL and its key: one without the other is a mistake. */
function together<Url extends keyof Variables, Key extends keyof Variables>(
  values: Variables,
  urlName: Url,
  keyName: Key,
): { url: string; key: string } | undefined {
  const url = values[urlName] as string | undefined;
  const key = values[keyName] as string | undefined;
  if (url === undefined && key === undefined) return undefined;
  if (url === undefined) throw new ConfigError(`${urlName}: is missing, although ${keyName} is set.`);
  if (key === undefined) throw new ConfigError(`${keyName}: is missing, although ${urlName} is set.`);
  return { url, key };
}

/** Without any vendor the sandbox simulates all four; `on` simulates those that are missing; `off` none. */
function simulatedVendors(choice: 'on' | 'off' | undefined, vendors: VendorSettings): readonly Vendor[] {
  const missing = [
    ...(vendors.numi ? [] : [Vendor.NUMI]),
    ...(vendors.chatwoot ? [] : [Vendor.CHATWOOT]),
    ...(vendors.perfex ? [] : [Vendor.PERFEX]),
    ...(vendors.persio ? [] : [Vendor.PERSIO]),
  ];
  const simulate = choice === 'on' || (choice === undefined && missing.length === Object.keys(Vendor).length);
  return simulate ? missing : [];
}
