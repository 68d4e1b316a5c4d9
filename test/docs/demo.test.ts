import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { difference } from '../../scripts/demo/difference.js';
import { runSteps } from '../../scripts/demo/run.js';
import { type DemoService, startDemoService } from '../../scripts/demo/service.js';
import type { Step } from '../../scripts/demo/steps.js';

describe('npm run demo', () => {
  it('asks all vendors, writes to each, shows a failure, and ends by itself with success', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { demo: string } };
    const [program, ...parameters] = manifest.scripts.demo.split(' ');
    expect(program).toBe('node');

    // Rejects where the exit code is not 0, or where it has not ended in time.
    const { stdout } = await promisify(execFile)(process.execPath, parameters, { timeout: 150_000 });

    for (const asked of ['contact(id: "1")', 'setProfile(', 'updateUser(', 'updateContact(', 'addToGroup('])
      expect(stdout).toContain(asked);
    expect(stdout).toContain('"groupId": "mathematicians"');
    expect(stdout).toContain('/vendors/numi/faults {"outage":true}');
    expect(stdout).toContain('"code": "VENDOR_UNAVAILABLE"');
    expect(stdout.trimEnd()).toMatch(/All 6 answers are as expected\.$/);
  });

  describe('judges each answer', () => {
    let service: DemoService;
    const lines: string[] = [];
    const run = (step: Omit<Step, 'title'>): Promise<string[]> =>
      runSteps([{ title: 'a step', ...step }], service, (line) => void lines.push(line));

    beforeAll(async () => {
      service = await startDemoService();
    });
    afterAll(() => service.close());

    it('by a value that is not the expected one, and says where', async () => {
      const step = { document: '{ user(id: 1) { name } }', expected: { data: { user: { name: 'Somebody else' } } } };
      const problem = 'the answer.data.user.name is "Ada Lovelace" instead of "Somebody else"';
      expect(await run(step)).toEqual([problem]);
      expect(lines.at(-1)).toContain(problem);
    });

    it('by errors that nobody expected, although the data is right', async () => {
      const document = '{ user(id: 1) { name } contact(id: 0) { id } }';
      expect(await run({ document, expected: { data: { user: { name: 'Ada Lovelace' } } } })).toEqual([
        'the answer has errors',
      ]);
    });
  });
});

describe('npm run demo:supergraph', () => {
  it('composes, joins, writes, shows a failure, and ends by itself with success', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: { 'demo:supergraph': string } };
    const [program, ...parameters] = manifest.scripts['demo:supergraph'].split(' ');
    expect(program).toBe('node');

    const { stdout } = await promisify(execFile)(process.execPath, parameters, { timeout: 150_000 });

    for (const shown of ['They compose.', 'orders {', 'buyer {', 'person(by:', 'updateContact(', '"discount": 10'])
      expect(stdout).toContain(shown);
    expect(stdout).toContain('"code": "VENDOR_UNAVAILABLE"');
    expect(stdout.trimEnd()).toMatch(/All 5 answers are as expected\.$/);
  });
});

describe('a difference', () => {
  it.each([
    [{ a: 1, b: 2 }, { a: 1 }, null],
    [{ list: [1, 2] }, { list: [1] }, 'the answer.list has 2 entries instead of 1'],
    [{ a: null }, { a: { b: 1 } }, 'the answer.a is null instead of a list or an object'],
    [{}, { a: null }, 'the answer.a is undefined instead of null'],
  ])('between %j and %j is %p', (answer, expected, problem) => {
    expect(difference(answer, expected)).toBe(problem);
  });
});
