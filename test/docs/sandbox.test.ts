import { controlServer } from '../../src/sandbox/control.js';
import { noFaults } from '../../src/vendors/simulator.js';
import { startServer, type TestServer } from '../support/server.js';
import { bare, codeRows, readText, tableRows } from './markdown.js';

let server: TestServer;
let text: string;

beforeAll(async () => {
  server = await startServer();
  text = await readText('docs/sandbox.md');
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe('docs/sandbox.md', () => {
  it('shows what its questions are answered', async () => {
    const questions = tableRows(text).filter(([, question]) => /^`.*\{.*\}`$/.test(question ?? ''));
    expect(questions.length).toBeGreaterThan(8);
    for (const [who, question = '', documented = ''] of questions) {
      const { data, errors } = await server.ask<Record<string, unknown>>(`{ answer: ${bare(question)} }`);
      const code = /^error `(\w+)`$/.exec(documented)?.[1];
      expect([who, errors?.map(({ extensions }) => extensions.code) ?? []]).toEqual([who, code ? [code] : []]);
      expect([who, data['answer']]).toEqual([who, code ? null : JSON.parse(bare(documented))]);
    }
  });

  it('lists every fault with the value that switches it off, and no other', () => {
    const faults = codeRows(text).filter(([name = '']) => name in noFaults || /^[a-z][A-Za-z]+$/.test(name));
    expect(Object.fromEntries(faults.map(([name, off = '']) => [name, JSON.parse(off)]))).toEqual(noFaults);
  });

  it('lists every route of the control server, and no other', async () => {
    const control = controlServer({ NUMI: server.simulators.numi });
    const { routes } = (await control.inject('/')).json<{ routes: { route: string }[] }>();
    const listed = codeRows(text).filter(([route]) => /^[A-Z]+ \//.test(route ?? ''));
    expect(listed.map(([route]) => route)).toEqual(routes.map(({ route }) => route));
    await control.close();
  });
});
