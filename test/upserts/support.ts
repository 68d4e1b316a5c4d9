import type { TestServer } from '../support/server.js';
import { untilThere } from '../support/until.js';

export interface OutcomeView {
  readonly vendor: string;
  readonly recordId: string | null;
  readonly groupId: string | null;
  readonly state: string;
  readonly notHeld: readonly string[];
  readonly write: { readonly id: string; readonly kind: string; readonly state: string } | null;
  readonly error: { readonly code: string; readonly message: string; readonly fields: readonly string[] } | null;
}

export interface UpsertView {
  readonly id: string;
  readonly state: string;
  readonly endedAt: string | null;
  readonly person: { readonly id: string } | null;
  readonly outcomes: readonly OutcomeView[];
}

export const upsertSelection =
  '{ id state endedAt person { id } outcomes { vendor recordId groupId state notHeld write { id kind state } error { code message fields } } }';

export const upsertPerson = (
  server: TestServer,
  input: Record<string, unknown>,
  headers: Record<string, string> = {},
) =>
  server.ask<{ upsertPerson: { upsert: UpsertView } }>(
    `mutation ($input: UpsertPersonInput!) { upsertPerson(input: $input) { upsert ${upsertSelection} } }`,
    { input },
    headers,
  );

/** The upsert that a mutation answered. */
export async function upserted(server: TestServer, input: Record<string, unknown>): Promise<UpsertView> {
  const { data, errors } = await upsertPerson(server, input);
  expect(errors).toBeUndefined();
  return data.upsertPerson.upsert;
}

export async function resumed(server: TestServer, id: string): Promise<UpsertView> {
  const { data, errors } = await server.ask<{ resumeUpsert: { upsert: UpsertView } }>(
    `mutation { resumeUpsert(input: { id: "${id}" }) { upsert ${upsertSelection} } }`,
  );
  expect(errors).toBeUndefined();
  return data.resumeUpsert.upsert;
}

export async function readUpsert(server: TestServer, id: string): Promise<UpsertView | null> {
  const { data } = await server.ask<{ upsert: UpsertView | null }>(`{ upsert(id: "${id}") ${upsertSelection} }`);
  return data.upsert;
}

/** The upsert as soon as it has ended: it is asked for, since it ends in the background. */
export async function untilEnded(server: TestServer, id: string): Promise<UpsertView> {
  return untilThere(async () => {
    const upsert = await readUpsert(server, id);
    return upsert && upsert.state !== 'PENDING' ? upsert : undefined;
  }, `The end of the upsert ${id}`);
}

/** By vendor: the state of each of its records. */
export const statesOf = ({ outcomes }: UpsertView): string[] =>
  outcomes.map(({ vendor, groupId, state }) => `${vendor}${groupId === null ? '' : ` ${groupId}`} ${state}`);

/** How many changes a vendor was asked for: Perfex is read by POST, too. */
export function changesAt(server: TestServer): Record<string, number> {
  const { numi, chatwoot, perfex, persio } = server.simulators;
  const count = (calls: readonly { method: string; url: string }[], isChange: (url: string) => boolean): number =>
    calls.filter(({ method, url }) => method !== 'GET' && isChange(url)).length;
  return {
    NUMI: count(numi.calls, () => true),
    CHATWOOT: count(chatwoot.calls, () => true),
    PERFEX: count(perfex.calls, (url) => !url.includes('/batch')),
    PERSIO: count(persio.calls, () => true),
  };
}
