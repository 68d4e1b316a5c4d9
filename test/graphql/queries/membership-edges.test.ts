import { startServer, type TestServer } from '../../support/server.js';

/** Ada Lovelace by each kind of id that a company may send to Persio, and the edges that it opens. */
const kinds = [
  { kind: 'CHATWOOT_USER', ada: '1', edge: 'user', owner: 'user(id: "1")' },
  { kind: 'PERFEX_CONTACT', ada: '1', edge: 'contact', owner: 'contact(id: "1")' },
  { kind: 'NUMI_PHONE', ada: '+4930901820', edge: 'profile', owner: 'profile(phoneNumber: "+4930901820")' },
  { kind: 'OWN', ada: 'person-0001', edge: undefined, owner: undefined },
];
const adaBehind: Readonly<Record<string, object>> = {
  user: { id: '1', name: 'Ada Lovelace' },
  contact: { id: '1', firstName: 'Ada' },
  profile: { phoneNumber: '+4930901820', firstName: 'Ada' },
};
const noEdges = { user: null, contact: null, profile: null };
const edges = `user { id name } contact { id firstName } profile { phoneNumber firstName }`;

describe.each(kinds)('PERSIO_USER_ID=$kind', ({ kind, ada, edge, owner }) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ PERSIO_USER_ID: kind });
  });
  afterAll(() => server.close());

  it(`leads from a membership ${edge ? `to its ${edge} and nowhere else` : 'nowhere'}`, async () => {
    const { data, errors } = await server.ask(
      `query ($userId: ID!) { groupMembership(userId: $userId, groupId: "mathematicians") { userId ${edges} } }`,
      { userId: ada },
    );

    expect(errors).toBeUndefined();
    expect(data.groupMembership).toEqual({ userId: ada, ...noEdges, ...(edge && { [edge]: adaBehind[edge] }) });
  });

  it(`leads to memberships from ${edge ? `a ${edge} and from nothing else` : 'nothing'}`, async () => {
    const memberships = `memberships { nodes { userId groupId } }`;
    const { data, errors } = await server.ask(`{
      user(id: "1") { ${memberships} }
      contact(id: "1") { ${memberships} }
      profile(phoneNumber: "+4930901820") { ${memberships} }
    }`);

    const ofAda = {
      memberships: {
        nodes: [
          { userId: ada, groupId: 'mathematicians' },
          { userId: ada, groupId: 'newsletter' },
        ],
      },
    };
    const none = { memberships: null };
    expect(errors).toBeUndefined();
    expect(data).toEqual({ user: none, contact: none, profile: none, ...(edge && { [edge]: ofAda }) });
  });

  it.each(['999999', '+493012345678', 'somebody', '0', '007', 'search', '../1'])(
    'answers null behind a member who is nobody: %j',
    async (userId) => {
      const { data, errors } = await server.ask(
        `mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { membership { userId ${edges} } } }`,
        { input: { userId, groupId: 'strangers' } },
      );

      expect(errors).toBeUndefined();
      expect(data.addToGroup.membership).toEqual({ userId, ...noEdges });
    },
  );

  it('answers null behind an anonymous member, though the id would fit', async () => {
    const { data } = await server.ask(
      `mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { membership { userId ${edges} } } }`,
      { input: { anonymousId: ada, groupId: 'strangers' } },
    );

    expect(data.addToGroup.membership).toEqual({ userId: null, ...noEdges });
  });

  if (!owner) return;

  it('pages through the memberships of a record', async () => {
    const page = `query ($after: String) {
      ada: ${owner} { memberships(first: 1, after: $after) { nodes { groupId } pageInfo { hasNextPage endCursor } } }
    }`;
    const first = (await server.ask(page)).data.ada.memberships;
    const second = (await server.ask(page, { after: first.pageInfo.endCursor })).data.ada.memberships;

    expect(first).toMatchObject({ nodes: [{ groupId: 'mathematicians' }], pageInfo: { hasNextPage: true } });
    expect(second).toMatchObject({ nodes: [{ groupId: 'newsletter' }], pageInfo: { hasNextPage: false } });
  });
});

it('takes users for the members unless told otherwise, in the sandbox', async () => {
  const server = await startServer();
  try {
    const { data } = await server.ask(`{ groupMembership(userId: "1", groupId: "newsletter") { ${edges} } }`);

    expect(data.groupMembership).toEqual({ ...noEdges, user: adaBehind['user'] });
  } finally {
    await server.close();
  }
});
