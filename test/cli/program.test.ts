import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { exitCodes } from '../../src/cli/exit-codes.js';
import { ProgressLine } from '../../src/cli/progress-line.js';
import { paintFor } from '../../src/cli/terminal.js';
import { openStore } from '../../src/store/index.js';
import { codeRows, readText } from '../docs/markdown.js';
import { storeFile } from '../store/support.js';
import { askProcess } from '../support/process.js';
import { useCommand } from './commands.js';

const command = useCommand();

describe('peoplegraph', () => {
  it('shows its commands and examples, and its version', async () => {
    const { code, output, errors } = await command.run(['--help']);
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
    for (const name of ['start', 'check', 'query', 'person', 'sources', 'writes', 'links', 'store'])
      expect(output).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(output).toContain('Examples:\n');
    const { version } = JSON.parse(await readText('package.json')) as { version: string };
    expect(await command.run(['--version'])).toEqual({ code: 0, output: `${version}\n`, errors: '' });
  });

  it.each([
    ['start'], ['check'], ['query'], ['person'], ['sources'], ['writes'], ['writes', 'retry'], ['writes', 'cancel'],
    ['links', 'import'], ['store', 'export'], ['store', 'import'],
  ])('shows examples of %s %s', async (...names) => {
    const path = names.filter(Boolean);
    const { code, output } = await command.run([...path, '--help']);
    expect([code, output]).toEqual([0, expect.stringMatching(new RegExp(`Examples:\\n  .*peoplegraph ${path.join(' ')}`))]);
  }); // prettier-ignore

  it('suggests a command where one is misspelt, and ends with 2', async () => {
    expect(await command.run(['persn', 'x'])).toEqual({
      code: 2,
      output: '',
      errors: expect.stringMatching(/unknown command 'persn'\n\(Did you mean person\?\)/),
    });
    expect((await command.run([])).code).toBe(2);
    expect((await command.run(['sources', '--frob'])).code).toBe(2);
    expect((await command.run(['sources', '--timeout', '-1'])).code).toBe(2);
  });

  it('documents what it ends with', async () => {
    const rows = codeRows(await readText('docs/command-line.md')).filter(([code]) => /^\d+$/.test(code ?? ''));
    expect(rows.map(([code]) => Number(code))).toEqual(Object.values(exitCodes));
  });
});

describe('peoplegraph start', () => {
  it('runs the server with the flags of npm start and of the image, and ends with it', async () => {
    const child = command.start(['start'], { PORT: '0', SANDBOX_CONTROL_PORT: '0' });
    let output = '';
    while (!output.includes('/graphql')) output += String(((await once(child.stdout, 'data')) as [Buffer])[0]);
    const url = /http:\/\/\S+(?=\/graphql)/.exec(output)?.[0] ?? '';
    expect(await askProcess(url, '{ user(id: 1) { name } }')).toMatchObject({
      data: { user: { name: 'Ada Lovelace' } },
    });
    child.kill('SIGTERM');
    expect((await once(child, 'close'))[0]).toBe(0);
  });

  it('ends as the server does where it cannot start', async () => {
    expect(await command.run(['start'], { PORT: 'eighty' })).toEqual({
      code: 1,
      output: '',
      errors: expect.stringMatching(/^Peoplegraph cannot start\. PORT: /),
    });
  });

  it('has its flags from one place, which the image repeats', async () => {
    const { scripts, config } = JSON.parse(await readText('package.json')) as {
      scripts: { start: string };
      config: { node_flags: string };
    };
    const [, started = ''] = /^CMD (\[.*\])$/m.exec(await readText('Dockerfile')) ?? [];
    expect(JSON.parse(started)).toEqual(['node', ...config.node_flags.split(' '), 'dist/main.js']);
    expect(scripts.start).toContain('exec node $npm_package_config_node_flags dist/main.js');
  });
});

