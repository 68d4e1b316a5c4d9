import { usePeople } from './support.js';

const at = usePeople();
const ada = { user: '1', contact: '1', phoneNumber: '+4930901820', email: 'ada.lovelace@example.com' };

const recordsOf = ({ links }: { links: { vendor: string; recordId: string }[] }) =>
  links.map(({ vendor, recordId }) => `${vendor} ${recordId}`).sort();
const allOfAda = [`CHATWOOT ${ada.user}`, `NUMI ${ada.phoneNumber}`, `PERFEX ${ada.contact}`, `PERSIO ${ada.user}`];

describe('a person whom nobody has asked for yet', () => {
  it.each([
    ['a user id', { userId: '1' }],
    ['a contact id', { contactId: '3' }],
    ['a phone number', { phoneNumber: '+12025550143' }],
    ['an e-mail address', { email: 'nobody@example.com' }],
  ])('costs one call at each vendor at the most, by %s', async (_, by) => {
    at.forgetCalls();
    await at.ask(by);
    expect(Math.max(...Object.values(at.calls))).toBe(1);
  });
});

describe('a person who is known', () => {
  let id: string;
  beforeAll(async () => {
    ({ id } = await at.find({ userId: ada.user }));
  });

  it.each([
    ['user id', { userId: ada.user }],
    ['contact id', { contactId: ada.contact }],
    ['phone number', { phoneNumber: ada.phoneNumber }],
    ['national phone number', { phoneNumber: '030 901820' }],
    ['e-mail address', { email: ada.email }],
    ['e-mail address in capitals', { email: ' ADA.Lovelace@example.com' }],
    ['user id in Persio', { persioUserId: ada.user }],
  ])('is the same one by %s, with all records, for one call at each vendor', async (_, by) => {
    at.forgetCalls();
    const found = await at.find(by);
    expect(found.id).toBe(id);
    expect(recordsOf(found)).toEqual(allOfAda);
    expect(found).toMatchObject({
      redirectedFrom: null,
      otherMatches: [],
      profile: { phoneNumber: ada.phoneNumber },
      users: [{ id: ada.user }],
      contacts: [{ id: ada.contact }],
      unavailable: [],
    });
    expect(at.calls).toEqual({ numi: 1, chatwoot: 1, perfex: 1 });
  });

  it('is found by their own id, whatever its capitals', async () => {
    expect((await at.find({ id: id.toUpperCase() })).id).toBe(id);
  });

  it('has links that tell the rule, what was the same, and who linked', async () => {
    const { links } = await at.find({ id });
    expect(links).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ rule: 'FIRST', evidence: { identifiers: [], matched: null }, linkedBy: 'rules' }),
        expect.objectContaining({
          rule: 'EMAIL_AND_PHONE_NUMBER',
          evidence: { identifiers: ['EMAIL', 'PHONE_NUMBER'], matched: expect.any(Object) as object },
        }),
        expect.objectContaining({
          vendor: 'PERSIO',
          rule: 'VENDOR_ID',
          evidence: { identifiers: [], matched: { vendor: 'CHATWOOT', recordId: ada.user } },
        }),
      ]),
    );
  });

  it('costs nothing twice: what the operation asks of the records is answered from the same calls', async () => {
    at.forgetCalls();
    const { data } = await at.ask(
      { id },
      'contacts { profile { firstName } } users { memberships { nodes { groupId } } }',
    );
    expect(data.person).toMatchObject({ contacts: [{ profile: { firstName: 'Ada' } }] });
    expect(at.calls).toEqual({ numi: 1, chatwoot: 1, perfex: 1 });
  });

  it('costs nothing twice where the operation asks for them in several ways', async () => {
    at.forgetCalls();
    const { data } = await at.server.ask<{ a: unknown; b: unknown; c: unknown; contact: unknown }>(
      `{ a: person(by: { userId: "1" }) { id } b: person(by: { contactId: "1" }) { id } c: people(by: [{ email: "${ada.email}" }]) { id }
         contact(id: 1) { id } }`,
    );
    expect(data).toEqual({ a: { id }, b: { id }, c: [{ id }], contact: { id: '1' } });
    expect(at.calls).toEqual({ numi: 1, chatwoot: 1, perfex: 1 });
  });

  it('has the groups of all their user ids in Persio, page by page', async () => {
    const page = async (after?: string) => {
      const list = `memberships(first: 1${after ? `, after: "${after}"` : ''}) { nodes { groupId } pageInfo { hasNextPage hasPreviousPage endCursor } }`;
      const { data } = await at.ask({ id }, list);
      return (data.person as unknown as { memberships: { nodes: unknown; pageInfo: Record<string, unknown> } })
        .memberships;
    };
    const first = await page();
    expect(first).toMatchObject({ nodes: [{ groupId: 'mathematicians' }], pageInfo: { hasNextPage: true } });
    const second = await page(String(first.pageInfo['endCursor']));
    expect(second).toMatchObject({
      nodes: [{ groupId: 'newsletter' }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });
});

describe('nobody', () => {
  it.each([
    ['a phone number', { phoneNumber: '+4930901829' }],
    ['an e-mail address', { email: 'nobody.at.all@example.com' }],
    ['a user id', { userId: '999999' }],
    ['a contact id', { contactId: '999999' }],
    ['a user id in Persio', { persioUserId: 'anonymous' }],
    ['an id', { id: '00000000-0000-4000-8000-000000000000' }],
    ['an id of another form', { id: 'ada' }],
  ])('is null by %s', async (_, by) => {
    const { data, errors } = await at.ask(by);
    expect({ data, errors }).toEqual({ data: { person: null }, errors: undefined });
  });
});

describe('a key that cannot be one', () => {
  it.each([
    ['phoneNumber', { phoneNumber: 'unknown' }],
    ['email', { email: 'ada' }],
    ['userId', { userId: '1x' }],
    ['contactId', { contactId: 'search' }],
  ])('is refused by its name: %s', async (field, by) => {
    at.forgetCalls();
    const { data, errors } = await at.ask(by);
    expect(data.person).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', fields: [field] } }]);
    expect(Object.values(at.calls)).toEqual([0, 0, 0]);
  });

  it.each([
    ['none at all', {}],
    ['two', { userId: '1', contactId: '1' }],
    ['null', { userId: null }],
  ])('is refused where there is not exactly one: %s', async (_, by) => {
    const { errors } = await at.ask(by);
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('fails a list before anybody is asked', async () => {
    at.forgetCalls();
    const { data, errors } = await at.server.ask('{ people(by: [{ userId: 1 }, { email: "ada" }]) { id } }');
    expect({ data, errors }).toMatchObject({ data: { people: null }, errors: [{ extensions: { fields: ['email'] } }] });
    expect(Object.values(at.calls)).toEqual([0, 0, 0]);
  });
});
