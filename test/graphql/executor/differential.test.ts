import fc from 'fast-check';
import { validate, parse, type GraphQLSchema } from 'graphql';
import { buildGraphSchema } from '../../../src/graphql/schema.js';
import { startServer, type TestServer } from '../../support/server.js';
import { operations, type Operation } from './generated-operations.js';

let server: TestServer;
let schema: GraphQLSchema;
beforeAll(async () => {
  // Nothing is kept between two runs of an operation, so that both ask the vendors.
  server = await startServer({
    NUMI_CACHE_SECONDS: '0',
    CHATWOOT_CACHE_SECONDS: '0',
    PERFEX_CACHE_SECONDS: '0',
    CHATWOOT_CALLS_PER_MINUTE: '1000000',
    MAX_VENDOR_CALLS: '10000',
  });
  schema = await buildGraphSchema();
});
afterAll(() => server.close());

/** The interpreter runs an operation the first time, the compiled one every time after. */
async function bothAnswers({ query, variables }: Operation) {
  // The quota is that of a minute, and shall not end between the two.
  server.simulators.chatwoot.reset();
  const interpreted = await server.ask(query, variables);
  const compiled = await server.ask(query, variables);
  return [interpreted, compiled].map(({ status, data, errors }) => ({ status, data, errors: sorted(errors) }));
}

/** Errors of fields that run side by side have no order. */
const sorted = (errors: readonly unknown[] | undefined) => errors?.map((error) => JSON.stringify(error)).sort();

it('answers generated operations as the interpreter does', async () => {
  let ran = 0;
  await fc.assert(
    fc.asyncProperty(operations(schema), async (operation) => {
      fc.pre(validate(schema, parse(operation.query)).length === 0);
      ran += 1;
      const [interpreted, compiled] = await bothAnswers(operation);
      expect(compiled).toEqual(interpreted);
    }),
    { numRuns: 300, maxSkipsPerRun: 200 },
  );
  expect(ran).toBeGreaterThanOrEqual(300);
}, 300_000);
