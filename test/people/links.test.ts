import { createHash } from 'node:crypto';
import { usePeople } from './support.js';

const key = 'key-of-a-caller-for-the-tests';
const authorization = { authorization: `Bearer ${key}` };
const at = usePeople({ API_KEYS: `support:${createHash('sha256').update(key).digest('hex')}` });

interface Payload {
  readonly personId: string;
  readonly otherIds?: readonly string[];
  readonly person?: { readonly links: readonly { vendor: string; recordId: string; rule: string; linkedBy: string }[] };
  readonly others?: Payload['person'][];
}

const links = 'person { links { vendor recordId rule linkedBy } }';
const others = 'otherIds others { links { vendor recordId rule linkedBy } }';

async function change(mutation: string, input: object, more = '') {
  const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
  const { data, errors = [] } = await at.server.ask<{ change: Payload | null } | null>(
    `mutation ($input: ${type}!) { change: ${mutation}(input: $input) { personId ${links} ${more} } }`,
    { input },
    authorization,
  );
  return { payload: data?.change, codes: errors.map(({ extensions }) => extensions.code), errors };
}

const user = (recordId: string) => ({ vendor: 'CHATWOOT', recordId });
const contact = (recordId: string) => ({ vendor: 'PERFEX', recordId });
const recordsOf = (person: Payload['person']) =>
  person?.links
    .filter(({ vendor }) => vendor !== 'PERSIO')
    .map(({ vendor, recordId }) => `${vendor} ${recordId}`)
    .sort();
const personOf = async (by: object) =>
  (await at.ask(by, 'id links { vendor recordId rule }', authorization)).data.person;

/** Records that nobody has, each test its own. */
let last = 900_000;
const unknown = () => String((last += 1));

describe('linking', () => {
  it('makes one person of records, and says who said so', async () => {
    const [one, other] = [user(unknown()), contact(unknown())];
    const { payload } = await change('linkRecords', { records: [one, other] });

    expect(recordsOf(payload?.person)).toEqual([`CHATWOOT ${one.recordId}`, `PERFEX ${other.recordId}`]);
    expect(payload?.person?.links.find(({ vendor }) => vendor === 'PERFEX')).toMatchObject({
      rule: 'DECLARED',
      linkedBy: 'support',
    });
    expect((await personOf({ contactId: other.recordId }))?.id).toBe(payload?.personId);
  });

  it('keeps the id of the record that is known', async () => {
    const known = await personOf({ userId: '1' });
    const { payload } = await change('linkRecords', { records: [contact(unknown()), user('1')] });

    expect(payload?.personId).toBe(known?.id);
  });

  it('takes a user id in Persio for the record that it names', async () => {
    const [one, other] = [unknown(), unknown()];
    const { payload } = await change('linkRecords', { records: [{ vendor: 'PERSIO', recordId: one }, contact(other)] });

    expect(recordsOf(payload?.person)).toEqual([`CHATWOOT ${one}`, `PERFEX ${other}`]);
  });

  it.each([
    ['an id that is no number', [user('ada'), contact('1')], 'records.0.recordId'],
    ['zeros', [contact('1'), user('000')], 'records.1.recordId'],
    [
      'a phone number without its country',
      [{ vendor: 'NUMI', recordId: '030 901820' }, user('1')],
      'records.0.recordId',
    ],
    ['a phone number of nobody', [{ vendor: 'NUMI', recordId: '+49000000000' }, user('1')], 'records.0.recordId'],
    ['null', [{ vendor: 'PERSIO', recordId: 'null' }, user('1')], 'records.0.recordId'],
    ['the same record twice', [user('1'), { vendor: 'PERSIO', recordId: '1' }], 'records'],
  ])('refuses %s', async (_, records, field) => {
    const { codes, errors } = await change('linkRecords', { records });
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.extensions.fields).toEqual([field]);
  });

  it('gives nobody more than a hundred records', async () => {
    const many = Array.from({ length: 100 }, () => user(unknown()));
    const first = await change('linkRecords', { records: many.slice(0, 50) });
    await change('linkRecords', { records: [many[0], ...many.slice(50, 99)] });
    await change('linkRecords', { records: [many[0], many[99]] });

    const { codes } = await change('linkRecords', { records: [many[0], user(unknown())] });

    expect(codes).toEqual(['CONFLICT']);
    expect(
      (await personOf({ id: first.payload?.personId }))?.links.filter(({ vendor }) => vendor !== 'PERSIO'),
    ).toHaveLength(100);
  });
});

