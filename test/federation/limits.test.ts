import { range } from '../graphql/queries/support.js';
import { startServer, type TestServer } from '../support/server.js';
import { askEntities } from './support.js';

const to = (type: string, ids: readonly string[]) => ids.map((id) => ({ __typename: type, id }));
const numbers = (count: number) =>
  range(count).map((position) => ({ __typename: 'Profile', phoneNumber: `+49309018${position.padStart(5, '0')}` }));
const callsOf = ({ simulators }: TestServer): number =>
  Object.values(simulators).reduce((sum, { calls }) => sum + calls.length, 0);

describe('with the usual limits', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it.each([
    ['users', to('User', range(10_000)), '... on User { id }', /could cost 10000 vendor calls \(Chatwoot 10000\)/],
    ['profiles', numbers(10_000), '... on Profile { email }', /could cost 10000 vendor calls \(Numi 10000\)/],
    [
      'contacts',
      to('Contact', range(10_000)),
      '... on Contact { id email title firstName lastName isActive direction customerId createdAt phoneNumber }',
      /could hold 110000 values/,
    ],
    [
      'people',
      range(500).map((id) => ({ __typename: 'Person', email: `p${id}@example.com` })),
      '... on Person { id }',
      /could cost 1020 vendor calls \(Numi 500, Chatwoot 500, Perfex 20\)/,
    ],
    ['nothing', Array.from({ length: 100_001 }, () => ({})), '__typename', /could hold 100001 values/],
  ])(
    'too many references to %s are refused before any vendor is asked',
    async (_, representations, selection, message) => {
      // Twice: a query that is known has its limits checked, too.
      for (const time of [1, 2]) {
        const { status, entities, errors } = await askEntities(server, representations, selection);
        expect([time, status, entities]).toEqual([time, 400, undefined]);
        expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX', retryable: false } }]);
        expect(errors[0]?.message).toMatch(message);
      }
      expect(callsOf(server)).toBe(0);
    },
  );

  it('what hangs on the references counts for each of them', async () => {
    const selection =
      '... on User { memberships(first: 100) { nodes { user { memberships(first: 100) { nodes { groupId } } } } } }';
    const { errors } = await askEntities(server, to('User', range(2)), selection);
    expect(errors.map(({ extensions }) => extensions.code)).toEqual([]);
    const more = await askEntities(server, to('User', range(10)), selection);
    expect(more.errors[0]?.message).toMatch(/could hold \d+ values/);
  });
});

describe('with few calls allowed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ MAX_VENDOR_CALLS: '10' });
  });
  beforeEach(() => server.reset());
  afterAll(() => server.close());

  it('as many references as the calls are for are answered, and one more is refused with the figures', async () => {
    const fitting = [...to('User', range(6)), ...to('Contact', range(100)), ...numbers(2)];
    expect((await askEntities(server, fitting)).errors).toEqual([]);
    expect(callsOf(server)).toBe(10);

    server.reset();
    const { status, errors } = await askEntities(server, [...fitting, ...to('User', ['7'])]);
    expect([status, errors[0]?.message]).toEqual([
      400,
      'The operation could cost 11 vendor calls (Numi 2, Chatwoot 7, Perfex 2); this server allows 10. Ask for fewer records at once.',
    ]);
    expect(callsOf(server)).toBe(0);
  });

  it('a reference that stands there often costs one call, and what hangs on it, too', async () => {
    const often = Array.from({ length: 100 }, () => ({ __typename: 'Contact', id: '1' }));
    const { errors } = await askEntities(server, often, '... on Contact { profile { firstName } }');
    expect(errors).toEqual([]);
    expect(callsOf(server)).toBe(2);
  });
});
