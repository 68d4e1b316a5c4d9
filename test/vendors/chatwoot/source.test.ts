import type { UserSource } from '../../../src/domain/sources.js';
import { UserRole } from '../../../src/domain/user.js';
import { chatwoot } from '../../../src/vendors/chatwoot/index.js';
import { type ChatwootSimulator, startChatwootSimulator } from '../../../src/vendors/chatwoot/simulator.js';
import { callScope } from '../../support/scope.js';
import { vendorEnvironment } from '../../support/vendor-environment.js';
import { people } from './people.js';

const marker = 'peoplegraph_creation_id';

let simulator: ChatwootSimulator;
let source: UserSource;

beforeAll(async () => {
  simulator = await startChatwootSimulator({ people });
  source = chatwoot.connect({ url: simulator.origin, token: simulator.key }, vendorEnvironment());
});
afterAll(() => simulator.close());
beforeEach(() => simulator.reset());

const readUser = async (id: string) => (await source.readUsers([id], callScope()))[0];

describe('reading users', () => {
  it('answers in the order asked for, with null and errors in their own places only', async () => {
    const [grace, unknown, foreign, ada] = await source.readUsers(['15', '404', '31', '12'], callScope());
    expect(grace).toMatchObject({ id: '15', displayName: null, role: UserRole.AGENT });
    expect(unknown).toBeNull();
    expect(foreign).toMatchObject({ code: 'VENDOR_FORBIDDEN', retryable: false });
    expect(ada).toMatchObject({ id: '12', email: 'ada@example.com', accountId: '1', role: UserRole.ADMINISTRATOR });
  });

  it('makes one call for each id, side by side under the limit', async () => {
    const latency = 300;
    simulator.setFaults({ latency });
    const started = Date.now();
    const ids = Array.from({ length: 16 }, (_, index) => String(index + 1));
    expect(await source.readUsers(ids, callScope())).toHaveLength(16);
    expect(simulator.calls).toHaveLength(16);
    const waits = (Date.now() - started) / latency;
    expect(waits).toBeGreaterThanOrEqual(1.9);
    expect(waits).toBeLessThan(16);
  });

  it.each(['..', '%2e%2e', '12/login', '12abc', '012', '0', '-1', '', ' 12', '12?x=1'])(
    'answers null for %j, which is no id, without asking the vendor',
    async (id) => {
      expect(await readUser(id)).toBeNull();
      expect(await source.readAccountUsers(id, callScope())).toBeNull();
      expect(simulator.calls).toHaveLength(0);
    },
  );

  it('tells a bad token from a record of another platform app', async () => {
    const stranger = chatwoot.connect({ url: simulator.origin, token: 'wrong' }, vendorEnvironment());
    expect((await stranger.readUsers(['12'], callScope()))[0]).toMatchObject({ code: 'VENDOR_UNAUTHORIZED' });
    await expect(stranger.readAccountUsers('1', callScope())).rejects.toMatchObject({ code: 'VENDOR_UNAUTHORIZED' });
  });

  it('answers VENDOR_RATE_LIMITED without retryAfter for the ids over the quota', async () => {
    simulator.setFaults({ quota: 2 });
    const answers = await source.readUsers(['12', '15', '20'], callScope());
    const errors = answers.filter((answer) => answer instanceof Error);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatchObject({ code: 'VENDOR_RATE_LIMITED', retryable: true, retryAfter: undefined });
  });

  it.each([
    ['an outage', { outage: true }, 'VENDOR_UNAVAILABLE'],
    ['malformed JSON', { malformed: true }, 'VENDOR_BAD_RESPONSE'],
  ])('turns %s into the error of the key', async (_, faults, code) => {
    simulator.setFaults(faults);
    expect(await readUser('12')).toMatchObject({ code });
  });
});

