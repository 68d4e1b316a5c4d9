import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { widthOf } from '../../src/cli/text.js';
import { startHeldServer } from '../support/held-server.js';
import { outcomeOf } from '../support/process.js';
import { startScriptedServer } from '../support/scripted-server.js';
import { startServer, type TestServer } from '../support/server.js';
import { useCommand } from './commands.js';

const command = useCommand();
const key = 'pg_the-key-of-the-test';
let server: TestServer;
beforeAll(async () => {
  const apiKeys = `tests:${createHash('sha256').update(key).digest('hex')}`;
  server = await startServer({ API_KEYS: apiKeys, DEFAULT_REGION: 'DE' }, { knowsUsers: true });
});
beforeEach(() => server.reset());
afterAll(() => server.close());

/** The command against the server, with the key. */
const run = (...parameters: string[]) =>
  command.run(parameters, { PEOPLEGRAPH_URL: server.url, PEOPLEGRAPH_API_KEY: key });
const json = (output: string): unknown => JSON.parse(output);

describe('peoplegraph person', () => {
  it('prints a card of 80 columns, without colours where nobody looks at a terminal', async () => {
    const { code, output, errors } = await run('person', '+1 (202) 555-0143');

    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    expect(output).toMatch(/^Grace Hopper\n[0-9a-f-]{36}\n/);
    expect(output).toMatch(/^Name +Grace Hopper +perfex:2, numi:\+12025550143$/m);
    expect(output).toMatch(/^ +Grace Hooper +chatwoot:2$/m);
    expect(output).toMatch(/^Perfex +perfex:2, Rear Admiral, contact of +email and name, by rules$/m);
    expect(output).toMatch(/^ +mathematicians +since 2024-02-02, accepted$/m);
    expect(output).not.toContain('\x1b');
    expect(output.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
  });

  it.each([
    ['a national phone number', '030 / 901-820', []],
    ['one of another country than the server reads', '(202) 555-0143', ['--region', 'us']],
    ['an e-mail address', 'Ada.Lovelace@example.com', []],
    ['a user', 'chatwoot:1', []],
    ['a contact', 'Perfex:1', []],
    ['a profile', 'numi:+4930901820', []],
    ['a user id in Persio', 'persio:1', []],
  ])('finds somebody by %s', async (_, who, options) => {
    const { code, output } = await run('person', who, ...options);
    expect([code, output.split('\n')[0]]).toEqual([0, who.includes('202') ? 'Grace Hopper' : 'Ada Lovelace']);
  });

  it('answers what the server does with --json, also by the id in it', async () => {
    const { output } = await run('person', 'chatwoot:1', '--json');
    const { data } = json(output) as { data: { person: { id: string } } };
    expect(data).toMatchObject({ person: { name: { full: 'Ada Lovelace' }, unavailable: [] } });
    expect(json((await run('person', data.person.id, '--json')).output)).toMatchObject({
      data: { person: { id: data.person.id } },
    });
  });

  it('shows what is missing where a vendor fails, and ends with 1', async () => {
    server.simulators.numi.setFaults({ errorRate: 1 });
    const { code, output, errors } = await run('person', 'chatwoot:1');

    expect({ code, errors }).toEqual({ code: 1, errors: '' });
    expect(output).toMatch(/^Missing\nNumi +Numi is out of order \(503\)\./m);
    expect(output).toMatch(/^Ada Lovelace$/m);
  });

  it('ends with 5 where nobody is known', async () => {
    expect(await run('person', 'nobody@example.net')).toEqual({
      code: 5,
      output: '',
      errors: 'Nobody is known by that.\n',
    });
  });

  it.each([['12'], ['hubspot:3'], ['Ada']])('refuses %s, which names nobody', async (who) => {
    expect(await run('person', who)).toMatchObject({
      code: 2,
      output: '',
      errors: expect.stringContaining('chatwoot:2'),
    });
  });

  it('lets nothing that a vendor holds move the cursor, or a line be wider than the page', async () => {
    const sources = [{ vendor: 'NUMI', recordId: '+4930901820', freshness: 'STALE', fetchedAt: '' }];
    const value = `\u001b[2J\u202e${'漢字'.repeat(40)}\r\nroot`;
    const person = {
      id: 'x',
      redirectedFrom: null,
      name: { full: value, sources },
      dateOfBirth: null,
      emails: [{ value, sources }],
      phoneNumbers: [],
      disagreements: [{ attribute: 'NAME', values: [{ value, sources }] }],
      links: [{ vendor: 'PERSIO', recordId: value, rule: 'FIRST', linkedBy: value }],
      users: [],
      contacts: [],
      memberships: { nodes: [{ groupId: value, status: 'PENDING', joinedAt: '' }], pageInfo: { hasNextPage: true } },
      unavailable: [],
      otherMatches: [],
    };
    const hostile = await startScriptedServer(() => ({ status: 200, body: { data: { person } } }));
    const { output } = await command.run(['person', 'chatwoot:1', '--url', hostile.url]);
    await hostile.close();

    expect(output).toContain('漢字');
    expect(output).toContain('(stale)');
    expect(output.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(
      output
        .split('\n')
        .slice(1)
        .filter((line) => widthOf(line) > 80),
    ).toEqual([]);
  });
});

describe('peoplegraph query', () => {
  const document =
    'query Names($phone: String!, $ids: [ID!]!) { profile(phoneNumber: $phone) { firstName } users(ids: $ids) { name } }';
  const data = { profile: { firstName: 'Ada' }, users: [{ name: 'Ada Lovelace' }] };

  it('prints the data, and takes variables as the document types them', async () => {
    const { code, output } = await run('query', document, '-v', 'phone=+4930901820', '-v', 'ids=["1"]');
    expect([code, json(output)]).toEqual([0, data]);
  });

  it('reads the document from a file and from the input stream, and variables as JSON', async () => {
    const file = join(command.directory, 'names.graphql');
    await writeFile(file, document);
    const variables = JSON.stringify({ phone: '+4930901820', ids: ['1'] });
    const environment = { PEOPLEGRAPH_URL: server.url, PEOPLEGRAPH_API_KEY: key };

    expect(json((await run('query', '--file', file, '--variables', variables)).output)).toEqual(data);
    const piped = await command.run(['query', '--variables', variables, '--json'], environment, document);
    expect(json(piped.output)).toEqual({ data });
  });

  it('tells errors beside the data, and ends with 1', async () => {
    const { code, output, errors } = await run(
      'query',
      '{ contact(id: 1) { firstName } other: contact(id: "x") { id } }',
    );
    expect([code, json(output)]).toEqual([1, { contact: { firstName: 'Ada' }, other: null }]);
    expect(errors).toMatch(/^other: id must be .+ \(BAD_USER_INPUT\)\n$/);
  });

  it('runs the operation that is named', async () => {
    const { output } = await run(
      'query',
      'query A { user(id: 1) { id } } query B { contact(id: 1) { id } }',
      '--operation',
      'B',
    );
    expect(json(output)).toEqual({ contact: { id: '1' } });
  });

  it.each([
    ['a document that is none', ['{ user('], 'line 1, column 8'],
    ['a variable that the document has not', ['{ __typename }', '-v', 'a=1'], '$a'],
    [
      'a number that is none',
      ['query ($n: Int!) { writes(first: $n) { nodes { id } } }', '-v', 'n=x'],
      '$n has to be JSON',
    ],
    ['variables that are no object', ['{ __typename }', '--variables', '[1]'], 'JSON object'],
    ['a file that is not there', ['--file', 'missing.graphql'], 'ENOENT'],
    ['a document and a file', ['{ __typename }', '--file', 'a.graphql'], 'not both'],
  ])('refuses %s with 2', async (_, parameters, reason) => {
    expect(await run('query', ...parameters)).toEqual({ code: 2, output: '', errors: expect.stringContaining(reason) });
  });
});

describe('peoplegraph sources', () => {
  it('prints a table of the four vendors', async () => {
    const { code, output } = await run('sources');
    expect(code).toBe(0);
    expect(output.split('\n').map((line) => line.split(/\s+/)[0])).toEqual([
      'VENDOR',
      'NUMI',
      'CHATWOOT',
      'PERFEX',
      'PERSIO',
      '',
    ]);
  });

  it('answers what the server does with --json', async () => {
    expect(json((await run('sources', '--json')).output)).toMatchObject({
      data: { sources: [{ vendor: 'NUMI', configured: true }, {}, {}, {}] },
    });
  });
});

describe('peoplegraph writes', () => {
  async function writeOnce(): Promise<string> {
    const { data } = await server.ask(
      'mutation { createUser(input: { name: "Hedy", email: "hedy@example.com" }) { write { id } } }',
      {},
      { authorization: `Bearer ${key}` },
    );
    return data.createUser.write.id;
  }

  it('lists those that the options name, the newest first', async () => {
    const id = await writeOnce();
    const { code, output } = await run(
      'writes',
      '--state',
      'delivered',
      '--vendor',
      'chatwoot',
      '--kind',
      'create-user',
    );

    expect(code).toBe(0);
    expect(output.split('\n')[0]).toMatch(/^STATE +VENDOR +KIND +AGE +ID$/);
    expect(output.split('\n')[1]).toMatch(new RegExp(`^DELIVERED +CHATWOOT +CREATE_USER +\\d+s +${id}$`));
    expect((await run('writes', '--state', 'DEAD')).output.trim().split('\n')).toHaveLength(1);
    expect(json((await run('writes', '--first', '1', '--json')).output)).toMatchObject({
      data: { writes: { nodes: [{ id, state: 'DELIVERED' }] } },
    });
  });

  it('says how the list goes on', async () => {
    await writeOnce();
    await writeOnce();
    const { errors } = await run('writes', '--first', '1');
    const [, cursor = ''] = /^There are more: add --after (\S+)\n$/.exec(errors) ?? [];
    expect((await run('writes', '--first', '1', '--after', cursor)).output.split('\n')).toHaveLength(3);
  });

  it('tries a write again, cancels it, and shows why it failed', async () => {
    server.simulators.chatwoot.setFaults({ errorRate: 1 });
    const { data } = await server.ask(
      'mutation { updateUser(input: { id: 1, name: "Ada", idempotencyKey: "cli", delivery: ASYNC }) { write { id } } }',
      {},
      { authorization: `Bearer ${key}` },
    );
    const { id } = data.updateUser.write as { id: string };
    // Each is refused while the write is being delivered at this moment.
    let retried = await run('writes', 'retry', id, '--json');
    while (retried.code === 1) retried = await run('writes', 'retry', id, '--json');
    expect(json(retried.output)).toMatchObject({ data: { retryWrite: { write: { id } } } });
    let cancelled = await run('writes', 'cancel', id);
    while (cancelled.code === 1) cancelled = await run('writes', 'cancel', id);

    expect(cancelled.output).toMatch(
      new RegExp(`^DEAD +CHATWOOT +UPDATE_USER +\\S+ +${id}\\n  .*\\n  \\(WRITE_CANCELLED`, 'm'),
    );
    const refused = await run('writes', 'retry', id, '--json');
    expect([refused.code, json(refused.output)]).toMatchObject([1, { errors: [{ extensions: { code: 'CONFLICT' } }] }]);
  });

  it.each(['retry', 'cancel'])('%s ends with 5 for a write that is not there', async (action) => {
    const { code, output, errors } = await run('writes', action, 'b6a4d3b2-0000-4000-8000-000000000000');
    expect({ code, output }).toEqual({ code: 5, output: '' });
    expect(errors).toContain('NOT_FOUND');
  });

  it.each([
    ['--state', 'LOST'],
    ['--vendor', 'HUBSPOT'],
    ['--kind', 'DANCE'],
    ['--first', '101'],
  ])('refuses %s %s with 2', async (option, value) => {
    expect(await run('writes', option, value)).toMatchObject({ code: 2, output: '' });
  });
});

describe('a command that asks a server', () => {
  it('ends with 3 where there is none', async () => {
    // A port that the system gives to nobody who asks for any.
    const url = 'http://127.0.0.1:2';
    const { code, output, errors } = await command.run(['sources', '--url', url]);
    expect({ code, output }).toEqual({ code: 3, output: '' });
    expect(errors).toContain(`There is no server at ${url}/graphql (ECONNREFUSED). Start one`);
  });

  it('asks port PORT of this machine unless told otherwise', async () => {
    const environment = { PORT: new URL(server.url).port, PEOPLEGRAPH_API_KEY: key };
    expect(await command.run(['sources'], environment)).toMatchObject({ code: 0 });
  });

  it('ends with 2 at a port that no request is sent to', async () => {
    const { code, errors } = await command.run(['sources', '--url', 'http://127.0.0.1:9']);
    expect([code, errors]).toEqual([2, expect.stringContaining('http://127.0.0.1:9/graphql')]);
  });

  it.each([
    ['no key', {}, 'Set PEOPLEGRAPH_API_KEY'],
    ['a key that the server does not know', { PEOPLEGRAPH_API_KEY: 'pg_wrong' }, 'Check PEOPLEGRAPH_API_KEY'],
  ])('ends with 4 with %s, and shows none', async (_, environment, advice) => {
    const { code, output, errors } = await command.run(['sources', '--url', server.url], environment);
    expect({ code, output }).toEqual({ code: 4, output: '' });
    expect(errors).toContain(advice);
    expect(errors).not.toContain('pg_wrong');
  });

  it('reads the key from a file, and refuses one that is none', async () => {
    const file = join(command.directory, 'key');
    await writeFile(file, `${key}\n`);
    expect((await command.run(['sources', '--url', server.url, '--api-key-file', file])).code).toBe(0);
    await writeFile(file, `${key} ${key}`);
    const refused = await command.run(['sources', '--url', server.url, '--api-key-file', file]);
    expect(refused).toMatchObject({ code: 2, errors: expect.not.stringContaining(key) });
    expect(await command.run(['sources', '--url', server.url, '--api-key-file', 'missing'])).toMatchObject({ code: 2 });
  });

  it.each([
    ['another page', 200, '<html></html>', {}],
    ['another JSON', 200, { hello: 1 }, {}],
    ['a redirect, which is not followed', 302, '', { location: 'http://127.0.0.1:9/' }],
  ])('ends with 3 where what answers is %s', async (_, status, body, headers) => {
    const other = await startScriptedServer(() => ({ status, body, headers: headers }));
    const { code, errors } = await command.run(['sources', '--url', `${other.url}/graphql`], {
      PEOPLEGRAPH_API_KEY: key,
    });
    await other.close();
    expect([code, errors]).toEqual([3, expect.stringContaining(`is not Peoplegraph (status ${status})`)]);
  });

  it('ends with 2 where the URL is none, and does not show the password in it', async () => {
    for (const url of ['ftp://example.com', 'https://user:hunter2@example.com/graphql']) {
      const { code, errors } = await command.run(['sources', '--url', url]);
      expect([code, errors]).toEqual([2, expect.not.stringContaining('hunter2')]);
    }
  });

  it('ends with 3 where no answer comes in time', async () => {
    const silent = await startHeldServer();
    const { code, errors } = await command.run(['sources', '--url', silent.url, '--timeout', '0.2']);
    await silent.close();
    expect([code, errors]).toEqual([3, expect.stringContaining('did not answer within 0.2 s')]);
  });

  it('is ended by Ctrl-C, with 130', async () => {
    const silent = await startHeldServer();
    const child = command.start(['sources', '--url', silent.url]);
    const outcome = outcomeOf(child);
    const { abandoned } = await silent.next();
    child.kill('SIGINT');

    expect(await outcome).toEqual({ code: 130, output: '', errors: 'Interrupted.\n' });
    await abandoned;
    await silent.close();
  });

  it('ends without a word where whoever reads the output has gone', async () => {
    const much = await startScriptedServer(() => ({ status: 200, body: { data: { text: 'x'.repeat(4_000_000) } } }));
    const child = command.start(['query', '{ text }', '--url', much.url]);
    let errors = '';
    child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
    await once(child.stdout, 'data');
    child.stdout.destroy();
    const [code] = (await once(child, 'close')) as [number];
    await much.close();
    expect([code, errors]).toEqual([141, '']);
  });
});
