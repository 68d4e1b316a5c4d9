import { startServer, type TestServer } from '../support/server.js';
import { askEntities, placesOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer({ DEFAULT_REGION: 'DE', IDENTITY_BLOCKED: '@blocked.example.com' });
});
afterAll(() => server.close());

const ada = { phoneNumber: '+4930901820', email: 'ada.lovelace@example.com' };
const idOf = async (by: string): Promise<string> => {
  const { data } = await server.ask<{ person: { id: string } }>(`{ person(by: { ${by} }) { id } }`);
  return data.person.id;
};

describe('a reference', () => {
  it.each([
    [
      'to a profile, by its phone number',
      { __typename: 'Profile', phoneNumber: ada.phoneNumber },
      { firstName: 'Ada' },
    ],
    ['to a user, by id', { __typename: 'User', id: '2' }, { id: '2', name: 'Grace Hooper' }],
    ['to a user, by an id that came as a number', { __typename: 'User', id: 2 }, { id: '2', name: 'Grace Hooper' }],
    ['to a contact, by id', { __typename: 'Contact', id: '1' }, { id: '1', lastName: 'Lovelace' }],
    [
      'to a membership, by user and group',
      { __typename: 'GroupMembership', userId: '1', groupId: 'mathematicians' },
      { userId: '1', groupId: 'mathematicians', status: 'ACCEPTED' },
    ],
    [
      'to a person, by phone number',
      { __typename: 'Person', phoneNumber: ada.phoneNumber },
      { called: { full: 'Ada Lovelace' } },
    ],
    [
      'to a person, by e-mail address',
      { __typename: 'Person', email: ada.email },
      { called: { full: 'Ada Lovelace' } },
    ],
  ])('%s is answered, by the interpreter and from the plan alike', async (_, representation, expected) => {
    const first = await askEntities(server, [representation]);
    expect(first.entities).toMatchObject([{ __typename: representation.__typename, ...expected }]);
    expect(first.errors).toEqual([]);
    expect(await askEntities(server, [representation])).toEqual(first);
  });

  it('to a person by id is answered with an id from before a merge, too', async () => {
    const [one, other] = [await idOf('userId: 5'), await idOf('userId: 6')];
    await server.ask(`mutation { mergePeople(input: { personId: "${one}", mergedIds: ["${other}"] }) { personId } }`);

    const { entities } = await askEntities(
      server,
      [one, other].map((id) => ({ __typename: 'Person', id })),
      '... on Person { id redirectedFrom }',
    );
    expect(entities).toEqual([
      { id: one, redirectedFrom: null },
      { id: one, redirectedFrom: other },
    ]);
  });

  it('to nothing is null, without an error', async () => {
    const { entities, errors } = await askEntities(server, [
      { __typename: 'Profile', phoneNumber: '+4930901829' },
      { __typename: 'User', id: '999999' },
      { __typename: 'Contact', id: '999999' },
      { __typename: 'GroupMembership', userId: '1', groupId: 'nothing' },
      { __typename: 'Person', id: '00000000-0000-0000-0000-000000000000' },
    ]);
    expect(entities).toEqual([null, null, null, null, null]);
    expect(errors).toEqual([]);
  });

  it('can stand in the document itself, under an alias and beside other fields', async () => {
    const { data } = await server.ask(
      `query ($id: ID!) {
      one: _entities(representations: [{ __typename: "User", id: $id }, { __typename: "Contact", id: 1 }]) {
        ... on User { name } ... on Contact { profile { firstName } }
      }
      user(id: "1") { name }
    }`,
      { id: '2' },
    );
    expect(data).toEqual({
      one: [{ name: 'Grace Hooper' }, { profile: { firstName: 'Ada' } }],
      user: { name: 'Ada Lovelace' },
    });
  });
});

describe('references of all kinds at once', () => {
  const representations = [
    { __typename: 'Contact', id: '1' },
    { __typename: 'User', id: '1' },
    { __typename: 'Contact', id: '999999' },
    { __typename: 'Contact', id: '2' },
    { __typename: 'Contact', id: '1' },
    { __typename: 'Profile', phoneNumber: ada.phoneNumber },
  ];

  it('are answered in their order, each as often as it stands there', async () => {
    const { entities } = await askEntities(server, representations);
    expect(
      entities?.map(
        (entity) => entity && [entity.__typename, entity['lastName'] ?? entity['name'] ?? entity['firstName']],
      ),
    ).toEqual([
      ['Contact', 'Lovelace'],
      ['User', 'Ada Lovelace'],
      null,
      ['Contact', 'Hopper'],
      ['Contact', 'Lovelace'],
      ['Profile', 'Ada'],
    ]);
  });

  it('lead on to what hangs on them', async () => {
    const { entities } = await askEntities(
      server,
      representations,
      '... on Contact { profile { firstName } } ... on User { memberships(first: 1) { nodes { groupId user { name } } } } ... on Profile { lastName }',
    );
    expect(entities).toEqual([
      { profile: { firstName: 'Ada' } },
      { memberships: { nodes: [{ groupId: 'mathematicians', user: { name: 'Ada Lovelace' } }] } },
      null,
      { profile: null },
      { profile: { firstName: 'Ada' } },
      { lastName: 'Lovelace' },
    ]);
  });
});

