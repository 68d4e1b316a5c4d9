import { errorsOf } from '../graphql/mutations/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { untilThere } from '../support/until.js';
import { hurry, readWrite, untilCalled, untilState, writeSelection, type WriteView } from './support.js';

let server: TestServer;
beforeEach(async () => {
  // Whoever waits has time for two calls that time out, and for the pauses between them.
  server = await startServer({ VENDOR_TIMEOUT_MS: '1000', OPERATION_TIMEOUT_MS: '25000' });
});
afterEach(() => server.close());

const setProfile = (input: Record<string, unknown>, headers: Record<string, string> = {}) =>
  server.ask<{ setProfile: { write: WriteView; profile: { firstName: string } | null } }>(
    `mutation ($input: SetProfileInput!) { setProfile(input: $input) { write ${writeSelection} profile { firstName } } }`,
    { input: { phoneNumber: '+4930901820', ...input } },
    headers,
  );

/** The write as soon as an attempt at it has failed in this way, and the next one is still to come. */
const untilPostponed = (id: string, code: string) =>
  untilThere(async () => {
    const write = await readWrite(server, id);
    return write?.lastError?.code === code && attemptsOf(write).next > attemptsOf(write).last ? write : undefined;
  }, `That the write ${id} is postponed`);

const attemptsOf = ({ lastAttemptAt, nextAttemptAt }: WriteView) => ({
  last: Date.parse(lastAttemptAt ?? ''),
  next: Date.parse(nextAttemptAt ?? ''),
});

const firstNames = () =>
  server.simulators.numi.calls
    .filter(({ method }) => method === 'POST')
    .map(({ body }) => (body as { first_name: string }).first_name);

describe('a vendor that is out of order', () => {
  it('leaves a write with a key pending, with its reason, and gets it when it is back', async () => {
    server.simulators.numi.setFaults({ errorRate: 1, errorStatus: 503 });
    const { data, errors } = await setProfile({ firstName: 'Later', idempotencyKey: 'k' }, hurry);
    expect(errors).toBeUndefined();
    expect(data.setProfile).toMatchObject({ profile: null, write: { state: 'PENDING', endedAt: null } });
    const { id } = data.setProfile.write;
    expect(await untilPostponed(id, 'VENDOR_UNAVAILABLE')).toMatchObject({ state: 'PENDING', endedAt: null });

    server.simulators.numi.setFaults({ errorRate: 0 });
    const write = await untilState(server, id, 'DELIVERED');
    expect(write.attempts).toBeGreaterThan(1);
    expect(write.lastError).toBeNull();
    expect(await setProfile({ firstName: 'Later', idempotencyKey: 'k' })).toMatchObject({
      data: { setProfile: { write: { id, state: 'DELIVERED' }, profile: { firstName: 'Later' } } },
    });
  });

  it('is waited for as long as the deadline lets it: its return is in the answer', async () => {
    server.simulators.numi.setFaults({ errorRate: 1, errorStatus: 503 });
    const answer = setProfile({ firstName: 'Waited', idempotencyKey: 'k' });
    await untilCalled(server.simulators.numi, 1);
    server.simulators.numi.setFaults({ errorRate: 0 });
    expect((await answer).data.setProfile).toMatchObject({
      write: { state: 'DELIVERED', attempts: 2 },
      profile: { firstName: 'Waited' },
    });
  });

  it('is an error for whoever waits without a key, and the write is given up: its caller repeats it', async () => {
    server.simulators.numi.setFaults({ errorRate: 1, errorStatus: 503 });
    const answer = await setProfile({ firstName: 'Once' });
    expect(errorsOf(answer)).toEqual([{ path: ['setProfile'], code: 'VENDOR_UNAVAILABLE', vendor: 'NUMI' }]);
    const { writeId = '' } = answer.errors?.[0]?.extensions as { writeId?: string };
    expect(await readWrite(server, writeId)).toMatchObject({
      state: 'DEAD',
      lastError: { code: 'VENDOR_UNAVAILABLE' },
    });
    expect(firstNames()).toHaveLength(1);
  });

  it('is not asked before the time that it names', async () => {
    server.simulators.persio.setFaults({ quota: 0 });
    const { data } = await server.ask<{ track: { write: WriteView } }>(
      `mutation { track(input: { userId: "1", event: "e", delivery: ASYNC }) { write ${writeSelection} } }`,
    );
    const { last, next } = attemptsOf(await untilPostponed(data.track.write.id, 'VENDOR_RATE_LIMITED'));
    // The minute of the simulated quota has begun just now.
    expect(next - last).toBeGreaterThan(30_000);
  });
});

