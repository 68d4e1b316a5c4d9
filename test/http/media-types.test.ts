import { type GraphError, startServer, type TestServer } from '../support/server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

async function post(body: object | string | FormData, headers: Record<string, string> = {}) {
  const isJson = !(body instanceof FormData) && typeof body !== 'string';
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { ...(isJson ? { 'content-type': 'application/json' } : {}), ...headers },
    body: isJson ? JSON.stringify(body) : body,
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: GraphError[] };
  return { status: response.status, type: response.headers.get('content-type'), data, errors };
}

const codes = ({ errors }: { errors?: readonly GraphError[] | undefined }) =>
  errors?.map(({ extensions }) => extensions.code) ?? [];
const read = { query: '{ contact(id: "1") { firstName } }' };

describe('an answer', () => {
  const plain = 'application/json; charset=utf-8';
  const graphql = 'application/graphql-response+json; charset=utf-8';

  it.each([
    ['*/*', plain],
    ['application/*', plain],
    ['application/json', plain],
    ['application/graphql-response+json', graphql],
    ['application/graphql-response+json, application/json;q=0.9', graphql],
    ['application/json, application/graphql-response+json;q=0.9', plain],
    ['multipart/mixed; deferSpec=20220824, application/json', plain],
    ['text/html, */*;q=0.1', plain],
  ])('to Accept: %s is %s, the first time and again', async (accept, type) => {
    const document = { query: `{ contact(id: "1") { firstName } } # ${accept}` };
    for (let asked = 0; asked < 3; asked += 1)
      expect(await post(document, { accept })).toEqual({
        status: 200,
        type,
        data: { contact: { firstName: 'Ada' } },
        errors: undefined,
      });
  });

  it.each(['multipart/mixed', 'multipart/mixed; deferSpec=20220824', 'text/xml', 'application/json;q=0'])(
    'that could only be sent as %s is 406, and nothing has been done',
    async (accept) => {
      const mutation = { query: 'mutation { deleteContact(input: { id: "1" }) { contactId } }' };
      await post(read);
      server.reset();
      for (const body of [mutation, read]) {
        const answer = await post(body, { accept });
        expect([answer.status, codes(answer), answer.data]).toEqual([406, ['BAD_REQUEST'], undefined]);
        expect(answer.errors?.[0]?.message).toContain('application/graphql-response+json');
      }
      expect(server.simulators.perfex.calls).toEqual([]);
    },
  );
});

describe('what GraphQL finds wrong with a request', () => {
  it.each<[string, string, object]>([
    ['GRAPHQL_PARSE_FAILED', 'a document that is none', { query: '{' }],
    ['GRAPHQL_VALIDATION_FAILED', 'an unknown field', { query: '{ nobody }' }],
    ['BAD_USER_INPUT', 'a missing variable', { query: 'query ($id: ID!) { user(id: $id) { name } }' }],
    ['OPERATION_RESOLUTION_FAILURE', 'an unknown name', { query: '{ __typename }', operationName: 'B' }],
  ])('is %s for %s: 200 in plain JSON, 400 in the type of GraphQL', async (code, _, body) => {
    const plain = await post(body, { accept: 'application/json' });
    const graphql = await post(body, { accept: 'application/graphql-response+json' });
    expect([plain.status, codes(plain)]).toEqual([200, [code]]);
    expect([graphql.status, codes(graphql)]).toEqual([400, [code]]);
    expect(plain.errors).toEqual(graphql.errors);
  });

  it('is 400 in either type where the request is not one of GraphQL, or a header is wrong', async () => {
    for (const accept of ['application/json', 'application/graphql-response+json']) {
      const nothing = await post({ variables: {} }, { accept });
      const header = await post(read, { accept, 'x-peoplegraph-timeout-ms': 'soon' });
      expect([nothing.status, codes(nothing)]).toEqual([400, ['BAD_REQUEST']]);
      expect([header.status, codes(header)]).toEqual([400, ['BAD_USER_INPUT']]);
    }
  });
});

it.each(['{ contact(id: "1") { id ... @defer { firstName } } }', '{ contacts(ids: ["1"]) @stream { id } }'])(
  'an answer in parts, asked for by %s, is refused, and the message says what to do',
  async (query) => {
    const accept = 'multipart/mixed; deferSpec=20220824, application/graphql-response+json';
    const { status, errors } = await post({ query }, { accept });
    const refusal = errors?.find(({ message }) => message.startsWith('Unknown directive'));
    expect(status).toBe(400);
    expect(refusal?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(refusal?.message).toContain('answers in one part; leave the directive away');
  },
);

it('an upload of a file is 415, and the message says what can be sent', async () => {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query: 'mutation ($file: Upload!) { upload(file: $file) }' }));
  form.set('map', '{"0": ["variables.file"]}');
  form.set('0', new Blob(['text']), 'file.txt');
  for (const headers of [undefined, { 'apollo-require-preflight': 'true' }]) {
    const answer = await post(form, headers);
    expect([answer.status, codes(answer)]).toEqual([415, ['BAD_REQUEST']]);
    expect(answer.errors?.[0]?.message).toContain('uploads of files (multipart/form-data) are not supported');
  }
});
