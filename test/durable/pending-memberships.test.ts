import { startServer, type TestServer } from '../support/server.js';
import { readWrite, untilState } from './support.js';

let server: TestServer;
beforeEach(async () => {
  server = await startServer({ PERSIO_USER_ID: 'CHATWOOT_USER' });
});
afterEach(() => server.close());

interface Membership {
  readonly id: string;
  readonly userId: string | null;
  readonly traits: Record<string, unknown>;
  readonly status: string;
  readonly joinedAt: string;
  readonly observedAt: string | null;
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: Membership }[];
}

const selection = '{ id userId traits status joinedAt observedAt }';

const add = (input: Record<string, unknown>) =>
  server.ask<{ addToGroup: { timestamp: string; membership: Membership | null; write: { id: string } } }>(
    `mutation ($input: AddToGroupInput!) {
      addToGroup(input: $input) { timestamp membership ${selection} write { id } } }`,
    { input: { userId: '1', groupId: 'flyers', ...input } },
  );

/** The same list from each side: of the group, of the member, and of the user who is the member. */
async function lists(): Promise<{ group: Page; member: Page; user: { memberships: Page } }> {
  const page = `{ edges { cursor node ${selection} } }`;
  const { data } = await server.ask<Awaited<ReturnType<typeof lists>>>(`{
    group: groupMemberships(groupId: "flyers") ${page}
    member: groupMemberships(userId: "1") ${page}
    user(id: "1") { memberships ${page} }
  }`);
  return data;
}

const find = async (): Promise<Membership | null> => {
  const { data } = await server.ask<{ groupMembership: Membership | null }>(
    `{ groupMembership(userId: "1", groupId: "flyers") ${selection} }`,
  );
  return data.groupMembership;
};

const steer = async (name: 'retryWrite' | 'cancelWrite', id: string): Promise<void> => {
  const { errors } = await server.ask(`mutation ($id: ID!) { ${name}(input: { id: $id }) { write { id } } }`, { id });
  expect(errors).toBeUndefined();
};

it('a membership that is pending is answered, found and listed as such, and stays in its place when it is accepted', async () => {
  server.simulators.persio.setFaults({ outage: true });
  const { data } = await add({ traits: { role: 'pilot' }, delivery: 'ASYNC' });
  const { membership, timestamp, write } = data.addToGroup;
  expect(membership).toEqual({
    id: expect.any(String),
    userId: '1',
    traits: { role: 'pilot' },
    status: 'PENDING',
    joinedAt: timestamp,
    observedAt: null,
  });
  expect(await find()).toEqual(membership);
  const before = await lists();
  expect(before.group.edges.map(({ node }) => node)).toEqual([membership]);
  expect(before.member.edges.map(({ node }) => node.status)).toEqual(['ACCEPTED', 'ACCEPTED', 'PENDING']);
  expect(before.user.memberships).toEqual(before.member);

  server.simulators.persio.setFaults({ outage: false });
  await untilState(server, write.id, 'DELIVERED');
  const accepted = { ...membership, status: 'ACCEPTED', observedAt: expect.any(String) };
  expect(await find()).toEqual(accepted);
  const after = await lists();
  expect(after.group.edges).toEqual([{ cursor: before.group.edges[0]?.cursor, node: accepted }]);
  expect(after.member.edges.map(({ cursor }) => cursor)).toEqual(before.member.edges.map(({ cursor }) => cursor));
});

it('several items that are pending are listed, and those that Persio refuses for good are not', async () => {
  server.simulators.persio.setFaults({ errorRate: 1, errorStatus: 503 });
  // What is over 32 KB is never sent.
  const tooLarge = { text: 'x'.repeat(33_000) };
  const { data } = await server.ask<{
    addToGroups: {
      write: { id: string };
      results: { payload: { membership: Membership | null } | null; error: { code: string } | null }[];
    };
  }>(
    `mutation ($large: JSONObject!) { addToGroups(input: { delivery: ASYNC, memberships: [
      { userId: "1", groupId: "flyers" }, { userId: "2", groupId: "flyers", traits: $large }] }) {
      write { id } results { payload { membership ${selection} } error { code } } } }`,
    { large: tooLarge },
  );
  const { write, results } = data.addToGroups;
  expect(results[0]?.payload?.membership).toMatchObject({ userId: '1', status: 'PENDING' });
  while (!(await readWrite(server, write.id))?.lastError);
  const { group } = await lists();
  expect(group.edges.map(({ node }) => `${node.userId} ${node.status}`)).toEqual(['1 PENDING']);
});

it('a membership whose write was given up is gone, and is there again once the write is revived', async () => {
  server.simulators.persio.setFaults({ errorRate: 1, errorStatus: 503 });
  const { errors } = await add({});
  const { writeId = '' } = errors?.[0]?.extensions as { writeId?: string };
  expect(await readWrite(server, writeId)).toMatchObject({ state: 'DEAD' });
  expect(await find()).toBeNull();

  await steer('retryWrite', writeId);
  expect(await find()).toMatchObject({ status: 'PENDING', observedAt: null });
  server.simulators.persio.setFaults({ errorRate: 0 });
  await untilState(server, writeId, 'DELIVERED');
  expect(await find()).toMatchObject({ status: 'ACCEPTED' });
});

it('a membership whose write is cancelled is gone', async () => {
  server.simulators.persio.setFaults({ quota: 0 });
  const { write } = (await add({ delivery: 'ASYNC' })).data.addToGroup;
  // Between two attempts, of which the second is a minute away.
  while (!(await readWrite(server, write.id))?.lastError);
  expect(await find()).toMatchObject({ status: 'PENDING' });
  await steer('cancelWrite', write.id);
  expect(await find()).toBeNull();
});

it('a late retry overwrites no newer state, neither while it is pending nor when it is delivered', async () => {
  const [early, late] = ['2024-03-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z'];
  server.simulators.persio.setFaults({ errorRate: 1, errorStatus: 503 });
  const { errors } = await add({ timestamp: early, traits: { role: 'student', since: 2024 } });
  const { writeId = '' } = errors?.[0]?.extensions as { writeId?: string };
  server.simulators.persio.setFaults({ errorRate: 0 });
  const newer = (await add({ timestamp: late, traits: { role: 'pilot' } })).data.addToGroup.membership;
  expect(newer).toMatchObject({ status: 'ACCEPTED', traits: { role: 'pilot' }, joinedAt: late });

  server.simulators.persio.setFaults({ errorRate: 1 });
  await steer('retryWrite', writeId);
  expect(await readWrite(server, writeId)).toMatchObject({ state: 'PENDING' });
  expect(await find()).toEqual(newer);
  server.simulators.persio.setFaults({ errorRate: 0 });
  await untilState(server, writeId, 'DELIVERED');
  expect(await find()).toMatchObject({ traits: { role: 'pilot', since: 2024 }, joinedAt: early, status: 'ACCEPTED' });
});
