import { execFile } from 'node:child_process';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readText } from '../docs/markdown.js';
import { startServer, type TestServer } from '../support/server.js';
import { compile, packClient, type PackedClient } from './package.js';

let packed: PackedClient;
let server: TestServer;

beforeAll(async () => {
  packed = await packClient();
  server = await startServer({}, { knowsUsers: true });
});
afterAll(async () => {
  await server.close();
  await packed.remove();
});

const strict = ['--strict', '--exactOptionalPropertyTypes', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
const asNodeDoes = ['--module', 'nodenext', ...strict];
const asBundlersDo = ['--module', 'esnext', '--moduleResolution', 'bundler', '--noEmit', ...strict];

/** What the compiler has against a text that uses the package; the text is left there compiled. */
async function check(name: string, text: string): Promise<string> {
  await writeFile(join(packed.project, `${name}.ts`), text);
  const said = await Promise.all(
    [asNodeDoes, asBundlersDo].map((options) => compile([...options, `${name}.ts`], packed.project)),
  );
  return said.join('');
}

const blocks = async (path: string): Promise<string[]> =>
  [...(await readText(path)).matchAll(/^```ts\n([\s\S]*?)\n```$/gm)].map(([, text = '']) => text);

describe('the package of the client', () => {
  it('holds the module, its types, its sources and its licence, and nothing else', () => {
    const sources = packed.files.filter((path) => path.startsWith('src/') && path.endsWith('.ts'));
    const built = sources.flatMap((path) =>
      ['.js', '.js.map', '.d.ts', '.d.ts.map'].map((end) => path.replace('src/', 'dist/').replace('.ts', end)),
    );
    const documents = ['fields', 'mutations', 'queries'].map((name) => `src/documents/${name}.graphql`);
    expect([...packed.files].sort()).toEqual(
      [...sources, ...built, ...documents, 'LICENSE', 'README.md', 'package.json'].sort(),
    );
    expect(sources).toContain('src/index.ts');
  });

  it('depends on nothing', async () => {
    const manifest = JSON.parse(await readText('client/package.json')) as Record<string, unknown>;
    expect(Object.keys(manifest).filter((name) => /dependencies/i.test(name))).toEqual([]);
    const installed = await readdir(join(packed.project, 'node_modules'), { withFileTypes: true });
    expect(installed.filter((entry) => entry.isDirectory()).map(({ name }) => name)).toEqual(['@peoplegraph']);
    expect(await readdir(join(packed.project, 'node_modules/@peoplegraph'))).toEqual(['client']);
  });

  it('has the licence of the service', async () => {
    expect(await readText('client/LICENSE')).toBe(await readText('LICENSE'));
  });

  it('runs the examples of its README, which print what they say, and those of the README of the service', async () => {
    const [own, outer] = [await blocks('client/README.md'), await blocks('README.md')];
    expect(own.length).toBeGreaterThan(6);
    expect(outer).toHaveLength(1);
    for (const [name, examples] of Object.entries({ own, outer })) {
      server.reset();
      const text = examples.join('\n').replaceAll('http://127.0.0.1:4000', server.url);
      expect(await check(name, text)).toBe('');
      const { stdout } = await promisify(execFile)(process.execPath, [`${name}.js`], { cwd: packed.project });
      const promised = [...text.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, line]) => line);
      expect(stdout.trimEnd().split('\n')).toEqual(promised);
      expect(promised.length).toBeGreaterThan(0);
    }
  });

  it('has types that tell right from wrong', async () => {
    const text = `
import { BadUserInputError, CreateUserDocument, NotFoundError, Peoplegraph, PeoplegraphError, UserFieldsFragmentDoc } from '@peoplegraph/client';
import type { Answer, ContactFieldsFragment, ErrorCode, PersonFieldsFragment, UserRole } from '@peoplegraph/client';

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
const isSame = <One, Other>(_: Same<One, Other>): void => undefined;
const client = new Peoplegraph({ url: '/graphql', headers: () => ({ a: 'b' }), fetch });

const person = await client.person({ by: { phoneNumber: '+4930901820' } }, { signal: AbortSignal.timeout(1) });
isSame<typeof person, Answer<PersonFieldsFragment> | null>(true);
const role: UserRole | null | undefined = person?.users?.[0]?.role;
// @ts-expect-error A field that was not asked for.
person?.timeline;
// @ts-expect-error Nobody is looked for by nothing.
await client.person({ by: {} });
// @ts-expect-error By one thing at a time.
await client.person({ by: { phoneNumber: '1', email: 'a@example.com' } });
// @ts-expect-error A phone number is a text.
await client.profile({ phoneNumber: 1 });

const user = await client.user({ id: 1 }, { fields: UserFieldsFragmentDoc });
user?.accounts[0]?.role;
const short = await client.contacts({ ids: ['1'] }, { fields: 'fragment F on Contact { id }' as { toString(): string; __apiType?: (_: never) => { id: string } } });
const id: string | undefined = short[0]?.id;
short.errors?.[0]?.code;
for await (const contact of client.customerContacts({ customerId: 1 })) isSame<typeof contact, ContactFieldsFragment>(true);
// @ts-expect-error Whose contacts?
client.customerContacts({});

const { user: made, write } = await client.createUser({ name: 'a', email: 'b' });
const state: 'PENDING' | 'DELIVERED' | 'REJECTED' | 'DEAD' = write.state;
// @ts-expect-error The e-mail address is missing.
await client.createUser({ name: 'a' });
// @ts-expect-error There is no such state.
client.writes({ state: 'LOST' });

const { data } = await client.request(CreateUserDocument, { input: { name: 'a', email: 'b' } });
data.createUser?.write.id;
// @ts-expect-error A document with variables needs them.
await client.request(CreateUserDocument);
const untyped = await client.request('{ sources { vendor } }');
isSame<typeof untyped.data, unknown>(true);

const error: unknown = undefined;
if (error instanceof BadUserInputError) isSame<typeof error.code, 'BAD_USER_INPUT'>(true);
if (error instanceof PeoplegraphError) isSame<typeof error.code, string>(true);
const code: ErrorCode = 'NOT_FOUND';
export { code, id, made, NotFoundError, role, state };
`;
    expect(await check('types', text)).toBe('');
  });
});