describe('commands on the store', () => {
  it('import links, and say as JSON lines what came of them', async () => {
    const file = join(command.directory, 'links.csv');
    await writeFile(
      file,
      'vendor,record_id,same_as_vendor,same_as_record_id\nCHATWOOT,1,PERFEX,1\nCHATWOOT,x,PERFEX,2\n',
    );
    const { code, output } = await command.run(['links', 'import', file, '--json'], { DATA_DIR: 'links' });

    expect(code).toBe(1);
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toEqual([
      { line: 3, reason: 'record_id must be a whole number above zero, such as 12' },
      { lines: 3, linked: 1, rejected: 1, wasDoneBefore: false },
    ]);
    expect((await command.run(['links', 'import', 'missing.csv'], { DATA_DIR: 'links' })).code).toBe(2);
    expect((await command.run(['links', 'import', file], { DATA_DIR: 'links', PORT: 'x' })).code).toBe(2);
  });

  it('stop at Ctrl-C where everything is noted, and go on there', async () => {
    const file = join(command.directory, 'many.csv');
    const lines = Array.from({ length: 40_000 }, (_, index) => `CHATWOOT,${index + 1},PERFEX,${index + 1}`);
    await writeFile(file, ['vendor,record_id,same_as_vendor,same_as_record_id', 'x', ...lines, ''].join('\n'));
    const child = command.start(['links', 'import', file], { DATA_DIR: 'many' });
    // The first chunk is being linked as soon as its rejected line is told.
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    expect((await once(child, 'close'))[0]).toBe(130);
    const { errors } = await command.run(['links', 'import', file], { DATA_DIR: 'many' });
    expect(errors).toMatch(
      /^Going on behind line \d+\.\n(?:.*\n)*Imported 40,000 links of 40,002 lines, 1 line rejected\.$/m,
    );
  });

  it('move a store, and say how many rows of each table as JSON', async () => {
    const store = await openStore(join(command.directory, 'first'), storeFile);
    await store.close();
    const file = join(command.directory, 'store.jsonl');
    const exported = await command.run(['store', 'export', file, '--json'], { DATA_DIR: 'first' });
    const imported = await command.run(['store', 'import', file, '--json'], { DATA_DIR: 'second' });

    expect([exported.code, imported.code]).toEqual([0, 0]);
    expect(JSON.parse(exported.output)).toMatchObject({ rows: { group_memberships: 0 } });
    expect(imported.output).toBe(exported.output);
    expect((await command.run(['store', 'export', '--json'], { DATA_DIR: 'first' })).code).toBe(2);
  });
});

describe('what people see on a terminal', () => {
  it('has colours there only, unless NO_COLOR asks for none', () => {
    expect(paintFor({ isTTY: true }, {}).red('x')).toBe('\x1b[31mx\x1b[39m');
    expect(paintFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(paintFor({ isTTY: true }, { TERM: 'dumb' }).red('x')).toBe('x');
    expect(paintFor({}, {}).red('x')).toBe('x');
  });

  it('has a bar that is written anew, and that makes room', async () => {
    const stream = Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.WriteStream & PassThrough;
    let now = 0;
    const line = new ProgressLine(stream, () => now);
    line.begin(0);
    now = 100;
    line.show({ items: 1_000, what: 'line', share: 0.5 });
    // Not more often than somebody can look.
    now = 199;
    line.show({ items: 1_001, what: 'line', share: 0.6 });
    line.clear();
    stream.end();
    expect((await text(stream)).split('\r\x1b[K')).toEqual([
      '',
      expect.stringMatching(/^\[############------------\] 50 %, 1,000 lines, 10,000 a second$/),
      '',
    ]);
  });
});

describe('the package', () => {
  it('holds what the command needs, and nothing of the sources', async () => {
    const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json', '--ignore-scripts']);
    const [{ files }] = JSON.parse(stdout) as [{ files: { path: string; mode: number }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['bin/peoplegraph.mjs', 'package.json', 'README.md', 'LICENSE', '.env.example']),
    );
    expect(
      paths.filter((path) => /^(src|test|bench|scripts|data|node_modules)\/|tsbuildinfo|^\.env$/.test(path)),
    ).toEqual([]);
    expect((await readFile('bin/peoplegraph.mjs', 'utf8')).split('\n')[0]).toBe('#!/usr/bin/env node');
  });
});
