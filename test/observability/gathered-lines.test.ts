import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const log = new URL('../../src/observability/log.ts', import.meta.url).href;
const root = fileURLToPath(new URL('../..', import.meta.url));

/** A process that logs to its error stream. */
function start(script: string) {
  const text = `
    import 'reflect-metadata';
    import { createLogger, gatheringDestination } from '${log}';
    const logger = createLogger('info', gatheringDestination(2));
    const end = new Promise((resolve) => process.stdin.once('data', resolve));
    ${script}`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=DEP0205', '--import', '@swc-node/register/esm-register', '--input-type=module', '--eval', text],
    { cwd: root, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  let lines = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (lines += chunk));
  const exit = once(child, 'close').then(([code]: unknown[]) => ({ code, lines }));
  return { child, exit };
}

const numbers = (lines: string): number[] =>
  lines
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .flatMap((line) => (JSON.parse(line) as { number?: number }).number ?? []);

const hundred = Array.from({ length: 100 }, (_, index) => index);

describe('the log of a process is complete', () => {
  it.each([
    ['ends by itself', 0, 'end.then(() => process.stdin.destroy());'],
    ['is told to exit', 3, 'process.exit(3);'],
    ['throws', 1, 'throw new Error("nobody expected it");'],
    ['forgets a promise', 1, 'Promise.reject(new Error("nobody expected it"));'],
    ['logs a fatal line and kills itself', null, 'logger.fatal("the end"); process.kill(process.pid, "SIGKILL");'],
  ])('when it %s', async (_, code, script) => {
    const { child, exit } = start(`for (let number = 0; number < 100; number += 1) logger.info({ number }); ${script}`);
    child.stdin.on('error', () => undefined).write('end');
    const ended = await exit;
    expect(ended.code).toBe(code);
    expect(numbers(ended.lines)).toEqual(hundred);
  });
});

it('a line is there soon, although nothing follows it', async () => {
  const { child, exit } = start(
    'const alive = setInterval(() => {}, 1000); logger.info("alone"); console.log("logged"); end.then(() => clearInterval(alive));',
  );
  await once(child.stdout, 'data');
  const started = performance.now();
  await once(child.stderr, 'data');
  expect(performance.now() - started).toBeLessThan(10_000);
  child.kill('SIGKILL');
  await exit;
});

it('a process whose log nobody reads any more ends all the same', async () => {
  const { child, exit } = start(
    'end.then(() => { logger.info("lost"); logger.fatal("lost"); process.exit(4); }); console.log("ready");',
  );
  await once(child.stdout, 'data');
  child.stderr.destroy();
  child.stdin.write('end');
  expect((await exit).code).toBe(4);
});
