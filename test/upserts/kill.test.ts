import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Replicas } from '../../scripts/kill-writes/replicas.js';
import { openStore, type StoreName } from '../../scripts/kill-writes/stores.js';
import { Vendor } from '../../src/domain/vendor.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { SimulatedCall } from '../../src/vendors/simulator.js';
import { describeWithPostgres } from '../support/postgres.js';
import { buildService } from '../support/built-service.js';
import { askProcess } from '../support/process.js';
import { environmentOf } from '../support/simulated-vendors.js';

const people = 12;
const kills = 3;

let service: Awaited<ReturnType<typeof buildService>>;
beforeAll(async () => {
  service = await buildService();
});

interface Answer {
  readonly upsert?: { readonly state: string; readonly outcomes: readonly unknown[] } | null;
  readonly upsertPerson?: { readonly upsert: { readonly id: string } };
  readonly person?: {
    readonly otherMatches: readonly string[];
    readonly links: readonly { readonly vendor: string }[];
  };
}

const emailOf = (person: number): string => `killed-${person}@example.com`;

const upsertOf = (person: number): string => `mutation { upsertPerson(input: {
  by: { email: "${emailOf(person)}" }, givenName: "Given${person}", familyName: "Family${person}",
  email: "${emailOf(person)}", phoneNumber: "+491511234${1_000 + person}", metadata: { number: ${person} },
  vendors: [NUMI, CHATWOOT, PERFEX, PERSIO], customerId: "1", joinGroups: ["killed"],
  idempotencyKey: "person-${person}", delivery: ASYNC }) { upsert { id } } }`;

/** What upserts came to whose service was killed again and again, and what the vendors got of them. */
async function killUpserts(storeName: StoreName) {
  const directory = await mkdtemp(join(tmpdir(), 'peoplegraph-kill-'));
  // The vendors live in this process, and outlive the service.
  const sandbox = await startSandbox({ vendors: Object.values(Vendor), controlPort: 0 });
  const simulators = Object.values(sandbox.simulators);
  for (const simulator of simulators) simulator.setFaults({ latency: 30, quota: 1_000_000 });
  const store = await openStore[storeName](directory, false);
  const settings = {
    LOG_LEVEL: 'error',
    OPERATION_TIMEOUT_MS: '1000',
    VENDOR_TIMEOUT_MS: '500',
    WRITE_LEASE_RESERVE_SECONDS: '1',
  };
  const replicas = new Replicas(
    service.main,
    { ...environmentOf(simulators), ...settings, ...store.environment },
    directory,
  );
  /** Asked until there is an answer: the service may be gone at any moment. */
  const ask = async (query: string): Promise<Answer> => {
    for (let asked = 0; asked < 1_000; asked += 1) {
      const { data, errors } = await askProcess(replicas.url, query).catch(() => ({ data: null, errors: undefined }));
      if (data && !errors) return data;
      await pause(20);
    }
    throw new Error('The service does not answer any more.');
  };
  const begin = async (person: number): Promise<string> =>
    (await ask(upsertOf(person))).upsertPerson?.upsert.id as string;
  const untilEnded = async (id: string): Promise<string> => {
    for (;;) {
      const { upsert } = await ask(
        `{ upsert(id: "${id}") { state outcomes { vendor state error { code message } } } }`,
      );
      if (upsert?.state !== 'PENDING') return upsert?.state === 'DELIVERED' ? upsert.state : JSON.stringify(upsert);
      await pause(20);
    }
  };
  try {
    await replicas.start();
    const everybody = Array.from({ length: people }, (_, person) => person);
    const ids: string[] = [];
    const begun = (async () => {
      for (const person of everybody) ids.push(await begin(person));
    })();
    for (let kill = 1; kill <= kills; kill += 1) {
      while (ids.length < (kill * people) / (kills + 1)) await pause(1);
      await pause(Math.random() * 150);
      await replicas.kill();
    }
    await begun;
    const states = await Promise.all(ids.map(untilEnded));
    const calls = simulators.map(({ vendor, calls: seen }): [Vendor, readonly SimulatedCall[]] => [vendor, seen]);
    const found = await Promise.all(
      everybody.map((person) =>
        ask(`{ person(by: { email: "${emailOf(person)}" }) {
      otherMatches links { vendor } } }`),
      ),
    );
    return {
      states,
      again: await Promise.all(everybody.map(begin)),
      ids,
      linked: found.map(({ person }) => [person?.otherMatches, person?.links.map(({ vendor }) => vendor).toSorted()]),
      calls: Object.fromEntries(calls) as Record<Vendor, readonly SimulatedCall[]>,
    };
  } finally {
    await replicas.close();
    await store.close();
    await sandbox.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** By what the vendor tells a repeat from a new call: how many different ones it was sent. */
const distinct = (
  calls: readonly SimulatedCall[],
  isMeant: (call: SimulatedCall) => boolean,
  mark: (call: SimulatedCall) => unknown,
) => new Set(calls.filter(isMeant).map((call) => JSON.stringify(mark(call)))).size;

async function expectEachOnce(store: StoreName): Promise<void> {
  const { states, ids, again, linked, calls } = await killUpserts(store);
  expect(states).toEqual(ids.map(() => 'DELIVERED'));
  expect(again).toEqual(ids);
  expect(linked).toEqual(ids.map(() => [[], ['CHATWOOT', 'NUMI', 'PERFEX', 'PERSIO']]));
  const bodyOf = ({ body }: SimulatedCall) => body as Record<string, unknown>;
  const isPost =
    (url: string) =>
    (call: SimulatedCall): boolean =>
      call.method === 'POST' && call.url === url;
  expect({
    numi: distinct(calls.NUMI, isPost('/profiles'), bodyOf),
    chatwoot: distinct(calls.CHATWOOT, isPost('/platform/api/v1/users'), bodyOf),
    perfex: distinct(calls.PERFEX, isPost('/api/contacts'), ({ headers }) => headers['idempotency-key']),
    identify: distinct(calls.PERSIO, isPost('/v1/identify'), (call) => bodyOf(call)['messageId']),
    group: distinct(calls.PERSIO, isPost('/v1/group'), (call) => bodyOf(call)['messageId']),
  }).toEqual({ numi: people, chatwoot: people, perfex: people, identify: people, group: people });
}

it('upserts whose service is killed three times leave no vendor out, and write nothing twice', async () => {
  await expectEachOnce('embedded');
});

describeWithPostgres('on PostgreSQL', () => {
  it('upserts whose service is killed three times leave no vendor out, and write nothing twice', async () => {
    await expectEachOnce('postgres');
  });
});
