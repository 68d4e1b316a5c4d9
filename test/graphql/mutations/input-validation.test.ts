import { startServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

type Case = readonly [mutation: string, inputType: string, input: Record<string, unknown>, fields: readonly string[]];

const user = { name: 'Ann', email: 'ann@example.com' };
const group = { userId: 'u-1', groupId: 'flyers' };
const long = 'secret'.repeat(200);

const cases: readonly Case[] = [
  ['setProfile', 'SetProfileInput', { phoneNumber: long, firstName: 'A' }, ['phoneNumber']],
  [
    'setProfile',
    'SetProfileInput',
    { phoneNumber: '+4930901820', firstName: long, email: 'secret' },
    ['email', 'firstName'],
  ],
  [
    'setProfile',
    'SetProfileInput',
    {
      phoneNumber: '+4930901820',
      metadataJson: [
        { name: 'ok', value: '1' },
        { name: '', value: 'secret' },
      ],
    },
    ['metadataJson.1.name'],
  ],
  ['createUser', 'CreateUserInput', { ...user, displayName: long }, ['displayName']],
  ['createUser', 'CreateUserInput', { ...user, email: 'secret@' }, ['email']],
  ['updateUser', 'UpdateUserInput', { id: '1', name: long, password: 'secret' }, ['name', 'password']],
  ['deleteUser', 'DeleteUserInput', { id: 'secret' }, ['id']],
  ['createUserLoginLink', 'CreateUserLoginLinkInput', { userId: 'secret' }, ['userId']],
  ['updateContact', 'UpdateContactInput', { id: '1', lastName: long, title: long }, ['lastName', 'title']],
  ['updateContact', 'UpdateContactInput', { id: '01', title: 'secret' }, ['id']],
  ['deleteContact', 'DeleteContactInput', { id: '-1' }, ['id']],
  ['addToGroup', 'AddToGroupInput', { userId: '', groupId: 'g' }, ['userId']],
  ['addToGroup', 'AddToGroupInput', { anonymousId: long, groupId: long }, ['anonymousId', 'groupId']],
  ['addToGroup', 'AddToGroupInput', { ...group, context: { ip: 'secret' } }, ['context.ip']],
  ['addToGroup', 'AddToGroupInput', { ...group, context: { page: { url: 'secret text' } } }, ['context.page.url']],
  [
    'addToGroup',
    'AddToGroupInput',
    {
      ...group,
      context: { ip: '999.0.113.7', locale: 'secret locale', timezone: 'Secret/Zone', page: { url: 'secret text' } },
    },
    ['context.ip', 'context.locale', 'context.page.url', 'context.timezone'],
  ],
  [
    'addToGroup',
    'AddToGroupInput',
    {
      ...group,
      integrations: {
        others: [
          { name: 'Mixpanel', enabled: true },
          { name: long, enabled: true },
        ],
      },
    },
    ['integrations.others.1.name'],
  ],
  ['identify', 'IdentifyInput', { userId: long }, ['userId']],
  ['track', 'TrackInput', { userId: 'u-1', event: '', context: { timezone: 'secret' } }, ['context.timezone', 'event']],
  ['page', 'PageInput', { userId: 'u-1', name: long }, ['name']],
];

const vendorCalls = () => Object.values(server.simulators).reduce((total, { calls }) => total + calls.length, 0);

describe('an input that breaks a rule', () => {
  it.each(cases)(
    'is refused by %s, which names the fields of %s and asks no vendor: %j',
    async (mutation, inputType, input, fields) => {
      const { data, errors } = await server.ask<unknown>(
        `mutation ($input: ${inputType}!) { ${mutation}(input: $input) { __typename } }`,
        { input },
      );
      expect(data).toEqual({ [mutation]: null });
      expect(errors).toHaveLength(1);
      const [error] = errors ?? [];
      expect(error).toMatchObject({ path: [mutation], extensions: { code: 'BAD_USER_INPUT', retryable: false } });
      expect(error?.extensions.fields?.toSorted()).toEqual(fields);
      for (const field of fields) expect(error?.message).toContain(field);
      expect(JSON.stringify(errors)).not.toMatch(/secret/i);
      expect(server.log.join('\n')).not.toMatch(/secret/i);
      expect(vendorCalls()).toBe(0);
    },
  );

  it('is refused without its value, too, where it does not fit the type', async () => {
    const { errors } = await server.ask<unknown>(
      'mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { messageId } }',
      { input: { ...group, timestamp: 'secret time', context: { active: 'secret flag' } } },
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(JSON.stringify(errors)).toMatch(/input\.timestamp/);
    expect(JSON.stringify(errors)).not.toMatch(/secret/);
    expect(vendorCalls()).toBe(0);
  });
});
