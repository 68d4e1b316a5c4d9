import { readFile } from 'node:fs/promises';
import { type GraphQLSchema, parse, validate } from 'graphql';
import { record } from '../../scripts/examples/record.js';
import { stable } from '../../scripts/examples/stable.js';
import { workedExample } from '../../src/explorer/examples/example.js';
import { examples } from '../../src/explorer/examples/index.js';
import { publicFields } from '../../src/explorer/reference/index.js';
import { buildGraphSchema } from '../../src/graphql/schema.js';

let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await buildGraphSchema();
});

describe('the examples', () => {
  it('show every query, mutation and subscription', () => {
    const roots = [
      { kind: 'query', type: schema.getQueryType() },
      { kind: 'mutation', type: schema.getMutationType() },
      { kind: 'subscription', type: schema.getSubscriptionType() },
    ];
    for (const { kind, type } of roots) {
      const shown = examples.filter((example) => example.kind === kind).map(({ field }) => field);
      const fields = type ? publicFields(type).map(({ name }) => name) : [];
      expect([...new Set(shown)].sort()).toEqual(fields.sort());
    }
  });

  it('have names of their own', () => {
    const names = examples.map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('fit the schema, and so does what runs before them', () => {
    for (const { name, document, before = [] } of examples) {
      for (const text of [document, ...before.map((preparation) => preparation.document)])
        expect([name, validate(schema, parse(text)).map(({ message }) => message)]).toEqual([name, []]);
    }
  });

  it('are answered on the sandbox as the reference says; "npm run generate" brings it up to date', async () => {
    const committed = JSON.parse(await readFile('src/explorer/examples/answers.json', 'utf8'));
    const answers = await record(examples);
    expect(Object.keys(answers)).toEqual(Object.keys(committed));
    for (const [name, answer] of Object.entries(answers)) expect([name, answer]).toEqual([name, committed[name]]);
    expect(Object.values(answers).filter(({ answer }) => (answer as { errors?: unknown }).errors)).toEqual([]);
  });

  it('are one named operation with one field each', () => {
    expect(() => workedExample({ title: 'Two.', document: 'query Two { sources { vendor } } query B { a }' })).toThrow(
      'The example "Two." is not one named operation with one field.',
    );
    expect(() => workedExample({ title: 'None.', document: '{ sources { vendor } }' })).toThrow(TypeError);
  });
});

describe('a recorded answer', () => {
  it('has its ids numbered, what is of today at one moment, and everything else as it was', () => {
    const [one, other] = ['6b1f8d0e-6c1c-4d6e-9d5a-0d7a7c1f2a3b', '0f0f8d0e-6c1c-4d6e-9d5a-0d7a7c1f2a3b'];
    const now = new Date().toISOString();
    expect(
      stable({ ids: [one, other, `of ${one}`], at: now, born: '1815-12-10T00:00:00Z', count: 3, none: null }),
    ).toEqual({
      ids: [
        '00000000-0000-4000-8000-000000000001',
        '00000000-0000-4000-8000-000000000002',
        'of 00000000-0000-4000-8000-000000000001',
      ],
      at: '2026-03-02T09:30:00.000Z',
      born: '1815-12-10T00:00:00Z',
      count: 3,
      none: null,
    });
  });
});
