import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const configuration = join(root, '.dependency-cruiser.cjs');
const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const { forbidden: rules } = createRequire(import.meta.url)(configuration) as {
  forbidden: { name: string; comment: string; severity: string }[];
};

interface Report {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

/** What dependency-cruiser finds in the `src` of a directory: `rule: from → to`. */
async function cruise(directory: string): Promise<{ modules: number; violations: string[] }> {
  // This output type leaves the exit code at 0.
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [program, 'src', '--config', configuration, '--output-type', 'json'],
    { cwd: directory, maxBuffer: 64 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(stdout) as Report;
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  };
}

/** A tiny house in which every wall is broken, by file. */
const brokenHouse: Readonly<Record<string, string>> = {
  'package.json': '{"type":"module","dependencies":{"got":"1"},"devDependencies":{"jest":"1"}}',
  'node_modules/got/package.json': '{"name":"got","type":"module","exports":"./index.js"}',
  'node_modules/got/index.js': 'export const got = 1;',
  'node_modules/jest/package.json': '{"name":"jest","type":"module","exports":"./index.js"}',
  'node_modules/jest/index.js': 'export const jest = 1;',
  'test/support/helper.ts': 'export const helper = 1;',
  'src/config.ts': 'export const config = 1;',
  'src/app.ts':
    "import './cache/reads.js'; import './changes/bus.js'; import './domain/contact.js'; import './vendors/numi/client.js'; import './sandbox/people.js';",
  'src/main.ts': "import './app.js'; import './sandbox/people.js'; void import('./sandbox/control.js');",
  'src/cli/main.ts': "import './query.js';",
  'src/cli/query.ts': "import '../graphql/resolver.js'; export const query = 1;",
  'src/link-import/run.ts': "import '../cli/query.js'; import '../domain/contact.js';",
  'src/lonely.ts': 'export const lonely = 1;',
  'src/errors.ts': "import './domain/contact.js'; import './config.js'; export class CodedError {}",
  'src/domain/contact.ts': "import type { CodedError } from '../errors.js'; export type Contact = CodedError;",
  'src/domain/user.ts': "import type { Profile } from './profile.js'; export interface User { profile: Profile }",
  'src/domain/profile.ts': "import type { User } from './user.js'; export interface Profile { user: User }",
  'src/services/contacts.ts': "import '../domain/contact.js'; import '../errors.js'; import '../store/ledger.js';",
  'src/graphql/resolver.ts':
    "import '../vendors/index.js'; import type { Ledger } from '../store/ledger.js'; export type L = Ledger;",
  'src/store/ledger.ts':
    "import '../domain/contact.js'; import '../services/contacts.js'; export interface Ledger { a: 1 }",
  'src/cache/reads.ts': "import '../domain/contact.js'; import '../services/contacts.js';",
  'src/explorer/page.ts': "import '../error-codes.js'; import '../services/contacts.js';",
  'src/error-codes.ts': 'export const errorTable = {};',
  'src/changes/bus.ts': "import '../domain/contact.js'; import '../services/contacts.js';",
  'src/vendors/http.ts': "import './transport-got.js'; import './numi/wire.js';",
  'src/vendors/transport-got.ts': "import 'got';",
  'src/vendors/simulator.ts': "import '../domain/contact.js';",
  'src/vendors/index.ts': "import './numi/index.js'; import './simulator.js';",
  'src/vendors/numi/index.ts': "import './client.js'; import './simulator.js';",
  'src/vendors/numi/client.ts':
    "import '../http.js'; import '../perfex/wire.js'; import '../../config.js'; import 'got';",
  'src/vendors/numi/wire.ts': "import '../../services/contacts.js';",
  'src/vendors/numi/simulator.ts': "import '../simulator.js'; import './wire.js';",
  'src/vendors/perfex/wire.ts': "import 'jest'; import './missing.js'; import '../../../test/support/helper.js';",
  'src/sandbox/people.ts':
    "import '../vendors/simulator.js'; import '../vendors/numi/simulator.js'; import '../app.js';",
  'src/sandbox/control.ts': "import '../vendors/numi/client.js';",
};

/** What must be found there, for each rule. */
const violations: Readonly<Record<string, readonly string[]>> = {
  'no-cycles': [
    'src/app.ts → src/sandbox/people.ts',
    'src/domain/contact.ts → src/errors.ts',
    // Of types only.
    'src/domain/profile.ts → src/domain/user.ts',
    'src/services/contacts.ts → src/store/ledger.ts',
  ],
  'no-orphans': ['src/lonely.ts → src/lonely.ts'],
  'no-unresolvable': ['src/vendors/perfex/wire.ts → ./missing.js'],
  'no-development-dependencies': ['src/vendors/perfex/wire.ts → node_modules/jest/index.js'],
  'no-code-of-tests-or-tools': ['src/vendors/perfex/wire.ts → test/support/helper.ts'],
  'domain-is-a-leaf': ['src/domain/contact.ts → src/errors.ts'],
  'errors-know-the-domain-only': ['src/errors.ts → src/config.ts'],
  'services-see-domain-and-errors': ['src/services/contacts.ts → src/store/ledger.ts'],
  'graphql-sees-no-vendor-and-no-store': [
    'src/graphql/resolver.ts → src/store/ledger.ts',
    'src/graphql/resolver.ts → src/vendors/index.ts',
  ],
  'store-sees-domain-and-errors': ['src/store/ledger.ts → src/services/contacts.ts'],
  'cache-sees-domain-and-errors': ['src/cache/reads.ts → src/services/contacts.ts'],
  'pages-see-the-schema-and-the-error-codes': ['src/explorer/page.ts → src/services/contacts.ts'],
  'changes-see-the-domain': ['src/changes/bus.ts → src/services/contacts.ts'],
  'vendors-are-strangers': ['src/vendors/numi/client.ts → src/vendors/perfex/wire.ts'],
  'vendors-share-no-vendor': ['src/vendors/http.ts → src/vendors/numi/wire.ts'],
  'vendors-never-read-the-configuration': ['src/vendors/numi/client.ts → src/config.ts'],
  'vendors-know-nothing-above-them': ['src/vendors/numi/wire.ts → src/services/contacts.ts'],
  'enter-a-vendor-by-its-door': [
    'src/app.ts → src/vendors/numi/client.ts',
    'src/vendors/http.ts → src/vendors/numi/wire.ts',
  ],
  'sandbox-enters-a-vendor-by-its-simulator': ['src/sandbox/control.ts → src/vendors/numi/client.ts'],
  'simulators-are-for-the-sandbox': [
    'src/vendors/index.ts → src/vendors/simulator.ts',
    'src/vendors/numi/index.ts → src/vendors/numi/simulator.ts',
  ],
  'one-http-client': ['src/vendors/numi/client.ts → node_modules/got/index.js'],
  'sandbox-is-loaded-by-main': ['src/app.ts → src/sandbox/people.ts'],
  'sandbox-is-loaded-on-demand': ['src/main.ts → src/sandbox/people.ts'],
  'nobody-imports-the-roots': ['src/sandbox/people.ts → src/app.ts'],
  'command-line-is-an-end': ['src/link-import/run.ts → src/cli/query.ts'],
  'command-line-asks-over-http': ['src/cli/query.ts → src/graphql/resolver.ts'],
};

describe('the walls of the house', () => {
  it('stand: nothing in src crosses one', async () => {
    const { modules, violations: found } = await cruise(root);
    expect(found).toEqual([]);
    expect(modules).toBeGreaterThan(50);
  });

  it('have a reason each, and no exceptions by severity', () => {
    for (const { name, comment, severity } of rules)
      expect({ name, severity, hasReason: comment.length > 20 }).toEqual({ name, severity: 'error', hasReason: true });
  });

  describe('in a house where each of them is broken', () => {
    let house: string;
    let found: string[];

    beforeAll(async () => {
      house = await realpath(await mkdtemp(join(tmpdir(), 'peoplegraph-walls-')));
      for (const [file, content] of Object.entries(brokenHouse)) {
        await mkdir(dirname(join(house, file)), { recursive: true });
        await writeFile(join(house, file), content);
      }
      ({ violations: found } = await cruise(house));
    });

    afterAll(() => rm(house, { recursive: true, force: true }));

    it.each(rules.map(({ name }) => name))('%s is found', (name) => {
      const ofRule = found.filter((violation) => violation.startsWith(`${name}: `));
      expect(ofRule.sort()).toEqual((violations[name] ?? []).map((where) => `${name}: ${where}`));
    });
  });
});
