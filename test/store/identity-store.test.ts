import { randomUUID } from 'node:crypto';
import { type Identity, IdentifierKind, LinkRule, type RecordKey, type Sighting } from '../../src/domain/identity.js';
import { Vendor } from '../../src/domain/vendor.js';
import { at, describeStores, findPeople, type TemporaryStore } from './support.js';

const numi = (recordId: string): RecordKey => ({ vendor: Vendor.NUMI, recordId });
const chatwoot = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
const perfex = (recordId: string): RecordKey => ({ vendor: Vendor.PERFEX, recordId });

interface Seen {
  name?: string;
  email?: string;
  phone?: string;
}

function sighting(key: RecordKey, { name = 'Ada Lovelace', email, phone }: Seen): Sighting {
  const [given = '', family = ''] = name.split(' ');
  return {
    key,
    name: { given, family },
    identifiers: [
      ...(email === undefined ? [] : [{ kind: IdentifierKind.EMAIL, value: email }]),
      ...(phone === undefined ? [] : [{ kind: IdentifierKind.PHONE_NUMBER, value: phone }]),
    ],
  };
}

const byHand = { actor: 'support', at: at(30) };

describeStores('identities', (open) => {
  let store: TemporaryStore;

  beforeEach(async () => {
    store = await open();
  });
  afterEach(() => store.close());

  const observe = async (...sightings: Sighting[]) =>
    (await store.identities.observe(sightings, at(0))).map((each) => each?.id);
  const find = async (record: RecordKey) => (await findPeople(store, [{ record }]))[0];
  const keysOf = async (record: RecordKey) =>
    (await find(record))?.links.map(({ key }) => `${key.vendor} ${key.recordId}`).sort();

  it('joins records that share an e-mail address and a name, also when they come one after the other', async () => {
    await observe(sighting(numi('+4930901820'), { email: 'ada@example.com', phone: '+4930901820' }));
    await observe(sighting(chatwoot('1'), { email: 'ada@example.com' }));

    expect(await keysOf(chatwoot('1'))).toEqual(['CHATWOOT 1', 'NUMI +4930901820']);
    expect((await find(chatwoot('1')))?.links.find(({ key }) => key.vendor === Vendor.CHATWOOT)).toEqual({
      key: chatwoot('1'),
      rule: LinkRule.EMAIL_AND_NAME,
      evidence: { identifiers: [IdentifierKind.EMAIL], matched: numi('+4930901820') },
      linkedAt: at(0),
      linkedBy: 'rules',
    });
  });

  it('finds a user by a phone number that only another record has', async () => {
    await observe(
      sighting(chatwoot('1'), { email: 'ada@example.com' }),
      sighting(perfex('7'), { email: 'ada@example.com', phone: '+4930901820' }),
    );

    const [identity] = await findPeople(store, [
      { identifier: { kind: IdentifierKind.PHONE_NUMBER, value: '+4930901820' } },
    ]);

    expect(identity?.links.map(({ key }) => key.vendor).sort()).toEqual(['CHATWOOT', 'PERFEX']);
  });

  it('answers the same person for a record that is seen again as it was', async () => {
    const seen = sighting(chatwoot('1'), { email: 'ada@example.com' });

    expect(await observe(seen)).toEqual(await observe(seen));
  });

  it('makes one person of two when a record shows that they are one, and leads the younger id on', async () => {
    const [older] = await observe(sighting(numi('+4930901820'), { phone: '+4930901820' }));
    const [younger] = (
      await store.identities.observe([sighting(chatwoot('1'), { email: 'ada@example.com' })], at(5))
    ).map((each) => each?.id);

    await observe(sighting(perfex('7'), { email: 'ada@example.com', phone: '+4930901820' }));

    expect(older).not.toBe(younger);
    const [identity] = await findPeople(store, [{ personId: younger as string }]);
    expect(identity).toMatchObject({ id: older, redirectedFrom: younger });
    expect(identity?.links).toHaveLength(3);
  });

  it('leads an id on to the last one after several merges', async () => {
    const [first, second, third] = await observe(
      sighting(chatwoot('1'), { name: 'A A' }),
      sighting(chatwoot('2'), { name: 'B B' }),
      sighting(chatwoot('3'), { name: 'C C' }),
    );

    await store.identities.merge([second as string, first as string], byHand);
    await store.identities.merge([third as string, second as string], byHand);

    const found = await findPeople(store, [{ personId: first as string }, { personId: second as string }]);
    expect(found.map((identity) => identity?.id)).toEqual([third, third]);
  });

  it('never joins by a rule what was separated', async () => {
    const ada = sighting(numi('+4930901820'), { email: 'ada@example.com', phone: '+4930901820' });
    const [person] = await observe(ada, sighting(chatwoot('1'), { email: 'ada@example.com' }));

    const parted = await store.identities.separate(person as string, [[chatwoot('1')]], byHand);
    await observe(sighting(chatwoot('1'), { email: 'ada@example.com', phone: '+4930901820' }));
    // A third record that fits both must not bring them together either.
    await observe(sighting(perfex('7'), { email: 'ada@example.com', phone: '+4930901820' }));

    expect(parted?.stayed.id).toBe(person);
    expect(parted?.left[0]?.links.map(({ key }) => key)).toEqual([chatwoot('1')]);
    expect((await find(chatwoot('1')))?.id).not.toBe((await find(numi('+4930901820')))?.id);
  });

  it('does not separate a record from a person who has no other, nor one of somebody else', async () => {
    const [person] = await observe(sighting(chatwoot('1'), { name: 'A A' }), sighting(chatwoot('2'), { name: 'B B' }));

    expect(await store.identities.separate(person as string, [[chatwoot('1')]], byHand)).toBeNull();
    expect(await store.identities.separate(person as string, [[chatwoot('2')]], byHand)).toBeNull();
  });

  it('takes a word of a caller above a separation', async () => {
    const ada = sighting(numi('+4930901820'), { email: 'ada@example.com' });
    const [person] = await observe(ada, sighting(chatwoot('1'), { email: 'ada@example.com' }));
    await store.identities.separate(person as string, [[chatwoot('1')]], byHand);

    const [joined] = await store.identities.declare([[numi('+4930901820'), chatwoot('1')]], byHand);

    expect(joined).toMatchObject({ id: person });
    expect((joined as Identity).links.map(({ rule, linkedBy }) => [rule, linkedBy])).toEqual([
      ['FIRST', 'rules'],
      ['DECLARED', 'support'],
    ]);
  });

  it('keeps records that were declared before anybody saw them, and learns what they are later', async () => {
    await store.identities.declare([[numi('+4930901820'), chatwoot('1')]], byHand);
    await observe(sighting(chatwoot('1'), { email: 'ada@example.com' }));

    const [identity] = await findPeople(store, [
      { identifier: { kind: IdentifierKind.EMAIL, value: 'ada@example.com' } },
    ]);

    expect(identity?.links.map(({ key }) => key)).toEqual([numi('+4930901820'), chatwoot('1')]);
  });

  it('prefers the owner of the profile among those who share a phone number, and names the others', async () => {
    await observe(
      sighting(perfex('1'), { name: 'Katharina Hofmann', phone: '+493023125069' }),
      sighting(numi('+493023125069'), { name: 'Silke Hofmann', phone: '+493023125069' }),
    );

    const [identity] = await findPeople(store, [
      { identifier: { kind: IdentifierKind.PHONE_NUMBER, value: '+493023125069' } },
    ]);

    expect(identity?.links.map(({ key }) => key.vendor)).toEqual(['NUMI']);
    expect(identity?.otherMatches).toEqual([(await find(perfex('1')))?.id]);
  });

  it('answers null for whom nobody knows', async () => {
    expect(await findPeople(store, [{ record: chatwoot('404') }, { personId: randomUUID() }])).toEqual([null, null]);
  });

  it('knows people when it is opened again', async () => {
    const [person] = await observe(sighting(chatwoot('1'), { email: 'ada@example.com' }));

    await store.reopen();

    expect((await find(chatwoot('1')))?.id).toBe(person);
  });

  it('links nobody by an identifier of too many records', async () => {
    const crowd = Array.from({ length: 12 }, (_, index) =>
      sighting(chatwoot(String(index + 1)), { name: `Person${index} Nobody`, email: 'shared@example.com' }),
    );
    await observe(...crowd);
    await observe(sighting(perfex('1'), { name: 'Person3 Nobody', email: 'shared@example.com' }));

    expect(await keysOf(perfex('1'))).toEqual(['PERFEX 1']);
  });
});
