import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deferred, type Deferred } from '../support/deferred.js';

/** A call to a vendor that waits for the test to answer it. */
export interface HeldCall {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  /** Settles when the caller has gone away without an answer. */
  readonly abandoned: Promise<void>;
  answer(status: number, body?: unknown): void;
  /** Answers as the vendor would. */
  answerWell(): void;
}

export interface HeldVendor {
  readonly url: string;
  /** Every call so far. */
  readonly calls: readonly HeldCall[];
  /** The next call that the test has not taken, as soon as it is there. */
  next(): Promise<HeldCall>;
  /** From now on each call is answered as soon as it comes; null for holding those that come, and no earlier ones. */
  answerEach(answer: ((call: HeldCall) => void) | null): void;
  close(): Promise<void>;
}

/** A vendor as a real HTTP server whose every answer is in the test's hands. */
export async function startHeldVendor(
  recordOf: (call: Pick<HeldCall, 'method' | 'url' | 'body'>) => unknown,
): Promise<HeldVendor> {
  const calls: HeldCall[] = [];
  const untaken: HeldCall[] = [];
  const waiting: Deferred<HeldCall>[] = [];
  let automatic: ((call: HeldCall) => void) | null = null;
  const server = createServer((request, response) => {
    const gone = deferred();
    response.once('close', () => {
      if (!response.writableFinished) gone.resolve();
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const text = Buffer.concat(chunks).toString();
      const asked = {
        method: request.method ?? '',
        url: request.url ?? '',
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
      };
      const answer = (status: number, body?: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(body === undefined ? undefined : JSON.stringify(body));
      };
      const call = { ...asked, abandoned: gone.promise, answer, answerWell: () => answer(200, recordOf(asked)) };
      calls.push(call);
      const next = automatic ? undefined : waiting.shift();
      if (automatic) automatic(call);
      else if (next) next.resolve(call);
      else untaken.push(call);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    next() {
      const call = untaken.shift();
      if (call) return Promise.resolve(call);
      const coming = deferred<HeldCall>();
      waiting.push(coming);
      return coming.promise;
    },
    answerEach(answer) {
      automatic = answer;
      if (!answer) untaken.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

type Asked = Pick<HeldCall, 'method' | 'url' | 'body'>;

const lastPart = (url: string): string => decodeURIComponent(url.split('/').at(-1) ?? '');

/** Numi, with profiles whose names the test sets. */
export const numiRecord =
  (nameOf: (phoneNumber: string) => string | null) =>
  ({ method, url }: Asked): unknown => {
    if (method !== 'GET') return undefined;
    const phoneNumber = lastPart(url);
    const name = nameOf(phoneNumber);
    if (name === null) return { exists: false };
    return { exists: true, profile: { phone_number: phoneNumber, first_name: name, last_name: null, email: null } };
  };

/** Chatwoot, with users whose names the test sets. A user that is changed gets the name that is sent. */
export const chatwootRecord =
  (nameOf: (id: string) => string) =>
  ({ method, url, body }: Asked): unknown => {
    if (url.endsWith('/account_users'))
      return [{ account_id: Number(url.split('/').at(-2)), user_id: 1, role: 'agent' }];
    const id = method === 'POST' ? '77' : lastPart(url);
    const sent = (body ?? {}) as { name?: string; custom_attributes?: object };
    const name = sent.name ?? nameOf(id);
    return {
      id: Number(id),
      uid: 'ada@example.com',
      name,
      display_name: null,
      available_name: name,
      email: 'ada@example.com',
      account_id: null,
      role: null,
      confirmed: true,
      custom_attributes: sent.custom_attributes,
      avatar_url: '',
      provider: 'email',
      message_signature: null,
      ui_settings: null,
      accounts: [],
    };
  };

/** The ids that a call to Perfex asks for. */
export const idsOf = ({ url, body }: Asked): string[] =>
  url.endsWith('/batch')
    ? (body as { operations: { arguments: { id: number } }[] }).operations.map((operation) =>
        String(operation.arguments.id),
      )
    : [lastPart(url)];

/** Perfex, with contacts whose titles the test sets. */
export const perfexRecord =
  (titleOf: (id: string) => string | null, more: () => object = () => ({})) =>
  (call: Asked): unknown => {
    if (call.method === 'PUT' || call.method === 'DELETE') return { status: true };
    if (call.url.endsWith('/contacts')) return { status: true, record_id: 77 };
    const results = idsOf(call).map((id, index) => {
      const title = titleOf(id);
      return title === null
        ? { index, status: false, error: 'Contact not found' }
        : { index, status: true, result: { ...contactRow(id, title), ...more() } };
    });
    return { status: true, results };
  };

export const contactRow = (id: string, title: string): Record<string, unknown> => ({
  id,
  userid: '5',
  is_primary: '0',
  firstname: 'Ada',
  lastname: 'Lovelace',
  email: `contact${id}@example.com`,
  phonenumber: '',
  title,
  datecreated: '2025-01-02 03:04:05',
  active: '1',
  profile_image: '',
  direction: 'ltr',
  ...Object.fromEntries(
    ['invoice', 'estimate', 'credit_note', 'contract', 'task', 'project', 'ticket'].map((name) => [
      `${name}_emails`,
      '0',
    ]),
  ),
  last_login: null,
});
