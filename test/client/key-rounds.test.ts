import type { ScriptedAnswer } from '../support/scripted-server.js';
import { type Asked, failed, startScripted } from './support.js';

let scripted: Awaited<ReturnType<typeof startScripted>> | undefined;
const start = async (...given: Parameters<typeof startScripted>) => (scripted = await startScripted(...given));
afterEach(async () => {
  await scripted?.server.close();
  scripted = undefined;
});

const users = ({ variables: { keys = [] } }: Asked): ScriptedAnswer => ({
  status: 200,
  body: { data: { users: keys.map((id) => ({ id })) } },
});

describe('records that are asked for by key in one tick', () => {
  it('are asked in halves where the budget of a vendor never allows all of them, and a half that has to wait waits alone', async () => {
    let isSpent = false;
    const { client, asked } = await start((question) => {
      const count = question.variables.keys?.length ?? 0;
      if (count > 4) return failed('users', { code: 'VENDOR_RATE_LIMITED', retryable: false, vendor: 'CHATWOOT' });
      // What comes back of the budget is enough for the next time.
      isSpent = !isSpent;
      return isSpent ? users(question) : failed('users', { code: 'VENDOR_RATE_LIMITED', retryable: true });
    });
    const ids = ['1', '2', '3', '4', '5', '6', '7'];
    const records = await Promise.all(ids.map((id) => client.user({ id })));
    expect(records.map((user) => user?.id)).toEqual(ids);
    expect(asked().map(({ variables }) => variables.keys)).toEqual([
      ids,
      ['1', '2', '3', '4'],
      ['5', '6', '7'],
      ['5', '6', '7'],
    ]);
  });

  it('fail with the half that fails for good', async () => {
    const { client } = await start((question) => {
      const { keys = [] } = question.variables;
      if (keys.length > 2) return failed('users', { code: 'QUERY_TOO_COMPLEX', retryable: false });
      return keys.includes('1') ? failed('users', { code: 'VENDOR_FORBIDDEN', retryable: false }) : users(question);
    });
    const outcomes = await Promise.allSettled(['1', '2', '3'].map((id) => client.user({ id })));
    const forbidden = { status: 'rejected', reason: { code: 'VENDOR_FORBIDDEN' } };
    expect(outcomes).toMatchObject([forbidden, forbidden, { value: { id: '3' } }]);
  });
});
