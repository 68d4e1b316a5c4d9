import { operationOf } from '../../client/src/operation.js';

describe('what the client reads of a document', () => {
  it.each([
    ['{ a }', { kind: 'query', inputs: [], fields: 1 }],
    ['query { a b { c d } }', { kind: 'query', inputs: [], fields: 2 }],
    [
      'mutation M($input: CreateUserInput!) { createUser(input: $input) { write { id } } }',
      { kind: 'mutation', inputs: [{ variable: 'input', type: 'CreateUserInput' }], fields: 1 },
    ],
    [
      'mutation ($a: AInput = { x: "}" }, $b: [BInput!]!, $c: ID) { one: a(input: $a) two: b(input: { d: $b }) }',
      {
        kind: 'mutation',
        inputs: [
          { variable: 'a', type: 'AInput' },
          { variable: 'c', type: 'ID' },
        ],
        fields: 2,
      },
    ],
    ['fragment F on User { name more } mutation { a { ...F } }', { kind: 'mutation', inputs: [], fields: 1 }],
    ['mutation { a { ...F } } fragment F on User { name more }', { kind: 'mutation', inputs: [], fields: 1 }],
    ['mutation { ...Everything }', { kind: 'mutation', inputs: [], fields: undefined }],
    [
      '# mutation {\n"""mutation { b }""" query { a(text: "} mutation { b }") }',
      { kind: 'query', inputs: [], fields: 1 },
    ],
    ['query A { a } mutation B { b }', { kind: 'mutation', inputs: [], fields: 2 }],
    ['query Q($yes: Boolean!) @live { a @include(if: $yes) b }', { kind: 'query', fields: 2 }],
    ['subscription { personChanged { id } }', { kind: 'subscription', fields: 1 }],
    ['mutation', { kind: 'mutation', fields: 0 }],
  ])('%s', (text, expected) => {
    expect(operationOf(text)).toMatchObject(expected);
  });
});
