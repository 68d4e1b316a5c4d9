import type { MembershipLedger } from '../../src/domain/ledgers.js';
import type { EventSource } from '../../src/domain/sources.js';
import { ErrorCode, PeoplegraphError } from '../../src/errors.js';
import { until } from '../support/until.js';
import { broken, startBrokenServer } from './broken-server.js';

const now = new Date();

/** Persio accepts everything; the ledger is out of order. */
const accepting = {
  group: async ({ userId }: { userId?: string }) => ({
    userId: userId ?? null,
    anonymousId: null,
    messageId: 'message',
    timestamp: now,
    acceptedAt: now,
  }),
} as Partial<EventSource> as EventSource;

let server: Awaited<ReturnType<typeof startBrokenServer>>;
beforeAll(async () => {
  server = await startBrokenServer(
    () => new Error('not part of this test'),
    ({ sources }) => ({
      sources: { ...sources, events: accepting },
      memberships: broken<MembershipLedger>(
        () => new PeoplegraphError(ErrorCode.STORE_UNAVAILABLE, 'The store failed.', { cause: new Error('disk full') }),
      ),
    }),
  );
});
afterAll(() => server.close());

async function ask(query: string, headers: Record<string, string> = {}) {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as { data: unknown; errors?: { path: string[]; extensions: unknown }[] };
}

it('a membership that cannot be read is STORE_UNAVAILABLE in its own field, and no fault of a vendor', async () => {
  const { data, errors } = await ask('{ __typename groupMembership(userId: "1", groupId: "a") { status } }');

  expect(data).toEqual({ __typename: 'Query', groupMembership: null });
  expect(errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'STORE_UNAVAILABLE', retryable: true }]);
});

it('a join that Persio accepted and that could not be noted is pending, and not failed; the log has the reason', async () => {
  const { data, errors } = await ask(
    'mutation { addToGroup(input: { userId: "1", groupId: "a" }) { userId membership { status } write { state } } }',
    { 'x-peoplegraph-timeout-ms': '300' },
  );

  // What is known of the membership cannot be read either.
  expect(errors?.map(({ path, extensions }) => [path, extensions])).toEqual([
    [['addToGroup', 'membership'], { code: 'STORE_UNAVAILABLE', retryable: true }],
  ]);
  expect(data).toEqual({ addToGroup: { userId: '1', membership: null, write: { state: 'PENDING' } } });
  const failures = () => server.log().filter(({ level }) => level === 50);
  // The deadline may pass before the store has failed.
  await until(() => failures().length > 0, 'The failure in the log');
  expect(failures()).toEqual([
    expect.objectContaining({
      msg: 'write postponed',
      error: expect.objectContaining({ code: 'STORE_UNAVAILABLE', cause: expect.anything() as unknown }) as unknown,
    }),
  ]);
});
