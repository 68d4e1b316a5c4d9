import { BadUserInputError, Peoplegraph, VendorTimeoutError, VendorUnavailableError } from '../../client/src/index.js';
import { startHeldServer } from '../support/held-server.js';
import type { ScriptedAnswer } from '../support/scripted-server.js';
import { type Asked, failed, startScripted } from './support.js';

let scripted: Awaited<ReturnType<typeof startScripted>> | undefined;
const start = async (...given: Parameters<typeof startScripted>) => (scripted = await startScripted(...given));
afterEach(async () => {
  await scripted?.server.close();
  scripted = undefined;
});

/** Users named after their ids; null for the ids that are missing. */
const users = ({ variables: { keys = [] } }: Asked, missing: readonly string[] = []): ScriptedAnswer => ({
  status: 200,
  body: {
    data: { users: keys.map((id) => (missing.includes(String(id)) ? null : { id, name: `User ${String(id)}` })) },
  },
});

describe('records that are asked for by key in one tick', () => {
  it('are one request, each key once', async () => {
    const { client, asked } = await start((question) => users(question, ['3']));
    const nested = Promise.resolve().then(() => client.user({ id: '2' }));
    const records = await Promise.all([
      client.user({ id: '1' }),
      client.user({ id: 2 }),
      nested,
      client.user({ id: '3' }),
      client.users({ ids: ['1', '4'] }),
    ]);
    expect(asked().map(({ variables }) => variables)).toEqual([{ keys: ['1', '2', '3', '4'] }]);
    const user = (id: string) => ({ id, name: `User ${id}` });
    expect(records).toEqual([user('1'), user('2'), user('2'), null, [user('1'), user('4')]]);
  });

  it('are another request for each kind and each choice of fields', async () => {
    const { client, asked } = await start(({ query, variables: { keys = [] } }) => {
      const field = /\{ (\w+)\(/.exec(query)?.[1] ?? '';
      return { status: 200, body: { data: { [field]: keys.map((key) => ({ key })) } } };
    });
    const fields = 'fragment Short on User { name }';
    await Promise.all([
      client.user({ id: '1' }),
      client.user({ id: '1' }, { fields }),
      client.user({ id: '2' }, { fields }),
      client.contact({ id: '1' }),
      client.profile({ phoneNumber: '+4930901820' }),
      client.person({ by: { contactId: 1 } }),
    ]);
    expect(
      asked()
        .map(({ query, variables }) => [/\{ (\w+)\(/.exec(query)?.[1], variables.keys])
        .sort(),
    ).toEqual([
      ['contacts', ['1']],
      ['people', [{ contactId: '1' }]],
      ['profiles', ['+4930901820']],
      ['users', ['1']],
      ['users', ['1', '2']],
    ]);
    expect(asked().find(({ variables }) => variables.keys?.length === 2)?.query).toContain('...Short');
  });

  it('are as many requests as the schema asks for', async () => {
    const { client, asked } = await start((question) => users(question));
    const ids = Array.from({ length: 250 }, (_, index) => String(index));
    expect((await client.users({ ids })).map((user) => user?.id)).toEqual(ids);
    expect(
      asked()
        .map(({ variables }) => variables.keys?.length)
        .sort(),
    ).toEqual([100, 100, 50]);
  });

  it('fail alone, each with its error as if it had been asked for alone', async () => {
    const { client } = await start(({ variables: { keys = [] } }) => ({
      status: 200,
      body: {
        errors: [
          {
            message: 'No.',
            path: ['users', 1],
            extensions: { code: 'VENDOR_TIMEOUT', retryable: false, vendor: 'CHATWOOT' },
          },
          {
            message: 'In part.',
            path: ['users', 2, 'memberships'],
            extensions: { code: 'STORE_UNAVAILABLE', retryable: true },
          },
        ],
        data: { users: keys.map((id, index) => (index === 1 ? null : { id })) },
      },
    }));
    const [first, second, third] = await Promise.allSettled(['1', '2', '3'].map((id) => client.user({ id })));
    expect(first).toEqual({ status: 'fulfilled', value: { id: '1' } });
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'VENDOR_TIMEOUT', path: ['user'] } });
    expect(third).toMatchObject({
      value: { id: '3', errors: [{ code: 'STORE_UNAVAILABLE', path: ['user', 'memberships'] }] },
    });

    const list = await client.users({ ids: ['1', '2', '3'] });
    expect([...list]).toMatchObject([{ id: '1' }, null, { id: '3' }]);
    expect(list.errors).toEqual([expect.any(VendorTimeoutError)]);
    expect(list.errors?.[0]?.path).toEqual(['users', 1]);
  });

  it('are asked apart where one of them is refused with the whole list', async () => {
    const bad = { code: 'BAD_USER_INPUT', retryable: false, fields: ['id'] };
    const { client, asked } = await start(({ variables }) =>
      variables.keys
        ? failed('users', bad)
        : {
            status: 200,
            body: {
              errors: [{ message: 'Not an id.', path: ['key1'], extensions: bad }],
              data: { key0: { id: '1' }, key1: null, key2: null },
            },
          },
    );
    const [first, second, third] = await Promise.allSettled(['1', 'x', '3'].map((id) => client.user({ id })));
    expect(first).toMatchObject({ value: { id: '1' } });
    expect(second).toMatchObject({ reason: { code: 'BAD_USER_INPUT', fields: ['id'], path: ['user'] } });
    expect(third).toMatchObject({ value: null });
    expect(asked().map(({ variables }) => variables)).toEqual([
      { keys: ['1', 'x', '3'] },
      { key0: '1', key1: 'x', key2: '3' },
    ]);
  });

  it('are asked in halves where the service finds them too many', async () => {
    const { client, asked } = await start((question) =>
      (question.variables.keys?.length ?? 0) > 3
        ? failed('users', { code: 'QUERY_TOO_COMPLEX', retryable: false })
        : users(question),
    );
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    expect((await client.users({ ids })).map((user) => user?.id)).toEqual(ids);
    expect(asked().map(({ variables }) => variables.keys?.length)).toEqual([7, 4, 2, 2, 3]);
  });

  it('are asked again where a repeat may help, and only those', async () => {
    const { client, asked } = await start(({ variables: { keys = [] } }, place) => ({
      status: 200,
      body: {
        errors:
          place < 2
            ? [
                {
                  message: 'Busy.',
                  path: ['users', keys.indexOf('2')],
                  extensions: { code: 'VENDOR_UNAVAILABLE', retryable: true },
                },
              ]
            : [],
        data: { users: keys.map((id) => (id === '2' && place < 2 ? null : { id })) },
      },
    }));
    expect(await client.users({ ids: ['1', '2', '3'] })).toMatchObject([{ id: '1' }, { id: '2' }, { id: '3' }]);
    expect(asked().map(({ variables }) => variables.keys)).toEqual([['1', '2', '3'], ['2'], ['2']]);
  });

  it('all fail where the vendor does', async () => {
    const { client, asked } = await start(() => failed('users', { code: 'VENDOR_UNAVAILABLE', retryable: true }), {
      retries: 1,
    });
    const outcomes = await Promise.allSettled([client.user({ id: '1' }), client.users({ ids: ['2', '3'] })]);
    expect(outcomes).toEqual(Array(2).fill({ status: 'rejected', reason: expect.any(VendorUnavailableError) }));
    expect(asked()).toHaveLength(2);
  });

  it('are left alone by what can be no key', async () => {
    const { client, asked } = await start((question) => users(question));
    const outcomes = await Promise.allSettled([
      client.user({ id: '1' }),
      client.user({ id: {} as never }),
      client.person({ by: {} as never }),
      client.person({ by: { email: 'a@example.com', phoneNumber: '+4930901820' } as never }),
      client.user({ id: '1' }, { fields: '{ name }' }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', ...Array<string>(4).fill('rejected')]);
    expect(outcomes.slice(1)).toEqual(Array(4).fill({ status: 'rejected', reason: expect.any(TypeError) }));
    expect(asked()).toHaveLength(1);
  });

  it('end with the signal of each caller, and the request with that of the last', async () => {
    const held = await startHeldServer();
    try {
      const client = new Peoplegraph({ url: held.url });
      const [one, other, another] = [new AbortController(), new AbortController(), new AbortController()];
      const first = client.user({ id: '1' }, { signal: one.signal });
      const same = client.user({ id: '1' }, { signal: other.signal });
      const second = client.user({ id: '2' }, { signal: another.signal });
      const request = await held.next();
      one.abort('first');
      another.abort('second');
      await expect(first).rejects.toBe('first');
      await expect(second).rejects.toBe('second');
      request.answer(200, { data: { users: [{ id: '1' }, { id: '2' }] } });
      await expect(same).resolves.toEqual({ id: '1' });

      const last = new AbortController();
      const alone = client.user({ id: '1' }, { signal: last.signal });
      const { abandoned } = await held.next();
      last.abort('last');
      await expect(alone).rejects.toBe('last');
      await abandoned;

      const never = client.user({ id: '1' }, { signal: last.signal });
      await expect(never).rejects.toBe('last');
      expect(held.untaken).toBe(0);
    } finally {
      await held.close();
    }
  });

  it('that is alone fails with what the service says of it', async () => {
    const { client } = await start(() =>
      failed('users', { code: 'BAD_USER_INPUT', retryable: false, fields: ['ids'] }),
    );
    await expect(client.user({ id: 'x' })).rejects.toThrow(BadUserInputError);
  });
});
