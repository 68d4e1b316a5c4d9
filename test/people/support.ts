import { startServer, type TestServer } from '../support/server.js';

/** What a test asks of a person. */
export const person = `
  id redirectedFrom otherMatches
  profile { phoneNumber } users { id } contacts { id }
  links { vendor recordId rule evidence { identifiers matched { vendor recordId } } linkedBy }
  unavailable { vendor code retryable }
`;

export interface AnsweredPerson {
  readonly id: string;
  readonly redirectedFrom: string | null;
  readonly otherMatches: string[];
  readonly profile: { readonly phoneNumber: string } | null;
  readonly users: { readonly id: string }[] | null;
  readonly contacts: { readonly id: string }[] | null;
  readonly links: { readonly vendor: string; readonly recordId: string; readonly rule: string }[];
  readonly unavailable: { readonly vendor: string; readonly code: string }[];
}

/** A server for the tests of one file, and what is asked of it. */
export function usePeople(environment: Record<string, string> = {}) {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer(environment);
  });
  afterAll(() => server.close());
  const at = {
    get server() {
      return server;
    },
    ask: (by: object, fields = person, headers: Record<string, string> = {}) =>
      server.ask<{ person: AnsweredPerson | null }>(
        `query ($by: PersonKeyInput!) { person(by: $by) { ${fields} } }`,
        { by },
        headers,
      ),
    /** The person, who has to be there. */
    async find(by: object): Promise<AnsweredPerson> {
      const { data, errors } = await at.ask(by);
      if (errors || !data.person) throw new Error(`expected a person: ${JSON.stringify(errors)}`);
      return data.person;
    },
    /** Calls since the last reset, by vendor. */
    get calls() {
      const { numi, chatwoot, perfex } = server.simulators;
      return { numi: numi.calls.length, chatwoot: chatwoot.calls.length, perfex: perfex.calls.length };
    },
    forgetCalls: () => server.reset(),
  };
  return at;
}
