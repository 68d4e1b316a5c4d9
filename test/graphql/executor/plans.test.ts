import { getOperationAST, type GraphQLSchema, type OperationDefinitionNode, parse } from 'graphql';
import { OperationPlans } from '../../../src/graphql/executor/plans.js';
import { buildGraphSchema } from '../../../src/graphql/schema.js';
import { startServer, type TestServer } from '../../support/server.js';

describe('plans that are kept', () => {
  let schema: GraphQLSchema;
  beforeAll(async () => {
    schema = await buildGraphSchema();
  });

  /** Users by so many keys, which stand in the document. */
  const parsed = (keys: number, name = 'Users') => {
    const document = parse(`query ${name} { users(ids: [${'1 '.repeat(keys)}]) { id } }`);
    return { document, operation: getOperationAST(document) as OperationDefinitionNode };
  };
  const planned = (plans: OperationPlans, { document, operation }: ReturnType<typeof parsed>) =>
    plans.of(document, operation, {});

  it('are bounded by what their documents take, and those used least lately go first', () => {
    const plans = new OperationPlans(schema);
    const [first, ...others] = Array.from({ length: 60 }, (_, number) => parsed(2_000, `Users${number}`));
    const last = others.at(-1);
    if (!first || !last) throw new Error('There are sixty of them.');
    const before = planned(plans, first);
    expect(planned(plans, first)).toBe(before);
    const [latest] = others.map((operation) => planned(plans, operation)).slice(-1);
    expect(planned(plans, last)).toBe(latest);
    expect(planned(plans, first)).not.toBe(before);
  });

  it('are not those of a document of thousands of values', () => {
    const plans = new OperationPlans(schema);
    const large = parsed(6_000);
    expect(planned(plans, large)).not.toBe(planned(plans, large));
  });
});

describe('an operation with a condition', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.close());

  it('is refused with null for it, whatever was asked before', async () => {
    const ask = (wanted: boolean | null) =>
      server.ask('query ($wanted: Boolean = true) { sources { vendor @include(if: $wanted) state } }', { wanted });
    const refused = { status: 400, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] };
    expect(await ask(null)).toMatchObject(refused);
    expect(await ask(false)).toMatchObject({ status: 200, errors: undefined });
    expect(await ask(true)).toMatchObject({ status: 200, errors: undefined });
    for (const time of [1, 2]) expect([time, await ask(null)]).toMatchObject([time, refused]);
  });
});