describe('a restart', () => {
  it('delivers what was pending', async () => {
    server.simulators.chatwoot.setFaults({ outage: true });
    const { data } = await server.ask<{ createUser: { user: null; write: WriteView } }>(
      `mutation { createUser(input: { name: "N", email: "n@example.com", delivery: ASYNC }) { user { id } write ${writeSelection} } }`,
    );
    expect(data.createUser.user).toBeNull();
    await untilCalled(server.simulators.chatwoot, 1);
    await server.restart();
    server.simulators.chatwoot.setFaults({ outage: false });
    await untilState(server, data.createUser.write.id, 'DELIVERED');
  });

  it('records the membership that was pending', async () => {
    server.simulators.persio.setFaults({ outage: true });
    const { data } = await server.ask<{ addToGroup: { membership: null; write: WriteView } }>(
      `mutation { addToGroup(input: { userId: "7", groupId: "g", delivery: ASYNC }) { membership { id } write ${writeSelection} } }`,
    );
    await untilCalled(server.simulators.persio, 1);
    await server.restart();
    const read = () => server.ask('{ groupMembership(userId: "7", groupId: "g") { status } }');
    expect((await read()).data).toEqual({ groupMembership: { status: 'PENDING' } });
    server.simulators.persio.setFaults({ outage: false });
    await untilState(server, data.addToGroup.write.id, 'DELIVERED');
    expect((await read()).data).toEqual({ groupMembership: { status: 'ACCEPTED' } });
  });
});

describe('a repeat that the vendor can tell', () => {
  it('of a creation in Chatwoot owns up to the user whom the first attempt made', async () => {
    const create = { name: 'N', email: 'n@example.com', idempotencyKey: 'k' };
    // It creates the user, and its answer comes too late.
    server.simulators.chatwoot.setFaults({ latency: 1_200 });
    const answer = server.ask<{ createUser: { outcome: string; write: WriteView } }>(
      `mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome write ${writeSelection} } }`,
      { input: create },
    );
    await untilCalled(server.simulators.chatwoot, 1);
    server.simulators.chatwoot.setFaults({ latency: 1_200 });
    await untilCalled(server.simulators.chatwoot, 2);
    server.simulators.chatwoot.setFaults({ latency: 0 });
    const { outcome, write } = (await answer).data.createUser;
    expect([outcome, write.state, write.attempts > 1]).toEqual(['CREATED', 'DELIVERED', true]);
  });

  it('of a creation in Perfex has the same Idempotency-Key', async () => {
    server.simulators.perfex.setFaults({ outage: true });
    const answer = server.ask<{ createContact: { write: WriteView } }>(
      `mutation { createContact(input: { customerId: "1", firstName: "F", lastName: "L", email: "f@example.com", idempotencyKey: "k" }) { write ${writeSelection} } }`,
    );
    await untilCalled(server.simulators.perfex, 1);
    server.simulators.perfex.setFaults({ outage: false });
    const { id } = (await answer).data.createContact.write;
    const keys = server.simulators.perfex.calls.map(({ headers }) => headers['idempotency-key']);
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys)).toEqual(new Set([id]));
  });

  it('of a change in Perfex is not made where the first attempt has made it', async () => {
    server.simulators.perfex.setFaults({ latency: 100 });
    const answer = server.ask<{ updateContact: { write: WriteView } }>(
      `mutation { updateContact(input: { id: "1", title: "Once", idempotencyKey: "k" }) { write ${writeSelection} } }`,
    );
    // The read is answered in time, and the change is not.
    await untilCalled(server.simulators.perfex, 1);
    // It is made well before the next attempt.
    server.simulators.perfex.setFaults({ latency: 1_050 });
    await untilCalled(server.simulators.perfex, 2);
    server.simulators.perfex.setFaults({ latency: 0 });
    expect((await answer).data.updateContact.write).toMatchObject({ state: 'DELIVERED', attempts: 2 });
    expect(server.simulators.perfex.calls.filter(({ method }) => method === 'PUT')).toHaveLength(1);
  });

  it('of a deletion finds nothing any more, and that is well', async () => {
    const answer = server.ask<{ deleteContact: { write: WriteView } }>(
      `mutation { deleteContact(input: { id: "2", idempotencyKey: "k" }) { write ${writeSelection} } }`,
    );
    server.simulators.perfex.setFaults({ latency: 1_200 });
    await untilCalled(server.simulators.perfex, 2);
    server.simulators.perfex.setFaults({ latency: 0 });
    const { state, attempts } = (await answer).data.deleteContact.write;
    expect([state, attempts > 1]).toEqual(['DELIVERED', true]);
    expect((await server.ask('mutation { deleteContact(input: { id: "2" }) { contactId } }')).errors).toHaveLength(1);
  });
});

