import { type ClientOptions, Peoplegraph } from '../../client/src/index.js';
import { type ReceivedRequest, type ScriptedAnswer, startScriptedServer } from '../support/scripted-server.js';

export interface Asked {
  readonly query: string;
  readonly variables: { readonly keys?: readonly unknown[]; readonly input?: Record<string, unknown> };
}

/** What a request asked for. */
export const askedIn = ({ text }: Pick<ReceivedRequest, 'text'>): Asked => JSON.parse(text) as Asked;

/** An answer of errors alone, as the service sends it. */
export const failed = (
  field: string,
  extensions: Record<string, unknown>,
  path: readonly (string | number)[] = [field],
): ScriptedAnswer => ({
  status: 200,
  body: { errors: [{ message: 'It failed.', path, extensions }], data: { [field]: null } },
});

/** A client that does not wait before a repeat, of a server that answers what the test scripted. */
export async function startScripted(
  answer: (asked: Asked, place: number, request: ReceivedRequest) => ScriptedAnswer,
  options: Partial<ClientOptions> = {},
) {
  let count = 0;
  const server = await startScriptedServer((request) => answer(askedIn(request), count++, request));
  const client = new Peoplegraph({ url: `${server.url}/graphql`, retryDelayMs: 0, ...options });
  return { client, server, asked: () => server.requests.map(askedIn) };
}
