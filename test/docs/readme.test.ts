import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { controlServer } from '../../src/sandbox/control.js';
import { startServer, type TestServer } from '../support/server.js';
import { readText } from './markdown.js';

const documents = [
  'README.md',
  'client/README.md',
  'docs/architecture.md',
  'docs/command-line.md',
  'docs/durable-writes.md',
  'docs/errors.md',
  'docs/exploring.md',
  'docs/identity.md',
  'docs/person.md',
  'docs/person-history-and-erasure.md',
  'docs/person-writes.md',
  'docs/sandbox.md',
  'docs/vendor-traps.md',
];

let server: TestServer;
let control: ReturnType<typeof controlServer>;

beforeAll(async () => {
  server = await startServer({}, { knowsUsers: true });
  const { numi, chatwoot, perfex, persio } = server.simulators;
  control = controlServer({ NUMI: numi, CHATWOOT: chatwoot, PERFEX: perfex, PERSIO: persio });
  await control.listen({ host: '127.0.0.1', port: 0 });
});
beforeEach(() => server.reset());
afterAll(async () => {
  await control.close();
  await server.close();
});

interface Command {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The commands that begin with curl, each a line of its own. */
const commandsIn = (shell: string): Command[] =>
  shell
    .split('\n')
    .filter((line) => line.startsWith('curl'))
    .map((line) => {
      const body = / -d '([^']*)'/.exec(line)?.[1];
      return {
        method: / -X (\w+)/.exec(line)?.[1] ?? (body === undefined ? 'GET' : 'POST'),
        url: /http:\/\/[^\s']+/.exec(line)?.[0] ?? '',
        headers: Object.fromEntries(
          [...line.matchAll(/ -H '([^:']+): ([^']*)'/g)].map(([, name = '', value = '']) => [name, value]),
        ),
        body,
      };
    });

function run({ method, url, headers, body }: Command): Promise<Response> {
  const { port } = control.server.address() as AddressInfo;
  const address = url
    .replace('http://127.0.0.1:4000', server.url)
    .replace('http://127.0.0.1:4001', `http://127.0.0.1:${port}`);
  return fetch(address, { method, headers, body });
}

/** What a stream of events begins with. */
async function firstEvent({ body }: Response): Promise<unknown> {
  let text = '';
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    const data = /^data: (.+)\n/m.exec(text)?.[1];
    if (data !== undefined) return JSON.parse(data);
  }
  throw new Error('The stream ended without an event.');
}

const blocksOf = (markdown: string): { language: string; text: string }[] =>
  [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)].map(([, language = '', text = '']) => ({ language, text }));

describe('the README', () => {
  it('begins with the two commands that a newcomer needs', async () => {
    const lines = (await readText('README.md')).split('\n');
    expect(lines.slice(0, 4)).toEqual(['```sh', 'npm install && npm start', 'npm test', '```']);
  });

  it('shows the answers that its commands get, run in its order', async () => {
    const blocks = blocksOf(await readText('README.md'));
    const compared: unknown[] = [];
    for (const [index, { language, text }] of blocks.entries()) {
      if (language !== 'sh') continue;
      let answer: unknown;
      for (const command of commandsIn(text)) {
        const response = await run(command);
        expect([command.url, response.status]).toEqual([command.url, 200]);
        answer = command.headers['accept'] === 'text/event-stream' ? await firstEvent(response) : await response.json();
        if (command.headers['accept']) expect(answer).toEqual({ data: expect.anything() });
      }
      const next = blocks[index + 1];
      if (next?.language !== 'json') continue;
      expect(answer).toEqual(JSON.parse(next.text));
      compared.push(answer);
    }
    // A query, a mutation, a failure and a durable write.
    expect(compared).toMatchObject([
      { data: { person: {} } },
      { data: { updateContact: {} } },
      { errors: [{}] },
      { data: { createUser: {} } },
    ]);
  });

  it('names only scripts that package.json has', async () => {
    const { scripts } = JSON.parse(await readText('package.json')) as { scripts: Record<string, string> };
    for (const document of documents) {
      const named = [...(await readText(document)).matchAll(/npm run ([\w-]+(?::[\w-]+)*)/g)].map(([, name]) => name);
      expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
    }
  });
});

describe('docs/person.md', () => {
  it('shows a query that is answered', async () => {
    const [query] = blocksOf(await readText('docs/person.md'));
    expect(query?.language).toBe('graphql');
    expect(await server.ask(query?.text ?? '')).toMatchObject({
      data: { person: { name: { full: 'Ada Lovelace' }, contacts: [{ title: 'Mathematician' }] } },
      errors: undefined,
    });
  });
});

describe('a document', () => {
  it.each(documents)('%s has no link to a file that is not there', async (document) => {
    const links = [...(await readText(document)).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(dirname(document), link)))).toEqual([]);
  });
});
