import { resolve } from 'node:path';
import { type Config, ConfigError, loadConfig } from '../src/config.js';
import { Vendor } from '../src/domain/vendor.js';

const hash = 'ab'.repeat(32);

const fullEnvironment = {
  NUMI_URL: 'https://numi.example',
  NUMI_API_KEY: 'numi-key',
  CHATWOOT_URL: 'https://chatwoot.example',
  CHATWOOT_TOKEN: 'chatwoot-token',
  PERFEX_URL: 'https://perfex.example',
  PERFEX_TOKEN: 'perfex-token',
  PERSIO_WRITE_KEY: 'persio-key',
};

function refusal(environment: Record<string, string>): ConfigError {
  try {
    loadConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('The environment was accepted.');
}

describe('a variable that is not set', () => {
  it.each<[string, (config: Config) => unknown, unknown]>([
    ['PORT', ({ port }) => port, 4000],
    ['HOST', ({ host }) => host, '127.0.0.1'],
    ['DATA_DIR', ({ dataDirectory }) => dataDirectory, resolve('data')],
    ['API_KEYS', ({ apiKeys }) => apiKeys, []],
    ['LOG_LEVEL', ({ logLevel }) => logLevel, 'info'],
    ['DEFAULT_REGION', ({ defaultRegion }) => defaultRegion, undefined],
    ['PERSIO_USER_ID', ({ persioUserId }) => persioUserId, undefined],
    ['VENDOR_TIMEOUT_MS', ({ vendorLimits }) => vendorLimits.timeoutMs, 5_000],
    ['VENDOR_CONCURRENCY', ({ vendorLimits }) => vendorLimits.concurrency, 16],
    ['VENDOR_RETRIES', ({ vendorLimits }) => vendorLimits.retries, 3],
    ['NUMI_CALLS_PER_MINUTE', ({ vendorLimits }) => vendorLimits.callsPerMinute.NUMI, undefined],
    ['CHATWOOT_CALLS_PER_MINUTE', ({ vendorLimits }) => vendorLimits.callsPerMinute.CHATWOOT, 3_000],
    ['PERFEX_CALLS_PER_MINUTE', ({ vendorLimits }) => vendorLimits.callsPerMinute.PERFEX, undefined],
    ['PERSIO_CALLS_PER_MINUTE', ({ vendorLimits }) => vendorLimits.callsPerMinute.PERSIO, undefined],
    ['NUMI_CACHE_SECONDS', ({ cache }) => cache.lifetimes.NUMI.fresh, 60_000],
    ['CHATWOOT_CACHE_SECONDS', ({ cache }) => cache.lifetimes.CHATWOOT.fresh, 60_000],
    ['PERFEX_CACHE_SECONDS', ({ cache }) => cache.lifetimes.PERFEX.fresh, 60_000],
    ['NEGATIVE_CACHE_SECONDS', ({ cache }) => cache.lifetimes.NUMI.negative, 5_000],
    ['STALE_IF_ERROR_SECONDS', ({ cache }) => cache.lifetimes.NUMI.stale, 600_000],
    ['CACHE_ENTRIES', ({ cache }) => cache.entries, 50_000],
    ['CACHE_BYTES', ({ cache }) => cache.bytes, 64 * 1024 * 1024],
    ['BATCH_WINDOW_MS', ({ cache }) => cache.batchWindowMs, 5],
    ['REDIS_URL', ({ cache }) => cache.redisUrl, undefined],
    ['OPERATION_RESERVE_MS', ({ operation }) => operation.reserveMs, 50],
    ['MAX_VENDOR_CALLS', ({ maximumVendorCalls }) => maximumVendorCalls, 1_000],
    ['SANDBOX_CONTROL_PORT', ({ sandboxControlPort }) => sandboxControlPort, 4001],
    ['OPERATION_TIMEOUT_MS', ({ operation }) => operation.timeoutMs, 10_000],
    ['BODY_LIMIT_BYTES', ({ bodyLimitBytes }) => bodyLimitBytes, 4 * 1024 * 1024],
    ['MAX_COMPLEXITY', ({ maximumComplexity }) => maximumComplexity, 100_000],
    ['NUMI_PROFILE_PATH', ({ vendors }) => vendors.numi?.profilePath, '/profiles/{phone}'],
    ['NUMI_PROFILES_PATH', ({ vendors }) => vendors.numi?.profilesPath, '/profiles'],
    ['NUMI_AUTH_HEADER', ({ vendors }) => vendors.numi?.authHeader, 'Authorization'],
    ['NUMI_AUTH_SCHEME', ({ vendors }) => vendors.numi?.authScheme, 'Bearer'],
    ['PERFEX_TIMEZONE', ({ vendors }) => vendors.perfex?.timezone, 'UTC'],
    ['PERSIO_URL', ({ vendors }) => vendors.persio?.url, 'https://api.persio.io/v1'],
    ['PERSIO_BATCH', ({ vendors }) => vendors.persio?.batch, false],
    ['FEDERATION_AUTHENTICATED', ({ federation }) => federation.authenticated, false],
  ])('%s has its default, and so has an empty one', (name, read, expected) => {
    expect(read(loadConfig(fullEnvironment))).toEqual(expected);
    expect(read(loadConfig({ ...fullEnvironment, [name]: ' ' }))).toEqual(expected);
  });
});

describe('a variable that is set', () => {
  it.each<[string, string, (config: Config) => unknown, unknown]>([
    ['PORT', '8080', ({ port }) => port, 8080],
    ['HOST', '::1', ({ host }) => host, '::1'],
    ['DATA_DIR', '/var/lib/peoplegraph', ({ dataDirectory }) => dataDirectory, '/var/lib/peoplegraph'],
    ['LOG_LEVEL', 'debug', ({ logLevel }) => logLevel, 'debug'],
    ['DEFAULT_REGION', 'GB', ({ defaultRegion }) => defaultRegion, 'GB'],
    ['PERSIO_USER_ID', 'NUMI_PHONE', ({ persioUserId }) => persioUserId, 'NUMI_PHONE'],
    ['VENDOR_TIMEOUT_MS', '250', ({ vendorLimits }) => vendorLimits.timeoutMs, 250],
    ['VENDOR_CONCURRENCY', '3', ({ vendorLimits }) => vendorLimits.concurrency, 3],
    ['VENDOR_RETRIES', '0', ({ vendorLimits }) => vendorLimits.retries, 0],
    ['NUMI_CALLS_PER_MINUTE', '120', ({ vendorLimits }) => vendorLimits.callsPerMinute.NUMI, 120],
    ['CHATWOOT_CALLS_PER_MINUTE', '60', ({ vendorLimits }) => vendorLimits.callsPerMinute.CHATWOOT, 60],
    ['PERFEX_CALLS_PER_MINUTE', '120', ({ vendorLimits }) => vendorLimits.callsPerMinute.PERFEX, 120],
    ['PERSIO_CALLS_PER_MINUTE', '90', ({ vendorLimits }) => vendorLimits.callsPerMinute.PERSIO, 90],
    ['NUMI_CACHE_SECONDS', '0', ({ cache }) => cache.lifetimes.NUMI.fresh, 0],
    ['CHATWOOT_CACHE_SECONDS', '7', ({ cache }) => cache.lifetimes.CHATWOOT.fresh, 7_000],
    ['PERFEX_CACHE_SECONDS', '8', ({ cache }) => cache.lifetimes.PERFEX.fresh, 8_000],
    ['NEGATIVE_CACHE_SECONDS', '1', ({ cache }) => cache.lifetimes.NUMI.negative, 1_000],
    ['STALE_IF_ERROR_SECONDS', '9', ({ cache }) => cache.lifetimes.NUMI.stale, 9_000],
    ['CACHE_ENTRIES', '10', ({ cache }) => cache.entries, 10],
    ['CACHE_BYTES', '4096', ({ cache }) => cache.bytes, 4_096],
    ['BATCH_WINDOW_MS', '0', ({ cache }) => cache.batchWindowMs, 0],
    ['REDIS_URL', 'redis://127.0.0.1:6379', ({ cache }) => cache.redisUrl, 'redis://127.0.0.1:6379'],
    ['OPERATION_RESERVE_MS', '0', ({ operation }) => operation.reserveMs, 0],
    ['MAX_VENDOR_CALLS', '9', ({ maximumVendorCalls }) => maximumVendorCalls, 9],
    ['SANDBOX_CONTROL_PORT', '0', ({ sandboxControlPort }) => sandboxControlPort, 0],
    ['OPERATION_TIMEOUT_MS', '900', ({ operation }) => operation.timeoutMs, 900],
    ['BODY_LIMIT_BYTES', '2048', ({ bodyLimitBytes }) => bodyLimitBytes, 2048],
    ['MAX_COMPLEXITY', '500', ({ maximumComplexity }) => maximumComplexity, 500],
    ['NUMI_URL', 'http://numi.example/v2/', ({ vendors }) => vendors.numi?.url, 'http://numi.example/v2'],
    ['NUMI_API_KEY', 'k', ({ vendors }) => vendors.numi?.apiKey, 'k'],
    ['NUMI_PROFILE_PATH', '/p/{phone}', ({ vendors }) => vendors.numi?.profilePath, '/p/{phone}'],
    ['NUMI_PROFILES_PATH', '/p', ({ vendors }) => vendors.numi?.profilesPath, '/p'],
    [
      'NUMI_PROFILES_PATH',
      '//p/ü %C3%BC?q=ä b',
      ({ vendors }) => vendors.numi?.profilesPath,
      '//p/%C3%BC%20%C3%BC?q=%C3%A4%20b',
    ],
    [
      'NUMI_PROFILE_PATH',
      '/für/{phone}?n={phone}',
      ({ vendors }) => vendors.numi?.profilePath,
      '/f%C3%BCr/{phone}?n={phone}',
    ],
    ['NUMI_AUTH_HEADER', 'X-Api-Key', ({ vendors }) => vendors.numi?.authHeader, 'X-Api-Key'],
    ['NUMI_AUTH_SCHEME', 'none', ({ vendors }) => vendors.numi?.authScheme, ''],
    ['CHATWOOT_URL', 'https://c.example', ({ vendors }) => vendors.chatwoot?.url, 'https://c.example'],
    ['CHATWOOT_TOKEN', 't', ({ vendors }) => vendors.chatwoot?.token, 't'],
    ['PERFEX_URL', 'https://p.example/', ({ vendors }) => vendors.perfex?.url, 'https://p.example'],
    ['PERFEX_TOKEN', 't', ({ vendors }) => vendors.perfex?.token, 't'],
    ['PERFEX_TIMEZONE', 'Europe/Berlin', ({ vendors }) => vendors.perfex?.timezone, 'Europe/Berlin'],
    ['PERSIO_URL', 'https://e.example/v1', ({ vendors }) => vendors.persio?.url, 'https://e.example/v1'],
    ['PERSIO_WRITE_KEY', 'w', ({ vendors }) => vendors.persio?.writeKey, 'w'],
    ['PERSIO_BATCH', 'on', ({ vendors }) => vendors.persio?.batch, true],
    ['FEDERATION_AUTHENTICATED', 'on', ({ federation }) => federation.authenticated, true],
    ['DATABASE_URL', 'postgres://u:p%40@h/d', ({ database }) => database.url, 'postgres://u:p%40@h/d'],
    ['DATABASE_CONNECTIONS', '3', ({ database }) => database.connections, 3],
  ])('%s=%s counts', (name, value, read, expected) => {
    expect(read(loadConfig({ ...fullEnvironment, [name]: value }))).toEqual(expected);
  });
});

describe('a bad value', () => {
  it.each([
    ['PORT', '70000'],
    ['PORT', '40 00'],
    ['PORT', '0x1f90'],
    ['PORT', '-80'],
    ['API_KEYS', 'not-a-hash-but-a-key'],
    ['API_KEYS', `${hash},${hash}9`],
    ['API_KEYS', ',,,'],
    ['API_KEYS', `a name:${hash}`],
    ['LOG_LEVEL', 'verbose'],
    ['DEFAULT_REGION', 'Germany'],
    ['DATABASE_URL', 'mysql://user:secret@host/db'],
    ['DATABASE_URL', 'host=127.0.0.1 dbname=people'],
    ['DATABASE_URL', 'postgres://user:50%off@host/db'],
    ['DATABASE_CONNECTIONS', '-4'],
    ['NUMI_URL', 'numi.example.com'],
    ['NUMI_URL', 'ftp://numi.example.com'],
    ['NUMI_URL', 'https://user@numi.example.com'],
    ['CHATWOOT_URL', 'https://:password@chatwoot.example.com'],
    ['PERFEX_URL', 'https://perfex.example.com/?token=abcdef'],
    ['PERSIO_URL', 'https://persio.example.com/#abcdef'],
    ['NUMI_API_KEY', 'two words'],
    ['CHATWOOT_TOKEN', 'line\nbreak'],
    ['PERFEX_TOKEN', 'schlüssel'],
    ['PERSIO_WRITE_KEY', 'two words'],
    ['NUMI_PROFILE_PATH', '/profiles/phone'],
    ['NUMI_PROFILE_PATH', 'profiles/{phone}'],
    ['NUMI_PROFILES_PATH', 'profiles/all'],
    ['NUMI_AUTH_HEADER', 'X Api Key'],
    ['NUMI_AUTH_SCHEME', 'Bearer of'],
    ['PERFEX_TIMEZONE', 'Berlin Mitte'],
    ['PERSIO_BATCH', 'yes please'],
    ['FEDERATION_AUTHENTICATED', 'some'],
    ['PERSIO_USER_ID', 'SOMEBODY'],
    ['VENDOR_TIMEOUT_MS', '999999999'],
    ['VENDOR_CONCURRENCY', '4.25'],
    ['SANDBOX', 'perhaps'],
    ['SANDBOX_CONTROL_PORT', '99999'],
    ['OPERATION_TIMEOUT_MS', 'ten seconds'],
    ['BODY_LIMIT_BYTES', '1023'],
    ['MAX_COMPLEXITY', '1e9'],
  ])('of %s is refused, named, and not shown (%j)', (name, value) => {
    const { message } = refusal({ ...fullEnvironment, [name]: value });

    expect(message).toMatch(new RegExp(`^${name}: .+\\.$`));
    expect(message).not.toContain(value);
  });
});

describe('a vendor that is half configured', () => {
  it.each([
    ['NUMI_API_KEY', { NUMI_URL: 'https://numi.example' }],
    ['NUMI_URL', { NUMI_API_KEY: 'numi-key' }],
    ['CHATWOOT_TOKEN', { CHATWOOT_URL: 'https://chatwoot.example' }],
    ['CHATWOOT_URL', { CHATWOOT_TOKEN: 'chatwoot-token' }],
    ['PERFEX_TOKEN', { PERFEX_URL: 'https://perfex.example' }],
    ['PERFEX_URL', { PERFEX_TOKEN: 'perfex-token' }],
    ['PERSIO_WRITE_KEY', { PERSIO_URL: 'https://persio.example/v1' }],
  ])('is refused with the name of the missing variable: %s', (name, environment) => {
    const { message } = refusal(environment);

    expect(message).toMatch(new RegExp(`^${name}: is missing`));
    for (const value of Object.values(environment)) expect(message).not.toContain(value);
  });
});

describe('the sandbox', () => {
  const everyVendor = [Vendor.NUMI, Vendor.CHATWOOT, Vendor.PERFEX, Vendor.PERSIO];
  const numiAlone = { NUMI_URL: 'https://numi.example', NUMI_API_KEY: 'numi-key' };

  it.each<[string, Record<string, string>, Vendor[]]>([
    ['simulates every vendor where none is configured', {}, everyVendor],
    ['simulates none where one is configured', numiAlone, []],
    ['simulates the others where it is on', { ...numiAlone, SANDBOX: 'on' }, everyVendor.slice(1)],
    ['simulates none where it is off', { SANDBOX: 'off' }, []],
    ['has nothing to simulate where all are configured', { ...fullEnvironment, SANDBOX: 'on' }, []],
  ])('%s', (_, environment, simulated) => {
    expect(loadConfig(environment).sandbox).toEqual(simulated);
  });
});

describe('API keys', () => {
  it('are held as hashes, with the name before the colon or their place', () => {
    const { apiKeys } = loadConfig({ API_KEYS: `shop:${hash}, ${hash.toUpperCase()}` });

    expect(apiKeys.map(({ name, sha256 }) => [name, sha256.toString('hex')])).toEqual([
      ['shop', hash],
      ['key-2', hash],
    ]);
  });

  it.each(['0.0.0.0', '::', '192.168.1.20', 'example.com', '127.0.0.1.example.com'])(
    'are required to listen on %s',
    (host) => {
      expect(refusal({ HOST: host }).message).toMatch(/^API_KEYS: /);
      expect(loadConfig({ HOST: host, API_KEYS: hash }).host).toBe(host);
    },
  );

  it.each(['127.0.0.1', '127.8.8.8', '::1', 'localhost'])('are not required to listen on %s', (host) => {
    expect(loadConfig({ HOST: host }).apiKeys).toEqual([]);
  });
});

it('keeps nothing of a simulator unless asked to, so that a fault shows at once', () => {
  expect(loadConfig({}).cache.lifetimes.NUMI.fresh).toBe(0);
  expect(loadConfig({ NUMI_CACHE_SECONDS: '60' }).cache.lifetimes.NUMI.fresh).toBe(60_000);
});

it('is frozen, so that nobody changes it while the process runs', () => {
  const config = loadConfig({});
  expect(Object.isFrozen(config)).toBe(true);
  expect(() => Object.assign(config, { port: 1 })).toThrow(TypeError);
  const { numi } = loadConfig({ NUMI_URL: 'https://numi.example', NUMI_API_KEY: 'key' }).vendors;
  expect(() => Object.assign(numi ?? {}, { url: 'https://elsewhere.example' })).toThrow(TypeError);
});
