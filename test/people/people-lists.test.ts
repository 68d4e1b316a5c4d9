import { usePeople } from './support.js';

const at = usePeople();

const range = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => String(first + index));

async function ask(by: readonly object[], fields = 'id users { id } contacts { id } profile { phoneNumber }') {
  const { data, errors } = await at.server.ask<{ people: ({ id: string } | null)[] | null }>(
    `query ($by: [PersonKeyInput!]!) { people(by: $by) { ${fields} } }`,
    { by },
  );
  return { people: data.people, errors };
}

/** Fifty people, by all that leads to somebody: records that are linked, and records that nobody has seen. */
const fifty = [
  ...range(1, 17).map((userId) => ({ userId })),
  ...range(101, 117).map((contactId) => ({ contactId })),
  { email: 'ada.lovelace@example.com' },
  { phoneNumber: '+12025550143' },
  ...range(30, 43).map((userId) => ({ userId })),
];

const expectFewestCalls = (): void => {
  const { numi, chatwoot, perfex } = at.server.simulators;
  expect(perfex.calls.length).toBeLessThanOrEqual(2);
  for (const { calls } of [numi, chatwoot]) {
    const urls = calls.map(({ url }) => url);
    expect(urls).toHaveLength(new Set(urls).size);
    expect(urls.length).toBeLessThanOrEqual(50);
  }
};

describe('fifty people', () => {
  it('whom nobody has asked for yet cost two calls at Perfex and one for each record at the others', async () => {
    at.forgetCalls();
    const { people, errors } = await ask(fifty);
    expect(errors).toBeUndefined();
    expect(people).toHaveLength(50);
    expect(people?.every((person) => person !== null)).toBe(true);
    expect(at.calls.perfex).toBe(2);
    expectFewestCalls();
  });

  it('who are known cost no more, and are the same in the same order', async () => {
    const ids = (await ask(fifty)).people?.map((person) => person?.id);
    at.forgetCalls();
    const again = await ask(fifty);
    expect(again.people?.map((person) => person?.id)).toEqual(ids);
    expectFewestCalls();
    at.forgetCalls();
    const byId = await ask([...new Set(ids)].map((id) => ({ id })));
    expect(byId.people?.map((person) => person?.id)).toEqual([...new Set(ids)]);
    expectFewestCalls();
  });

  it('cost no more where the operation asks for what hangs on their records', async () => {
    at.forgetCalls();
    await ask(
      fifty,
      'users { memberships { nodes { groupId } } } profiles { phoneNumber } memberships { nodes { groupId } }',
    );
    expectFewestCalls();
  });

  it('are as many as one list takes', async () => {
    at.forgetCalls();
    const { errors } = await ask([...fifty, { userId: '1' }]);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: ['by'] } }]);
    expect(at.calls).toEqual({ numi: 0, chatwoot: 0, perfex: 0 });
  });
});

it('answers null for nobody and an error for whom no vendor could tell, each in its place', async () => {
  const { people, errors } = await ask([{ userId: '999999' }, { userId: '1' }, { userId: '54' }, { userId: '1' }]);
  expect(people).toMatchObject([null, { users: [{ id: '1' }] }, null, { users: [{ id: '1' }] }]);
  expect(errors).toMatchObject([{ path: ['people', 2], extensions: { code: 'VENDOR_FORBIDDEN' } }]);
});

it('answers one error where all fail in the same way', async () => {
  at.server.simulators.chatwoot.setFaults({ errorRate: 1 });
  const { people, errors } = await ask([{ userId: '201' }, { userId: '202' }]);
  at.server.reset();
  expect(people).toBeNull();
  expect(errors).toMatchObject([{ path: ['people'], extensions: { code: 'VENDOR_UNAVAILABLE', vendor: 'CHATWOOT' } }]);
});

it('answers an empty list for no keys', async () => {
  expect(await ask([])).toEqual({ people: [], errors: undefined });
});