describe('creating a user', () => {
  it('reports a creation, sends every field, and hides its own marker', async () => {
    const created = await source.createUser(
      {
        name: 'Alan Turing',
        displayName: 'Alan',
        email: 'Alan@Example.com',
        password: 'Secret-1',
        customAttributes: { team: 'bletchley', [marker]: 'of the caller' },
      },
      callScope(),
    );
    expect(created).toMatchObject({
      created: true,
      user: { id: '32', name: 'Alan Turing', displayName: 'Alan', email: 'alan@example.com' },
    });
    expect(created.user.customAttributes).toEqual({ team: 'bletchley' });
    expect(await readUser('32')).toEqual(created.user);
    expect(simulator.calls[0]?.body).toEqual({
      name: 'Alan Turing',
      display_name: 'Alan',
      email: 'Alan@Example.com',
      password: 'Secret-1',
      custom_attributes: { team: 'bletchley', [marker]: expect.stringMatching(/^[\da-f]{8}-[\da-f-]{27}$/) as string },
    });
  });

  it('reports an e-mail that already existed, in any case of letters, and leaves its user unchanged', async () => {
    const before = await readUser('12');
    const answer = await source.createUser(
      { name: 'Impostor', email: 'ADA@example.com', customAttributes: { department: 'fraud' } },
      callScope(),
    );
    expect(answer).toEqual({ created: false, user: before });
    expect(await readUser('12')).toEqual(before);
  });

  it('does not claim a user of an earlier creation, even with the same fields', async () => {
    const draft = { name: 'Alan', email: 'alan@example.com' };
    const first = await source.createUser(draft, callScope());
    const second = await source.createUser(draft, callScope());
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.user).toEqual(first.user);
  });

  it('is not called repeatable when its answer is lost', async () => {
    simulator.setFaults({ outage: true });
    await expect(source.createUser({ name: 'Alan', email: 'alan@example.com' }, callScope())).rejects.toMatchObject({
      code: 'VENDOR_UNAVAILABLE',
      retryable: false,
    });
  });

  it('passes on which field the vendor refused', async () => {
    await expect(source.createUser({ name: 'x', email: 'nothing' }, callScope())).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      fields: ['email'],
    });
  });
});

describe('updating a user', () => {
  it('sends what is defined, and answers the user with its attributes merged shallowly', async () => {
    const user = await source.updateUser(
      '12',
      { displayName: 'Countess', name: undefined, customAttributes: { address: { city: 'Ockham' }, [marker]: 'x' } },
      callScope(),
    );
    expect(simulator.calls[0]).toMatchObject({ method: 'PATCH', url: '/platform/api/v1/users/12' });
    expect(simulator.calls[0]?.body).toEqual({
      display_name: 'Countess',
      custom_attributes: { address: { city: 'Ockham' } },
    });
    expect(user).toMatchObject({ name: 'Ada Lovelace', displayName: 'Countess', availableName: 'Countess' });
    expect(user.customAttributes).toEqual({ department: 'engines', address: { city: 'Ockham' } });
  });

  it('removes a display name with an empty text', async () => {
    expect(await source.updateUser('12', { displayName: '' }, callScope())).toMatchObject({
      displayName: null,
      availableName: 'Ada Lovelace',
    });
  });

  it.each([
    ['a taken e-mail', { email: 'Grace@example.com' }, ['email']],
    ['a weak password', { password: 'password' }, ['password']],
    ['both', { email: 'x', password: 'x' }, ['email', 'password']],
  ])('names the fields at fault for %s', async (_, change, fields) => {
    await expect(source.updateUser('12', change, callScope())).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      fields,
    });
  });

  it('may be repeated when its answer is lost', async () => {
    simulator.setFaults({ outage: true });
    await expect(source.updateUser('12', { name: 'Ada' }, callScope())).rejects.toMatchObject({
      code: 'VENDOR_UNAVAILABLE',
      retryable: true,
    });
  });
});

describe('a write to a user', () => {
  const writes = {
    'an update': (id: string) => source.updateUser(id, { name: 'x' }, callScope()),
    'a deletion': (id: string) => source.deleteUser(id, callScope()),
    'a login link': (id: string) => source.createLoginLink(id, callScope()),
  };

  it.each(Object.entries(writes))('such as %s is NOT_FOUND where there is none', async (_, write) => {
    await expect(write('404')).rejects.toMatchObject({ code: 'NOT_FOUND', vendor: 'CHATWOOT' });
    expect(simulator.calls).toHaveLength(1);
    await expect(write('12/../15')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(write('12abc')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(simulator.calls).toHaveLength(1);
  });

  it.each(Object.entries(writes))('such as %s is VENDOR_FORBIDDEN for a foreign user', async (_, write) => {
    await expect(write('31')).rejects.toMatchObject({ code: 'VENDOR_FORBIDDEN' });
  });
});

describe('deleting a user', () => {
  it('succeeds at once, though the vendor deletes later', async () => {
    await source.deleteUser('12', callScope());
    expect(await readUser('12')).toMatchObject({ id: '12' });
    await source.deleteUser('12', callScope());
    simulator.runDeletions();
    expect(await readUser('12')).toBeNull();
    await expect(source.deleteUser('12', callScope())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('reading the members of an account', () => {
  it('answers all of them, and null for an unknown account', async () => {
    expect(await source.readAccountUsers('1', callScope())).toEqual([
      { accountId: '1', userId: '12', role: UserRole.ADMINISTRATOR },
      { accountId: '1', userId: '15', role: UserRole.AGENT },
    ]);
    expect(await source.readAccountUsers('404', callScope())).toBeNull();
  });
});
