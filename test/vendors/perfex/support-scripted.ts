import type { Contact } from '../../../src/domain/contact.js';
import { callScope } from '../../support/scope.js';
import { type ReceivedRequest, type ScriptedAnswer, startScriptedServer } from '../../support/scripted-server.js';
import { contact, fixture, sourceOf } from './support.js';

export const refusals =
  fixture<
    Readonly<
      Record<
        | 'noData'
        | 'nothingChanged'
        | 'unknownId'
        | 'emailTaken'
        | 'validation'
        | 'keyQuota'
        | 'addressQuota'
        | 'badToken'
        | 'forbidden',
        unknown
      >
    >
  >('refusals');

/** What the fixtures hold and nobody may see. */
export const secrets = [
  'secretHashSecretHash',
  'secretPassKey',
  'secretVerificationKey',
  '203.0.113.77',
  'token-of-the-test',
];

export const draft = { customerId: '2', firstName: 'Ada', lastName: 'Brandt', email: 'ada@example.com' };
export const update = { current: contact(), change: { title: 'Chief' }, knownPermissions: undefined };

/** A scripted Perfex for the tests of one file, and a new source for each call. */
export function useScriptedPerfex() {
  let answer: (request: ReceivedRequest) => ScriptedAnswer = () => ({ status: 500 });
  let server: Awaited<ReturnType<typeof startScriptedServer>>;
  beforeAll(async () => {
    server = await startScriptedServer((request) => answer(request));
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.requests.length = 0;
  });

  const vendor = {
    get requests() {
      return server.requests;
    },
    source: (timezone = 'UTC') => sourceOf({ origin: server.url }, { timezone }),
    script: (next: typeof answer) => {
      answer = next;
    },
    always: (status: number, body?: unknown, headers?: Record<string, string>) => {
      answer = () => ({ status, body, headers });
    },
    batchOf: (...results: unknown[]) => vendor.always(200, { status: true, results }),
    readOne: async (id = '5', timezone?: string): Promise<Contact | Error | null | undefined> =>
      (await vendor.source(timezone).readContacts([id], callScope()))[0],
    /** The body of the first request. */
    sent: (): unknown => JSON.parse(server.requests[0]?.text ?? '') as unknown,
  };
  return vendor;
}
