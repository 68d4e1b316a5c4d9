import { contactIds, customerId, rowsOfOperation } from './population.js';

/** A query of the benchmark, in as many variants as are wanted. */
export interface BenchCase {
  readonly name: string;
  readonly query: string;
  readonly variables: (variant: number) => Readonly<Record<string, unknown>>;
  /** Rows in its answer. */
  readonly rows: number;
}

/** Twelve fields and the nested notifications. */
const contactFields = `
  id customerId isPrimary firstName lastName email phoneNumber title createdAt isActive direction lastLoginAt
  notifications { invoice estimate creditNote contract task project ticket }`;

const batchQuery = `query Batch($ids: [ID!]!) { contacts(ids: $ids) { ${contactFields} } }`;

const nestedQuery = `query Nested($customerId: ID!) {
  customerContacts(customerId: $customerId, first: 100) {
    nodes {
      id firstName lastName email phoneNumber title
      profile { phoneNumber firstName lastName email dateOfBirth metadata }
    }
  }
}`;

const batch = (distinct: number): BenchCase => ({
  name: `batch-${distinct}`,
  query: batchQuery,
  variables: (variant) => ({ ids: contactIds(variant, distinct) }),
  rows: rowsOfOperation,
});

const nested = (distinct: number): BenchCase => ({
  name: `nested-${distinct}`,
  query: nestedQuery,
  variables: (variant) => ({ customerId: customerId(variant, distinct) }),
  rows: rowsOfOperation,
});

/** The queries that all contenders answer. */
export const cases: readonly BenchCase[] = [
  batch(10),
  batch(100),
  nested(10),
  nested(100),
  // A variable that nothing declares is ignored, and makes the operations of two connections differ.
  { name: 'trivial', query: 'query Trivial { __typename }', variables: (variant) => ({ variant }), rows: 0 },
];

const parts = Array.from({ length: 10 }, (_, index) => `k${index}`);

/** A thousand distinct rows, as ten lists of a hundred: no list may be longer. */
export const thousandRows: BenchCase = {
  name: 'rows-1000',
  query: `query Rows(${parts.map((part) => `$${part}: [ID!]!`).join(', ')}) {
    ${parts.map((part) => `${part}: contacts(ids: $${part}) { ...fields }`).join('\n')}
  }
  fragment fields on Contact { ${contactFields} }`,
  variables: (variant) =>
    Object.fromEntries(parts.map((part, index) => [part, contactIds(variant * parts.length + index, rowsOfOperation)])),
  rows: rowsOfOperation * parts.length,
};

export const caseNamed = (name: string): BenchCase => {
  const found = [...cases, thousandRows].find((candidate) => candidate.name === name);
  if (!found) throw new Error(`There is no query named ${name}.`);
  return found;
};

export const bodyOf = ({ query, variables }: BenchCase, variant: number): string =>
  JSON.stringify({ query, variables: variables(variant) });
