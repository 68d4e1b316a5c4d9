import { startNumiSimulator } from '../../../src/vendors/numi/simulator.js';
import type { Simulator } from '../../../src/vendors/simulator.js';
import { ada, people } from './people.js';

let simulator: Simulator;

beforeAll(async () => {
  simulator = await startNumiSimulator({ people });
});
beforeEach(() => simulator.reset());
afterAll(() => simulator.close());

async function call(path: string, body?: unknown, key = simulator.key) {
  const response = await fetch(simulator.origin + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

const get = (phoneNumber: string) => call(`/profiles/${encodeURIComponent(phoneNumber)}`);

const adaAsHeld = {
  phone_number: '+49 30 901820',
  first_name: 'Ada',
  last_name: 'Lovelace',
  email: 'Ada@Example.com',
  date_of_birth: '1990-12-10',
  metadata: { plan: 'gold' },
};

test('a known number is found by its E.164 form and answered as held', async () => {
  expect(await get(ada)).toEqual({ status: 200, body: { exists: true, profile: adaAsHeld } });
});

test('an unknown number is 200 when it ends in an even digit and 404 when it ends in an odd one', async () => {
  expect(await get('+4930901888')).toEqual({ status: 200, body: { exists: false } });
  expect((await get('+4930901889')).status).toBe(404);
});

test('a missing or wrong key is 401', async () => {
  expect((await call('/profiles/%2B4930901820', undefined, 'wrong')).status).toBe(401);
  expect((await call('/profiles', { phone_number: ada, first_name: 'A' }, 'wrong')).status).toBe(401);
  expect((await fetch(`${simulator.origin}/profiles/%2B4930901820`)).status).toBe(401);
});

test('a write creates with 201 and no body', async () => {
  expect(await call('/profiles', { phone_number: '+4930901889', first_name: 'Mary' })).toEqual({
    status: 201,
    body: undefined,
  });
  expect((await get('+4930901889')).body).toMatchObject({ profile: { first_name: 'Mary', metadata: {} } });
});

test('a write updates with 200 and a body, keeps the fields that were not sent and merges metadata', async () => {
  const expected = { ...adaAsHeld, last_name: 'King', metadata: { plan: 'gold', seats: 3 } };
  expect(await call('/profiles', { phone_number: ada, last_name: 'King', metadata: { seats: 3 } })).toEqual({
    status: 200,
    body: { exists: true, profile: expected },
  });
  expect((await get(ada)).body).toEqual({ exists: true, profile: expected });
});

test.each([
  ['no field beside the number', { phone_number: ada }],
  ['no number', { first_name: 'Ada' }],
  ['a date that is none', { phone_number: ada, date_of_birth: '1990-02-30' }],
  ['metadata that is no object', { phone_number: ada, metadata: 'plan' }],
  ['a field that Numi does not have', { phone_number: ada, firstName: 'Ada' }],
])('a write with %s is 400 and changes nothing', async (_, body) => {
  expect((await call('/profiles', body)).status).toBe(400);
  expect((await get(ada)).body).toEqual({ exists: true, profile: adaAsHeld });
});

test('a used-up quota is 429', async () => {
  simulator.setFaults({ quota: 1 });
  expect((await get(ada)).status).toBe(200);
  expect((await get(ada)).status).toBe(429);
});

test('a reset brings the seeded profiles back', async () => {
  await call('/profiles', { phone_number: ada, metadata: { plan: 'none' } });
  simulator.reset();
  expect((await get(ada)).body).toEqual({ exists: true, profile: adaAsHeld });
});
