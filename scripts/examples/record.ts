import type { Preparation, WorkedExample } from '../../src/explorer/examples/example.js';
import { type DemoService, startDemoService } from '../demo/service.js';
import { stable } from './stable.js';

/** What an example sent and was answered, without what differs from run to run. */
export interface Recorded {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
}

/** By the names of the examples. */
export type Recordings = Readonly<Record<string, Recorded>>;

type Operation = Pick<Preparation, 'document' | 'timeout' | 'variables'>;

/** What else differs from run to run. */
const others = [
  [/127\.0\.0\.1:\d+/, 'chatwoot.example.com'],
  [/(?<=sso_auth_token=)[^&]+/, '…'],
  [/(?<=^link-).+/, '…'],
  // How much of the minute is left.
  [/(?<=Try again in )\d+(?= s)/, '60'],
] as const;

/** Runs examples on the sandbox. What needs nothing to have happened shares one, the others have each its own. */
export async function record(examples: readonly WorkedExample[]): Promise<Recordings> {
  const recorded: Record<string, Recorded> = {};
  const untouched = await startDemoService(failsAtOnce);
  try {
    for (const example of examples) {
      if (example.kind === 'subscription') continue;
      recorded[example.name] = await (example.before ? recordAlone(example) : run(untouched, example));
    }
  } finally {
    await untouched.close();
  }
  return recorded;
}

const failsAtOnce = { VENDOR_RETRIES: '0' };

async function recordAlone(example: WorkedExample): Promise<Recorded> {
  const service = await startDemoService(failsAtOnce);
  try {
    return await run(service, example);
  } finally {
    await service.close();
  }
}

async function run(service: DemoService, example: WorkedExample): Promise<Recorded> {
  let taken: Record<string, unknown> = {};
  for (const { faults = {}, take = {}, ...operation } of example.before ?? []) {
    for (const [vendor, fault] of Object.entries(faults)) await switchFault(service, vendor, fault);
    const answer = await ask(service, operation, {});
    const found = Object.entries(take).map(([name, place]) => [name, valueAt(answer, place)] as const);
    taken = { ...taken, ...Object.fromEntries(found) };
  }
  const answer = await ask(service, example, taken);
  return stable({ variables: { ...example.variables, ...taken }, answer }, others);
}

async function ask({ url }: DemoService, operation: Operation, taken: Readonly<Record<string, unknown>>) {
  const { document: query, timeout, variables } = operation;
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(timeout === undefined ? {} : { 'x-peoplegraph-timeout-ms': String(timeout) }),
    },
    body: JSON.stringify({ query, variables: { ...variables, ...taken } }),
  });
  return (await response.json()) as unknown;
}

async function switchFault({ controlUrl }: DemoService, vendor: string, fault: unknown): Promise<void> {
  const response = await fetch(`${controlUrl}/vendors/${vendor}/faults`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`The fault of ${vendor} was refused: ${await response.text()}`);
}

/** What an answer has at a place such as `data.track.write.id`. @throws Error where it has nothing there. */
function valueAt(answer: unknown, place: string): unknown {
  const value = place
    .split('.')
    .reduce<unknown>((part, step) => (part as Record<string, unknown> | null | undefined)?.[step], answer);
  if (value === undefined) throw new Error(`There is no ${place} in ${JSON.stringify(answer)}.`);
  return value;
}
