import type { MembershipLedger } from '../../src/domain/ledgers.js';
import { broken, startBrokenServer } from './broken-server.js';

const personal = 'ada.lovelace@example.com';

let server: Awaited<ReturnType<typeof startBrokenServer>>;
afterEach(() => server.close());

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

async function ask(query: string): Promise<Answer & { requestId: string | null; text: string }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { ...(JSON.parse(text) as Answer), requestId: response.headers.get('x-request-id'), text };
}

const errorLines = () => server.log().filter(({ level }) => (level as number) >= 50);

describe('an error that nobody expected', () => {
  it('is masked in its own field, and is found in the log under the request id of the answer', async () => {
    server = await startBrokenServer(() => new TypeError(`cannot read the street of ${personal}`));
    const { data, errors, requestId, text } = await ask('{ __typename user(id: "1") { name } }');

    expect(data).toEqual({ __typename: 'Query', user: null });
    expect(errors).toEqual([
      expect.objectContaining({
        path: ['user'],
        message: expect.stringMatching(/^Something unexpected happened here/) as string,
        extensions: { code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId },
      }),
    ]);
    expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(errorLines()).toEqual([
      expect.objectContaining({
        requestId,
        msg: 'unexpected error',
        error: expect.objectContaining({ name: 'TypeError' }) as object,
      }),
    ]);
    // The log leads to the place, and neither log nor answer repeats what the error said.
    expect(server.logText()).toMatch(/at .*broken-server/);
    for (const shown of [server.logText(), text]) expect(shown).not.toContain(personal);
    expect(text).not.toContain('broken-server');
  });

  it('is told apart from another request by its id', async () => {
    server = await startBrokenServer(() => new Error('broken'));
    const [first, second] = [await ask('{ contact(id: "1") { id } }'), await ask('{ contact(id: "1") { id } }')];

    expect(first.requestId).not.toBe(second.requestId);
    expect(errorLines().map(({ requestId }) => requestId)).toEqual([first.requestId, second.requestId]);
  });

  it.each([
    ['a text', () => personal],
    ['nothing', () => undefined],
    ['an object', () => ({ email: personal })],
  ])('is masked where %s was thrown', async (_, thrown) => {
    server = await startBrokenServer(thrown);
    const { errors, requestId, text } = await ask('{ profile(phoneNumber: "+4930901820") { email } }');

    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId });
    for (const shown of [server.logText(), text]) expect(shown).not.toContain(personal);
  });

  it('of one item of a bulk mutation is masked in its result', async () => {
    server = await startBrokenServer(() => new Error(personal));
    const { data, requestId, text } = await ask(/* GraphQL */ `
      mutation {
        updateUsers(input: { users: [{ id: "1", name: "Ada" }] }) {
          results {
            error {
              code
              requestId
              retryable
            }
          }
        }
      }
    `);

    expect(data).toEqual({
      updateUsers: { results: [{ error: { code: 'INTERNAL_SERVER_ERROR', requestId, retryable: false } }] },
    });
    expect(errorLines()).toEqual([expect.objectContaining({ requestId, msg: 'unexpected error' })]);
    for (const shown of [server.logText(), text]) expect(shown).not.toContain(personal);
  });

  it('in our own store is not silent nonsense either', async () => {
    server = await startBrokenServer(
      () => new Error('sources'),
      () => ({ memberships: broken<MembershipLedger>(() => new Error(personal)) }),
    );
    const { data, errors, requestId } = await ask('{ groupMembership(userId: "1", groupId: "a") { status } }');

    expect(data).toEqual({ groupMembership: null });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId });
  });
});