describe('the order of writes', () => {
  it('to one record is that of their commit, across an outage and both ways of delivery', async () => {
    server.simulators.numi.setFaults({ outage: true });
    const names = Array.from({ length: 6 }, (_, index) => `n${index}`);
    const ids: string[] = [];
    for (const firstName of names) {
      const { data } = await setProfile({ firstName, delivery: 'ASYNC' });
      ids.push(data.setProfile.write.id);
    }
    await untilCalled(server.simulators.numi, 1);
    const before = server.simulators.numi.calls.length;
    server.simulators.numi.setFaults({ outage: false });
    await untilState(server, ids.at(-1) ?? '', 'DELIVERED');
    expect(new Set(firstNames().slice(0, before))).toEqual(new Set(['n0']));
    expect(firstNames().slice(before)).toEqual(names);
  });

  it('to one record holds for somebody who waits behind others', async () => {
    server.simulators.numi.setFaults({ latency: 50 });
    const names = Array.from({ length: 8 }, (_, index) => `w${index}`);
    const answers = await Promise.all(names.map((firstName) => setProfile({ firstName })));
    expect(answers.map(({ data }) => data.setProfile.write.state)).toEqual(names.map(() => 'DELIVERED'));
    const sent = firstNames();
    expect(sent.toSorted()).toEqual(names);
    const committed = answers
      .map(({ data }, index) => ({ at: data.setProfile.write.lastAttemptAt ?? '', name: names[index] }))
      .sort((one, other) => one.at.localeCompare(other.at));
    expect(sent).toEqual(committed.map(({ name }) => name));
  });
});

it('several items are one write, of which only those are repeated that failed', async () => {
  server.simulators.persio.setFaults({ errorRate: 0.5, errorStatus: 503 });
  const { data } = await server.ask<{ addToGroups: { write: WriteView; results: { payload: object; error: null }[] } }>(
    `mutation { addToGroups(input: { idempotencyKey: "k", memberships: [
      { userId: "1", groupId: "g" }, { userId: "2", groupId: "g" }, { userId: "3", groupId: "g" }, { userId: "4", groupId: "g" }] }) {
      write ${writeSelection} results { payload { messageId membership { userId } } error { code } } } }`,
  );
  expect(data.addToGroups.write).toMatchObject({ state: 'DELIVERED', kind: 'ADD_TO_GROUPS' });
  expect(data.addToGroups.results.map(({ error }) => error)).toEqual([null, null, null, null]);
  const { received, calls } = server.simulators.persio;
  expect(received.map(({ userId }) => userId).toSorted()).toEqual(['1', '2', '3', '4']);
  expect(calls.filter(({ status }) => status === 200)).toHaveLength(4);
});
