import { resolve } from 'node:path';
import { ConfigError, type Environment, readEnvironment } from './environment.js';
import { missingVariables } from './config-requirements.js';
import { type ApiKey, type Variables, variables } from './config-variables.js';
import type { Lifetimes } from './cache/record-reads.js';
import type { PersioUserId } from './domain/persio-user-id.js';
import type { Region } from './domain/phone-number.js';
import { Vendor } from './domain/vendor.js';
import type { VendorLimits, VendorSettings, WebhookSecrets } from './vendors/index.js';

/** How long a record is kept where the operator did not choose. */
const cacheSeconds = 60;

/** In milliseconds. */
const hour = 3_600_000;

/** Where and for how long records are kept. */
export interface CacheConfig {
  /** Undefined where records are kept in the memory of the process. */
  readonly redisUrl: string | undefined;
  readonly entries: number;
  readonly bytes: number;
  readonly lifetimes: Readonly<Record<Vendor, Lifetimes>>;
  /** How long keys may wait for each other while a vendor is busy, in milliseconds. */
  readonly batchWindowMs: number;
}

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly dataDirectory: string;
  readonly database: {
    /** Undefined where the store is the embedded one in the data directory. */
    readonly url: string | undefined;
    readonly connections: number;
  };
  readonly apiKeys: readonly ApiKey[];
  /** The origins whose pages may read the answers, or `*` for any. */
  readonly corsOrigins: readonly string[];
  readonly compresses: boolean;
  readonly logLevel: string;
  readonly defaultRegion: Region | undefined;
  readonly vendors: VendorSettings;
  readonly vendorLimits: VendorLimits;
  readonly cache: CacheConfig;
  /** Undefined where the operator did not choose. */
  readonly persioUserId: PersioUserId | undefined;
  /** The vendors whose simulators run. */
  readonly sandbox: readonly Vendor[];
  readonly sandboxControlPort: number;
  readonly operation: { readonly timeoutMs: number; readonly reserveMs: number };
  /** The keys that encrypt what is stored, the current one first; empty where the operator gave none. */
  readonly encryptionKeys: Variables['STORE_ENCRYPTION_KEYS'];
  readonly writes: {
    readonly keyLifetimeMs: number;
    readonly maximumAgeMs: number;
    readonly retentionMs: number;
    readonly concurrency: number;
    /** How much longer than its attempt a replica keeps a write that it delivers. */
    readonly leaseReserveMs: number;
  };
  /** How records are linked. */
  readonly identities: {
    /** An identifier of more records than this links nobody. */
    readonly recordsPerIdentifier: number;
    /** Identifiers that link nobody, beyond those that never do. */
    readonly blocked: readonly string[];
  };
  /** The most calls to vendors that one operation may cost. */
  readonly maximumVendorCalls: number;
  /** Which explorer a browser gets. */
  readonly explorer: Variables['EXPLORER'];
  readonly bodyLimitBytes: number;
  readonly maximumComplexity: number;
  readonly federation: {
    /** Whether the subgraph says that the clients of its gateway have to be authenticated there. */
    readonly authenticated: boolean;
  };
  readonly live: { readonly subscriptions: number; readonly subscriptionsPerConnection: number };
  /** What vendors sign their webhooks with; empty where none are taken. */
  readonly webhookSecrets: WebhookSecrets;
}

export { ConfigError, type Environment, readEnvironment };