describe('taking apart', () => {
  const linked = async () => {
    const records = [user(unknown()), contact(unknown()), contact(unknown())] as const;
    const { payload } = await change('linkRecords', { records });
    return { records, personId: payload?.personId as string };
  };

  it('unlinks each record as a person of its own', async () => {
    const { records, personId } = await linked();
    const { payload } = await change('unlinkRecords', { personId, records: records.slice(1) }, others);

    expect(payload?.personId).toBe(personId);
    expect(recordsOf(payload?.person)).toEqual([`CHATWOOT ${records[0].recordId}`]);
    expect(payload?.others?.map(recordsOf)).toEqual(records.slice(1).map(({ recordId }) => [`PERFEX ${recordId}`]));
  });

  it('splits records off as one person', async () => {
    const { records, personId } = await linked();
    const { payload } = await change('splitPerson', { personId, records: records.slice(1) }, others);

    expect(payload?.otherIds).toHaveLength(1);
    expect(recordsOf(payload?.others?.[0])).toEqual(
      records
        .slice(1)
        .map(({ recordId }) => `PERFEX ${recordId}`)
        .sort(),
    );
  });

  it('stays so, although the vendors show what would link them', async () => {
    const ada = await personOf({ userId: '1' });
    await change('unlinkRecords', { personId: ada?.id, records: [contact('1')] });

    const [byUser, byContact] = [await personOf({ userId: '1' }), await personOf({ contactId: '1' })];

    expect(byContact?.id).not.toBe(byUser?.id);
    const again = await change('linkRecords', { records: [user('1'), contact('1')] });
    expect(again.payload?.personId).toBe(byUser?.id);
  });

  it('refuses what is not of that person, all that the person has, and whom nobody knows', async () => {
    const { records, personId } = await linked();

    expect((await change('unlinkRecords', { personId, records: [user('2')] })).codes).toEqual(['CONFLICT']);
    expect((await change('splitPerson', { personId, records })).codes).toEqual(['CONFLICT']);
    const nobody = '0190163d-8694-739b-aea5-966c26f8ad91';
    expect((await change('unlinkRecords', { personId: nobody, records })).codes).toEqual(['NOT_FOUND']);
  });
});

describe('merging', () => {
  it('keeps the id that was named, to which the others lead', async () => {
    const pairs = [
      [user(unknown()), contact(unknown())],
      [user(unknown()), contact(unknown())],
    ];
    const ids: string[] = [];
    for (const records of pairs) ids.push((await change('linkRecords', { records })).payload?.personId ?? '');

    const { payload } = await change('mergePeople', { personId: ids[1], mergedIds: [ids[0]] });

    expect(payload?.personId).toBe(ids[1]);
    expect(payload?.person?.links.filter(({ vendor }) => vendor !== 'PERSIO')).toHaveLength(4);
    expect((await personOf({ id: ids[0] }))?.id).toBe(ids[1]);
    // Said once more, it holds already.
    expect((await change('mergePeople', { personId: ids[1], mergedIds: [ids[0]] })).payload?.personId).toBe(ids[1]);
  });

  it('refuses whom nobody knows', async () => {
    const known = await personOf({ userId: '2' });
    const { codes, errors } = await change('mergePeople', { personId: known?.id, mergedIds: ['nobody'] });

    expect(codes).toEqual(['NOT_FOUND']);
    expect(errors[0]?.extensions.fields).toEqual(['mergedIds']);
  });
});
