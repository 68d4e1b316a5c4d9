import { startServer, type TestServer } from '../../support/server.js';
import { bodiesOf, errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

interface Created {
  readonly outcome: string;
  readonly user: { readonly id: string; readonly customAttributes: Record<string, unknown> } & Record<string, unknown>;
}

const userSelection = '{ id name displayName email customAttributes }';

const create = (input: Record<string, unknown>) =>
  server.ask<{ createUser: Created }>(
    `mutation ($input: CreateUserInput!) { createUser(input: $input) { outcome user ${userSelection} } }`,
    { input },
  );

async function held(id: string): Promise<unknown> {
  const { data } = await server.ask<{ user: unknown }>(`query ($id: ID!) { user(id: $id) ${userSelection} }`, { id });
  return data.user;
}

const password = 'Secret-pass1';

describe('createUser', () => {
  it('creates a user of what was sent, with the e-mail address in lower case', async () => {
    const { data, errors } = await create({
      name: 'Katherine Johnson',
      displayName: 'Kathy',
      email: 'Katherine.Johnson@Example.COM',
      password,
      customAttributes: { team: 'orbits', level: 3 },
    });
    expect(errors).toBeUndefined();
    const { outcome, user } = data.createUser;
    expect(outcome).toBe('CREATED');
    expect(user).toEqual({
      id: user.id,
      name: 'Katherine Johnson',
      displayName: 'Kathy',
      email: 'katherine.johnson@example.com',
      customAttributes: { team: 'orbits', level: 3 },
    });
    expect(await held(user.id)).toEqual(user);
    expect(bodiesOf(server.simulators.chatwoot, 'POST')).toEqual([
      {
        name: 'Katherine Johnson',
        display_name: 'Kathy',
        email: 'katherine.johnson@example.com',
        password,
        custom_attributes: expect.objectContaining({ team: 'orbits', level: 3 }) as unknown,
      },
    ]);
  });

  it('sends nothing for a field that was left out or is null', async () => {
    await create({ name: 'Mary Jackson', email: 'mary@example.com', password: null, displayName: null });
    const [body] = bodiesOf(server.simulators.chatwoot, 'POST') as [Record<string, unknown>];
    expect(Object.keys(body).sort()).toEqual(['custom_attributes', 'email', 'name']);
  });

  it('reports an e-mail address that a user has already, and leaves that user as it is', async () => {
    const before = await held('2');
    const { data, errors } = await create({
      name: 'Somebody Else',
      email: 'GRACE.HOPPER@example.org',
      customAttributes: { taken: true },
    });
    expect(errors).toBeUndefined();
    expect(data.createUser.outcome).toBe('ALREADY_EXISTS');
    expect(data.createUser.user).toEqual(before);
    expect(await held('2')).toEqual(before);
  });

  it('claims no creation where the user that exists has exactly the fields that were sent', async () => {
    const input = { name: 'Dorothy Vaughan', displayName: 'Dot', email: 'dot@example.com', customAttributes: { a: 1 } };
    const first = await create(input);
    const second = await create(input);
    expect([first, second].map(({ data }) => data.createUser.outcome)).toEqual(['CREATED', 'ALREADY_EXISTS']);
    expect(second.data.createUser.user).toEqual(first.data.createUser.user);
  });

  it('never shows the attribute by which it recognizes its own creation', async () => {
    const { data } = await create({ name: 'Annie Easley', email: 'annie@example.com' });
    const [body] = bodiesOf(server.simulators.chatwoot, 'POST') as [{ custom_attributes: Record<string, unknown> }];
    const [marker] = Object.keys(body.custom_attributes) as [string];
    const again = await create({ name: 'Annie Easley', email: 'annie@example.com' });
    const changed = await server.ask(
      `mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user ${userSelection} } }`,
      { input: { id: data.createUser.user.id, customAttributes: { seen: true, [marker]: 'forged' } } },
    );
    const read = await held(data.createUser.user.id);
    expect(read).toMatchObject({ customAttributes: { seen: true } });
    expect(JSON.stringify([data, again.data, changed.data, read])).not.toContain(marker);
  });

  it.each([
    ['', ['6 characters at least', 'an upper-case letter', 'a lower-case letter', 'a digit', 'a special character']],
    ['Aa1!x', ['6 characters at least']],
    [`Aa1!${'x'.repeat(125)}`, ['128 characters at most']],
    ['secret1!', ['an upper-case letter']],
    ['SECRET1!', ['a lower-case letter']],
    ['Secret!!', ['a digit']],
    ['Secret11', ['a special character']],
    ['Secret 11', ['a special character']],
    ['secret', ['an upper-case letter', 'a digit', 'a special character']],
  ])('refuses the password "%s" and names exactly what is missing, without asking Chatwoot', async (weak, missing) => {
    const answer = await create({ name: 'Ann', email: 'ann@example.com', password: weak });
    expect(errorsOf(answer)).toEqual([{ path: ['createUser'], code: 'BAD_USER_INPUT', fields: ['password'] }]);
    expect(answer.errors?.[0]?.message).toBe(`password needs ${missing.join(', ')}.`);
    expect(server.simulators.chatwoot.calls).toHaveLength(0);
  });

  it.each(['Aa1!xx', `Aa1!${'x'.repeat(124)}`])('takes the password "%s"', async (strong) => {
    const { data } = await create({ name: 'Ann', email: 'ann@example.com', password: strong });
    expect(data.createUser.outcome).toBe('CREATED');
  });

  it('names every field at fault', async () => {
    const answer = await create({ name: '', email: 'secret address', password: 'secret' });
    expect(answer.errors?.[0]?.extensions.fields?.toSorted()).toEqual(['email', 'name', 'password']);
    expect(answer.errors?.[0]?.message).not.toMatch(/secret/);
    expect(server.simulators.chatwoot.calls).toHaveLength(0);
  });

  it('keeps the password out of the log and out of the answer', async () => {
    const { data } = await create({ name: 'Ann', email: 'ann@example.com', password });
    expect(JSON.stringify(data)).not.toContain(password);
    expect(server.log.join('\n')).not.toContain(password);
  });

  it('answers the error of Chatwoot where the creation fails', async () => {
    server.simulators.chatwoot.setFaults({ errorRate: 1, errorStatus: 500 });
    const answer = await create({ name: 'Ann', email: 'ann@example.com' });
    expect(errorsOf(answer)).toEqual([{ path: ['createUser'], code: 'VENDOR_UNAVAILABLE', vendor: 'CHATWOOT' }]);
    expect(answer.errors?.[0]?.extensions.retryable).toBe(false);
  });
});