describe('a reference that cannot be one', () => {
  const good = { __typename: 'User', id: '1' };
  const bad: readonly (readonly [unknown, string])[] = [
    ['a text', 'representations.1'],
    [['a list'], 'representations.2'],
    [{ id: '1' }, 'representations.3.__typename'],
    [{ __typename: 'Query' }, 'representations.4.__typename'],
    [{ __typename: 'toString', id: '1' }, 'representations.5.__typename'],
    [{ __typename: 'User' }, 'representations.6'],
    [{ __typename: 'User', id: null }, 'representations.7'],
    [{ __typename: 'User', id: { secret: 'value' } }, 'representations.8.id'],
    [{ __typename: 'User', id: '' }, 'representations.9.id'],
    [{ __typename: 'GroupMembership', userId: '1' }, 'representations.10'],
    [{ __typename: 'GroupMembership', userId: '1', groupId: 'a\0b' }, 'representations.11.groupId'],
    [{ __typename: 'Contact', id: '9'.repeat(400) }, 'representations.12.id'],
    [{ __typename: 'User', id: 'secret-value' }, 'id'],
    [{ __typename: 'Profile', phoneNumber: 'secret-value' }, 'phoneNumber'],
    [{ __typename: 'Person', email: 'secret-value' }, 'email'],
  ];

  it.each(['the interpreter', 'the plan'])('is an error at its place, by %s, and the others are answered', async () => {
    const { status, entities, errors } = await askEntities(server, [good, ...bad.map(([value]) => value), good]);

    expect(status).toBe(200);
    expect(entities).toHaveLength(bad.length + 2);
    expect([entities?.[0], entities?.at(-1)]).toMatchObject([{ name: 'Ada Lovelace' }, { name: 'Ada Lovelace' }]);
    expect(entities?.slice(1, -1).every((entity) => entity === null)).toBe(true);
    expect(placesOf(errors)).toEqual(
      bad.map(([, field], index) => [String(index + 1), 'BAD_USER_INPUT', field] as const).sort(),
    );
    expect(JSON.stringify(errors)).not.toContain('secret');
  });

  it('as null is refused as a whole: the protocol has no place for it', async () => {
    const { status, errors } = await askEntities(server, [good, null]);
    expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([400, ['BAD_USER_INPUT']]);
  });
});

describe('a person by an e-mail address or a phone number', () => {
  it.each([
    ['that several people have', { phoneNumber: '+493023125069' }],
    ['of a household', { email: 'familie7@example.net' }],
    ['of a role', { email: 'info@example.com' }],
    ['that the operator has blocked', { email: 'ada@blocked.example.com' }],
  ])('%s is nobody: it could be answered with another one', async (_, key) => {
    await idOf('contactId: 581');
    await idOf('contactId: 613');
    const { entities, errors } = await askEntities(server, [
      { __typename: 'Person', ...key },
      { __typename: 'Person', email: ada.email },
    ]);
    expect(entities).toMatchObject([null, { called: { full: 'Ada Lovelace' } }]);
    expect(placesOf(errors)).toEqual([['0', 'AMBIGUOUS_KEY']]);
  });

  it('hands the same on to other subgraphs: the first that is theirs alone, or none', async () => {
    const key = '... on Person { email phoneNumber emails { value } phoneNumbers { value } }';
    const [twin, shared] = [await idOf('contactId: 581'), await idOf('contactId: 106')];
    const { entities } = await askEntities(
      server,
      [
        { __typename: 'Person', phoneNumber: ada.phoneNumber },
        ...[twin, shared].map((id) => ({ __typename: 'Person', id })),
      ],
      key,
    );
    expect(entities).toMatchObject([
      { email: ada.email, phoneNumber: ada.phoneNumber },
      { phoneNumber: null, phoneNumbers: [{ value: '+493023125069' }] },
      { email: null, emails: [{ value: 'familie7@example.net' }] },
    ]);
  });
});
