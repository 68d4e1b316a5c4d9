import { startServer, type TestServer } from '../../support/server.js';
import { errorsOf } from './support.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.close());
beforeEach(() => server.reset());

describe('a document with several writes', () => {
  it('answers those that went well beside the error of the one that failed', async () => {
    const answer = await server.ask(`mutation {
      first: deleteContact(input: { id: "3" }) { contactId }
      second: deleteContact(input: { id: "999999" }) { contactId }
      third: track(input: { userId: "1", event: "Left" }) { userId }
    }`);
    expect(answer.data).toEqual({ first: { contactId: '3' }, second: null, third: { userId: '1' } });
    expect(errorsOf(answer)).toEqual([{ path: ['second'], code: 'NOT_FOUND', vendor: 'PERFEX', fields: undefined }]);
  });
});

describe('a text with the character NUL', () => {
  it.each([
    ['userId', { userId: 'a\0b', groupId: 'g' }],
    ['groupId', { userId: 'a', groupId: 'g\0' }],
    ['context.page.title', { userId: 'a', groupId: 'g', context: { page: { title: '\0' } } }],
  ])('is refused in %s, and nothing is sent', async (field, input) => {
    const answer = await server.ask('mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { messageId } }', {
      input,
    });
    expect(errorsOf(answer)).toMatchObject([{ code: 'BAD_USER_INPUT', fields: [field] }]);
    expect(server.simulators.persio.calls).toHaveLength(0);
  });
});
