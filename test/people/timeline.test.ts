import { usePeople } from './support.js';

const at = usePeople();

const fields = `
  nodes { kind actor groupIds write { kind state } record { vendor recordId } rule }
  pageInfo { hasNextPage endCursor }
`;

const timeline = async (first: number, after: string | null = null) => {
  const { data, errors } = await at.server.ask(
    `query ($first: Int!, $after: String) { person(by: { userId: "1" }) { timeline(first: $first, after: $after) { ${fields} } } }`,
    { first, after },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.person.timeline;
};

beforeAll(async () => {
  await at.find({ userId: '1' });
  await at.server.ask('mutation { updateUser(input: { id: 1, displayName: "Countess" }) { write { id } } }');
  await at.server.ask('mutation { addToGroup(input: { userId: "1", groupId: "countesses" }) { write { id } } }');
  await at.server.ask(
    'mutation { updateContacts(input: { contacts: [{ id: 2, title: "Mr" }, { id: 1, title: "Countess" }] }) { write { id } } }',
  );
});

it('shows what was written, which groups were joined, and what was linked, the newest first, with its actor', async () => {
  const { nodes } = await timeline(10);

  expect(nodes[0]).toMatchObject({
    kind: 'WRITE',
    actor: 'anonymous',
    write: { kind: 'UPDATE_CONTACTS', state: 'DELIVERED' },
  });
  expect(nodes[1]).toMatchObject({ kind: 'JOINED_GROUP', groupIds: ['countesses'], write: { kind: 'ADD_TO_GROUP' } });
  expect(nodes[2]).toMatchObject({ kind: 'WRITE', groupIds: [], write: { kind: 'UPDATE_USER' }, record: null });
  const linked = nodes.slice(3);
  expect(linked.map(({ kind, actor }: { kind: string; actor: string }) => `${kind} by ${actor}`)).toEqual(
    linked.map(() => 'LINKED by rules'),
  );
  expect(linked.map(({ record }: { record: { vendor: string } }) => record.vendor).sort()).toEqual([
    'CHATWOOT',
    'NUMI',
    'PERFEX',
  ]);
});

it('comes in pages that together are the whole', async () => {
  const whole = (await timeline(100)).nodes;
  const paged: unknown[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: { nodes: unknown[]; pageInfo: { hasNextPage: boolean; endCursor: string } } = await timeline(2, after);
    paged.push(...page.nodes);
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  expect(paged).toEqual(whole);
});

it('refuses a cursor of another list', async () => {
  const { errors } = await at.server.ask('{ person(by: { userId: "1" }) { timeline(after: "abc") { nodes { id } } } }');
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: ['after'] } }]);
});

describe('exportPerson', () => {
  const document = async () => {
    const { data, errors } = await at.server.ask('{ exportPerson(by: { userId: "1" }) }');
    if (errors && !data) throw new Error(JSON.stringify(errors));
    return data.exportPerson;
  };

  it('answers all that the vendors and this service hold as one document, without secrets', async () => {
    await at.server.ask(
      'mutation { updateUser(input: { id: 1, password: "Secret-1!", delivery: ASYNC }) { write { id } } }',
    );

    const all = await document();

    expect(all).toMatchObject({
      profiles: [{ phoneNumber: '+4930901820', dateOfBirth: '1815-12-10' }],
      users: [{ id: '1', email: 'ada.lovelace@example.com' }],
      contacts: [{ id: '1', customerId: expect.any(String) }],
      unavailable: [],
      truncated: [],
    });
    expect(all.memberships.map(({ groupId }: { groupId: string }) => groupId)).toContain('countesses');
    expect(all.links).toHaveLength(4);
    expect(all.timeline.length).toBeGreaterThan(5);
    const text = JSON.stringify(all);
    expect(text).not.toContain('Secret-1!');
    expect(text).not.toMatch(/access_?token|pubsub|hmac|"password"/i);
  });

  it('holds of a bulk write the items about the person only', async () => {
    const { timeline: events } = await document();
    const bulk = events.find(({ write }: { write?: { kind: string } }) => write?.kind === 'UPDATE_CONTACTS');
    expect(bulk.items).toHaveLength(1);
  });

  it('names the vendor that could not be asked, and answers null for nobody', async () => {
    at.server.simulators.perfex.setFaults({ errorRate: 1 });
    expect(await document()).toMatchObject({
      contacts: [],
      unavailable: [{ vendor: 'PERFEX', code: 'VENDOR_UNAVAILABLE' }],
      users: [{ id: '1' }],
    });
    at.server.reset();
    const { data, errors } = await at.server.ask('{ exportPerson(by: { email: "nobody@example.com" }) }');
    expect({ data, errors }).toEqual({ data: { exportPerson: null }, errors: undefined });
  });
});
