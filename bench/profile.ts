import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caseNamed } from './cases.js';
import { contenders, identical, uncached, warm } from './contenders.js';
import { Field } from './field.js';

/** What V8 writes: the tree of calls, and which of its nodes was at work at each sample. Times are in microseconds. */
interface CpuProfile {
  readonly nodes: readonly CallNode[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

interface CallNode {
  readonly id: number;
  readonly children?: readonly number[];
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
}

const shown = 25;
const names: Readonly<Record<string, string>> = { uncached, warm, identical };

/** Where this server's processor time goes. @param which a query, or `warm:` or `identical:` and a query. */
export async function profile(which: string, seconds: number, connections: number): Promise<string> {
  const [query = '', mode = 'uncached'] = which.split(':').reverse();
  const contender = contenders.find(({ name }) => name === names[mode]);
  if (!contender) throw new Error(`There is no way to run named ${mode}.`);
  const directory = mkdtempSync(join(tmpdir(), 'peoplegraph-profile-'));
  const field = await Field.open();
  try {
    await field.start(contender.process, ['--cpu-prof', `--cpu-prof-dir=${directory}`, '--cpu-prof-interval=200']);
    await field.measure(contender, caseNamed(query), seconds, connections);
  } finally {
    await field.close();
  }
  const file = join(directory, readdirSync(directory)[0] ?? '');
  const text = describe(JSON.parse(readFileSync(file, 'utf8')) as CpuProfile, seconds * 0.8);
  return `${text}\n\nThe profile itself: ${file}`;
}

/** @param seconds how much of the profile's end counts: what comes before is the start of the process. */
function describe({ nodes, samples, timeDeltas }: CpuProfile, seconds: number): string {
  const nodeWithId = new Map(nodes.map((node) => [node.id, node]));
  const own = new Map<number, number>();
  let left = seconds * 1_000_000;
  for (let index = samples.length - 1; index >= 0 && left > 0; index -= 1) {
    const [id = 0, time = 0] = [samples[index], timeDeltas[index]];
    left -= time;
    own.set(id, (own.get(id) ?? 0) + time);
  }
  const byFunction = new Map<string, number>();
  const byPackage = new Map<string, number>();
  const inclusive = new Map<string, number>();
  const add = (sums: Map<string, number>, name: string, time: number): void =>
    void sums.set(name, (sums.get(name) ?? 0) + time);

  /** @returns the time of the node and of everything that it called. */
  const visit = (node: CallNode, callers: ReadonlySet<string>): number => {
    const name = nameOf(node);
    const within = new Set(callers).add(name);
    const time = node.callFrame.functionName === '(idle)' ? 0 : (own.get(node.id) ?? 0);
    add(byFunction, name, time);
    add(byPackage, packageOf(node), time);
    let sum = time;
    for (const child of node.children ?? []) {
      const found = nodeWithId.get(child);
      if (found) sum += visit(found, within);
    }
    // A function that calls itself is counted where it was entered.
    if (!callers.has(name)) add(inclusive, name, sum);
    return sum;
  };
  const [root] = nodes;
  const total = root ? visit(root, new Set()) : 0;
  const list = (sums: ReadonlyMap<string, number>): string =>
    [...sums]
      .sort(([, a], [, b]) => b - a)
      .slice(0, shown)
      .map(([name, time]) => `${((100 * time) / total).toFixed(1).padStart(5)} %  ${name}`)
      .join('\n');
  const ours = new Map([...inclusive].filter(([name]) => / (src|dist)\//.test(name)));
  return [
    `Self time by function:\n${list(byFunction)}`,
    `Self time by package:\n${list(byPackage)}`,
    `Functions of this server, with what they called (not beyond an await):\n${list(ours)}`,
  ].join('\n\n');
}

/** The path within the repository, or from the name of the package on. */
const placeOf = ({ callFrame: { url } }: CallNode): string =>
  url.includes('node_modules/') ? url.replace(/^.*node_modules\//, '') : url.replace(/^.*\/(?=(?:dist|src)\/)/, '');

const nameOf = (node: CallNode): string => {
  const { functionName, lineNumber } = node.callFrame;
  const place = placeOf(node);
  return `${functionName || '(anonymous)'}${place ? ` ${place}:${lineNumber + 1}` : ''}`;
};

function packageOf(node: CallNode): string {
  const { functionName, url } = node.callFrame;
  const place = placeOf(node);
  if (url.startsWith('node:')) return 'Node.js';
  if (place === '') return functionName.startsWith('(') ? functionName : 'native functions';
  if (!url.includes('node_modules/')) return place.split('/').slice(0, 3).join('/');
  return /^(?:@[^/]+\/)?[^/]+/.exec(place)?.[0] ?? place;
}
