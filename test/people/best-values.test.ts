import { IdentifierKind } from '../../src/domain/identity.js';
import { Freshness } from '../../src/domain/person.js';
import { Vendor } from '../../src/domain/vendor.js';
import { bestValues, type Statement } from '../../src/services/people/best-values.js';
import { usePeople } from './support.js';

interface Said {
  readonly name?: readonly [given: string, family: string];
  readonly email?: string;
  readonly phoneNumber?: string;
  readonly dateOfBirth?: string;
  readonly recordId?: string;
  readonly isStale?: boolean;
}

const { NUMI, CHATWOOT, PERFEX } = Vendor;

function says(
  vendor: Vendor,
  { name = ['', ''], email, phoneNumber, dateOfBirth, recordId = '1', isStale }: Said,
): Statement {
  const [given, family] = name;
  return {
    sighting: {
      key: { vendor, recordId },
      name: { given, family },
      identifiers: [
        ...(email ? [{ kind: IdentifierKind.EMAIL, value: email }] : []),
        ...(phoneNumber ? [{ kind: IdentifierKind.PHONE_NUMBER, value: phoneNumber }] : []),
      ],
    },
    fullName: name.filter(Boolean).join(' '),
    dateOfBirth: dateOfBirth ?? null,
    source: { vendor, recordId, fetchedAt: new Date(0), freshness: isStale ? Freshness.STALE : Freshness.FRESH },
  };
}

const emailsOf = (...statements: Statement[]) => bestValues(statements).emails.map(({ value }) => value);
const vendorsOf = ({ sources }: { sources: readonly { vendor: Vendor }[] }) => sources.map(({ vendor }) => vendor);

describe('the best value', () => {
  it('is the one that most records hold', () => {
    const statements = [
      says(PERFEX, { email: 'a@x.de' }),
      says(NUMI, { email: 'b@x.de' }),
      says(CHATWOOT, { email: 'b@x.de' }),
    ];
    expect(emailsOf(...statements)).toEqual(['b@x.de', 'a@x.de']);
  });

  it('is among as many a fresh one', () => {
    expect(emailsOf(says(PERFEX, { email: 'a@x.de', isStale: true }), says(NUMI, { email: 'b@x.de' }))).toEqual([
      'b@x.de',
      'a@x.de',
    ]);
  });

  it.each([
    ['email', [NUMI, CHATWOOT, PERFEX], [PERFEX, CHATWOOT, NUMI]],
    ['phoneNumber', [CHATWOOT, PERFEX, NUMI], [NUMI, PERFEX, CHATWOOT]],
  ] as const)('is among as many that of the vendor that is trusted most: %s', (field, given, order) => {
    const { emails, phoneNumbers } = bestValues(given.map((vendor) => says(vendor, { [field]: `${vendor}@x.de` })));
    expect([...emails, ...phoneNumbers].map(({ value }) => value)).toEqual(order.map((vendor) => `${vendor}@x.de`));
  });

  it('is of one vendor that of the record that was linked first', () => {
    expect(emailsOf(says(PERFEX, { email: 'b@x.de' }), says(PERFEX, { email: 'a@x.de', recordId: '2' }))).toEqual([
      'b@x.de',
      'a@x.de',
    ]);
  });

  it('names all records that hold it, the one that counts most first', () => {
    const [best] = bestValues([says(NUMI, { email: 'a@x.de' }), says(PERFEX, { email: 'a@x.de' })]).emails;
    expect(best && vendorsOf(best)).toEqual([PERFEX, NUMI]);
  });

  it('is nothing where no record has one', () => {
    expect(bestValues([says(PERFEX, {})])).toEqual({
      name: null,
      emails: [],
      phoneNumbers: [],
      dateOfBirth: null,
      disagreements: [],
    });
  });
});

describe('the name', () => {
  it('is the same with other capitals, marks and spaces, and is written as the best record has it', () => {
    const { name, disagreements } = bestValues([
      says(CHATWOOT, { name: ['JOSE', 'garcia'] }),
      says(PERFEX, { name: ['José', 'García'] }),
      says(NUMI, { name: [' Jose', 'Garcia '] }),
    ]);
    expect(name).toMatchObject({ full: 'José García', given: 'José', family: 'García' });
    expect(name && vendorsOf(name)).toEqual([PERFEX, NUMI, CHATWOOT]);
    expect(disagreements).toEqual([]);
  });

  it('has no part that is not known', () => {
    expect(bestValues([says(NUMI, { name: ['', 'Vogt'] })]).name).toMatchObject({
      full: 'Vogt',
      given: null,
      family: 'Vogt',
    });
  });
});

describe('disagreements', () => {
  it('name each attribute with every value and who holds it, and leave out who holds none', () => {
    const { disagreements } = bestValues([
      says(NUMI, { name: ['Ada', 'King'], dateOfBirth: '1815-12-10', email: 'a@x.de' }),
      says(NUMI, { name: ['Ada', 'King'], dateOfBirth: '1815-10-12', recordId: '2' }),
      says(PERFEX, { name: ['Ada', 'Lovelace'], email: 'a@x.de' }),
    ]);
    expect(
      disagreements.map(({ attribute, values }) => [
        attribute,
        values.map(({ value, sources }) => [value, sources.length]),
      ]),
    ).toEqual([
      [
        'NAME',
        [
          ['Ada King', 2],
          ['Ada Lovelace', 1],
        ],
      ],
      [
        'DATE_OF_BIRTH',
        [
          ['1815-12-10', 1],
          ['1815-10-12', 1],
        ],
      ],
    ]);
  });
});

describe('a person about whom the vendors disagree', () => {
  const at = usePeople();

  it('has the best of the values, and all the others with who holds them', async () => {
    const { data } = await at.ask(
      { userId: '2' },
      'name { full } emails { value } phoneNumbers { value } disagreements { attribute values { value sources { vendor recordId } } }',
    );
    expect(data.person).toMatchObject({
      name: { full: 'Grace Hopper' },
      emails: [{ value: 'grace.hopper@example.org' }],
      phoneNumbers: [{ value: '+12025550199' }],
      disagreements: [
        {
          attribute: 'NAME',
          values: [
            { value: 'Grace Hopper', sources: [{ vendor: 'PERFEX', recordId: '2' }] },
            { value: 'Grace Hooper', sources: [{ vendor: 'CHATWOOT', recordId: '2' }] },
          ],
        },
      ],
    });
  });
});