/** The validated, frozen configuration. @throws ConfigError that names the first bad variable, and has all problems. */
export function loadConfig(environment: Environment): Config {
  // An empty variable is an unset one: compose files and CI pass them on that way.
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = variables.safeParse(given, { reportInput: false });
  const issues = parsed.success ? [] : parsed.error.issues;
  const problems = [
    ...issues.map(({ path, message }) => `${String(path[0])}: ${message}.`),
    ...missingVariables(given),
  ];
  const [first] = problems;
  if (!parsed.success || first !== undefined)
    throw new ConfigError(first ?? 'The configuration is not valid.', problems);
  const values = parsed.data;
  const vendors = vendorSettings(values);
  const sandbox = simulatedVendors(values.SANDBOX, vendors);
  // Who switches a simulator's fault on wants to see it: unless asked to, nothing of a simulator is kept.
  const kept = (seconds: number | undefined, vendor: Vendor): Lifetimes =>
    lifetimes(seconds ?? (sandbox.includes(vendor) ? 0 : cacheSeconds), values);
  const config: Config = {
    host: values.HOST,
    port: values.PORT,
    dataDirectory: resolve(values.DATA_DIR),
    database: { url: values.DATABASE_URL, connections: values.DATABASE_CONNECTIONS },
    apiKeys: values.API_KEYS,
    corsOrigins: values.CORS_ORIGINS,
    compresses: values.COMPRESSION === 'on',
    logLevel: values.LOG_LEVEL,
    defaultRegion: values.DEFAULT_REGION,
    vendors,
    vendorLimits: {
      timeoutMs: values.VENDOR_TIMEOUT_MS,
      concurrency: values.VENDOR_CONCURRENCY,
      retries: values.VENDOR_RETRIES,
      callsPerMinute: {
        NUMI: values.NUMI_CALLS_PER_MINUTE,
        CHATWOOT: values.CHATWOOT_CALLS_PER_MINUTE,
        PERFEX: values.PERFEX_CALLS_PER_MINUTE,
        PERSIO: values.PERSIO_CALLS_PER_MINUTE,
      },
    },
    cache: {
      redisUrl: values.REDIS_URL,
      entries: values.CACHE_ENTRIES,
      bytes: values.CACHE_BYTES,
      lifetimes: {
        NUMI: kept(values.NUMI_CACHE_SECONDS, Vendor.NUMI),
        CHATWOOT: kept(values.CHATWOOT_CACHE_SECONDS, Vendor.CHATWOOT),
        PERFEX: kept(values.PERFEX_CACHE_SECONDS, Vendor.PERFEX),
        // Persio has nothing to read.
        PERSIO: lifetimes(0, values),
      },
      batchWindowMs: values.BATCH_WINDOW_MS,
    },
    persioUserId: values.PERSIO_USER_ID,
    sandbox,
    sandboxControlPort: values.SANDBOX_CONTROL_PORT,
    operation: { timeoutMs: values.OPERATION_TIMEOUT_MS, reserveMs: values.OPERATION_RESERVE_MS },
    encryptionKeys: values.STORE_ENCRYPTION_KEYS,
    writes: {
      keyLifetimeMs: values.IDEMPOTENCY_KEY_HOURS * hour,
      maximumAgeMs: values.WRITE_MAXIMUM_AGE_HOURS * hour,
      retentionMs: values.WRITE_RETENTION_DAYS * 24 * hour,
      concurrency: values.WRITE_CONCURRENCY,
      leaseReserveMs: values.WRITE_LEASE_RESERVE_SECONDS * 1_000,
    },
    identities: {
      recordsPerIdentifier: values.IDENTITY_RECORDS_PER_IDENTIFIER,
      blocked: values.IDENTITY_BLOCKED,
    },
    maximumVendorCalls: values.MAX_VENDOR_CALLS,
    explorer: values.EXPLORER,
    bodyLimitBytes: values.BODY_LIMIT_BYTES,
    maximumComplexity: values.MAX_COMPLEXITY,
    federation: { authenticated: values.FEDERATION_AUTHENTICATED === 'on' },
    live: {
      subscriptions: values.MAX_SUBSCRIPTIONS,
      subscriptionsPerConnection: values.MAX_SUBSCRIPTIONS_PER_CONNECTION,
    },
    webhookSecrets: { chatwoot: values.CHATWOOT_WEBHOOK_SECRET, perfex: values.PERFEX_WEBHOOK_SECRET },
  };
  return deepFreeze(config);
}

/** Everything down to the leaves; a hash is a buffer, whose bytes cannot be frozen. */
function deepFreeze<Value extends object>(value: Value): Value {
  for (const part of Object.values(value) as unknown[]) {
    if (typeof part === 'object' && part !== null && !Buffer.isBuffer(part)) deepFreeze(part);
  }
  return Object.freeze(value);
}

function vendorSettings(values: Variables): VendorSettings {
  const numi = together(values.NUMI_URL, values.NUMI_API_KEY);
  const chatwoot = together(values.CHATWOOT_URL, values.CHATWOOT_TOKEN);
  const perfex = together(values.PERFEX_URL, values.PERFEX_TOKEN);
  // Persio is one service for everybody: its URL is known, and is set only to go elsewhere.
  const persio = together(values.PERSIO_URL ?? 'https://api.persio.io/v1', values.PERSIO_WRITE_KEY);
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

function lifetimes(freshSeconds: number, values: Variables): Lifetimes {
  return {
    fresh: freshSeconds * 1_000,
    negative: Math.min(values.NEGATIVE_CACHE_SECONDS, freshSeconds) * 1_000,
    stale: values.STALE_IF_ERROR_SECONDS * 1_000,
  };
}

const together = (url: string | undefined, key: string | undefined): { url: string; key: string } | undefined =>
  url === undefined || key === undefined ? undefined : { url, key };

/** Whose ids Persio has. In the sandbox a membership leads to a user, unless the operator wants to see another kind. */
export const persioUserIdOf = ({ persioUserId, sandbox }: Pick<Config, 'persioUserId' | 'sandbox'>): PersioUserId =>
  persioUserId ?? (sandbox.includes(Vendor.PERSIO) ? 'CHATWOOT_USER' : 'OWN');

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
