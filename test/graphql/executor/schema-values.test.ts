import { buildClientSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql';
import { startServer, type TestServer } from '../../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());

const times = (count: number, field: (number: number) => string): string =>
  `{ ${Array.from({ length: count }, (_, number) => field(number)).join(' ')} }`;

describe('a question about the schema itself', () => {
  it('is answered as tools ask it', async () => {
    const all = { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, oneOf: true } as const;
    const { data, errors } = await server.ask<IntrospectionQuery>(
      getIntrospectionQuery({ ...all, inputValueDeprecation: true }),
    );
    expect(errors).toBeUndefined();
    expect(buildClientSchema(data).getQueryType()?.getFields()).toHaveProperty('person');
    expect((await server.ask('{ _service { sdl } }')).data._service.sdl).toContain('@key(');
  });

  it.each([
    ['of all descriptions', times(600, (number) => `a${number}: __schema { types { description } }`)],
    [
      'of types by their names',
      times(
        900,
        (number) => `a${number}: __type(name: "Query") { fields { name description args { name } isDeprecated } }`,
      ),
    ],
    [
      'of lists within lists',
      `{ __schema { types ${times(200, (number) => `a${number}: fields { args { type { fields { name } } } }`)} } }`,
    ],
    ['of the text for gateways', `{ _service ${times(1_000, (number) => `a${number}: sdl`)} }`],
  ])('is refused where it asks very often: %s', async (_, query) => {
    // Twice: what is known is checked, too.
    for (const time of [1, 2]) {
      const { status, data, errors } = await server.ask(query);
      expect([time, status, data]).toEqual([time, 400, undefined]);
      expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_COMPLEX' } }]);
    }
  });
});
