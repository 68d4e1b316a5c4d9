import { readFileSync } from 'node:fs';
import { startScriptedServer } from '../../support/scripted-server.js';
import { startServer, type TestServer } from '../../support/server.js';

interface Item {
  readonly index: number;
  readonly status: boolean;
  readonly result?: unknown;
  readonly error?: string;
}

const row = JSON.parse(
  readFileSync(new URL('../../vendors/perfex/fixtures/contact-row.json', import.meta.url), 'utf8'),
) as Record<string, unknown>;

/** The item that answers an operation as the contract says. */
const found = (index: number, id: number): Item => ({
  index,
  status: true,
  result: { ...row, id: String(id), firstname: `Contact ${id}` },
});

describe('the results of a batch', () => {
  let perfex: Awaited<ReturnType<typeof startScriptedServer>>;
  let server: TestServer;
  let toResults: (ids: readonly number[]) => readonly unknown[];

  beforeAll(async () => {
    perfex = await startScriptedServer(({ text }) => {
      const { operations } = JSON.parse(text) as { operations: { arguments: { id: number } }[] };
      const results = toResults(operations.map((operation) => operation.arguments.id));
      return { status: 200, body: { status: true, completed: results.length, failed: 0, results } };
    });
    server = await startServer({ PERFEX_URL: perfex.url, PERFEX_TOKEN: 'token' });
  });
  afterAll(async () => {
    await server.close();
    await perfex.close();
  });

  const ask = () => server.ask(`{ contacts(ids: ["11", "12", "13"]) { id firstName } }`);
  const contact = (id: number) => ({ id: String(id), firstName: `Contact ${id}` });
  const badResponse = (position: number) =>
    expect.objectContaining({
      path: ['contacts', position],
      extensions: expect.objectContaining({ code: 'VENDOR_BAD_RESPONSE', vendor: 'PERFEX' }),
    });

  it('are matched by their index, whatever their order', async () => {
    toResults = (ids) => [2, 0, 1].map((index) => found(index, ids[index] as number));

    const { data, errors } = await ask();

    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual([contact(11), contact(12), contact(13)]);
  });

  it('are null where Perfex says that there is no such contact', async () => {
    toResults = (ids) => [
      found(2, ids[2] as number),
      { index: 1, status: false, error: 'Contact not found' },
      found(0, ids[0] as number),
    ];

    const { data, errors } = await ask();

    expect(errors).toBeUndefined();
    expect(data.contacts).toEqual([contact(11), null, contact(13)]);
  });

  it('are refused where the row is that of another contact, and the others arrive', async () => {
    toResults = (ids) => ids.map((id, index) => found(index, index === 1 ? 99 : id));

    const { data, errors } = await ask();

    expect(data.contacts).toEqual([contact(11), null, contact(13)]);
    expect(errors).toEqual([badResponse(1)]);
  });

  it('are all refused where rows are swapped under the indices, and none is answered for another', async () => {
    toResults = (ids) => ids.map((id, index) => found(ids.length - 1 - index, id));

    const { data, errors } = await ask();

    expect(data.contacts).toEqual([null, contact(12), null]);
    expect(errors).toEqual([badResponse(0), badResponse(2)]);
  });

  it.each<[string, (ids: readonly number[]) => readonly unknown[]]>([
    ['is missing', (ids) => ids.flatMap((id, index) => (index === 1 ? [] : [found(index, id)]))],
    ['is there twice', (ids) => [...ids.map((id, index) => found(index, id)), found(1, ids[1] as number)]],
    ['has no index', (ids) => ids.map((id, index) => ({ ...found(index, id), index: index === 1 ? null : index }))],
    [
      'has a wrong shape',
      (ids) => ids.map((id, index) => (index === 1 ? { ...found(1, id), result: [] } : found(index, id))),
    ],
    ['is of no operation', (ids) => ids.map((id, index) => found(index === 1 ? 40 : index, id))],
  ])('are refused for the one that %s, and the others arrive', async (_, results) => {
    toResults = results;

    const { data, errors } = await ask();

    expect(data.contacts).toEqual([contact(11), null, contact(13)]);
    expect(errors).toEqual([badResponse(1)]);
  });
});
