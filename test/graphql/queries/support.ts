import type { Simulator } from '../../../src/vendors/simulator.js';
import type { GraphError, TestServer } from '../../support/server.js';

export type Row = Record<string, unknown>;

/** Asks a simulator as the vendor's own client would, past all of our code. */
export async function callVendor(
  { vendor, origin, key }: Simulator,
  method: string,
  path: string,
  body?: object,
): Promise<unknown> {
  const keys = {
    NUMI: { authorization: `Bearer ${key}` },
    CHATWOOT: { 'api-access-token': key },
    PERFEX: { authtoken: key },
    PERSIO: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` },
  };
  const answer = await fetch(origin + path, {
    method,
    headers: { ...keys[vendor], ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${vendor} answered ${answer.status} to ${method} ${path}`);
  const text = await answer.text();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

/** Adds a contact to Perfex past our code. @returns its id. */
export async function addContact({ simulators }: TestServer, fields: Row = {}): Promise<string> {
  added += 1;
  const { record_id: id } = (await callVendor(simulators.perfex, 'POST', '/api/contacts', {
    customer_id: 1,
    firstname: 'Charles',
    lastname: 'Babbage',
    email: `charles.babbage.${added}@example.com`,
    ...fields,
  })) as { record_id: number };
  return String(id);
}

let added = 0;

/** What a vendor was asked while the work ran, as `METHOD /path`. */
export async function callsDuring({ calls }: Simulator, work: () => Promise<unknown>): Promise<string[]> {
  const before = calls.length;
  await work();
  return calls.slice(before).map(({ method, url }) => `${method} ${url}`);
}

/** The code of the only error of an answer, and the fields that it names. */
export const onlyError = (errors: readonly GraphError[] | undefined) =>
  errors?.length === 1
    ? { code: errors[0]?.extensions.code, fields: errors[0]?.extensions.fields }
    : { code: `${errors?.length ?? 0} errors`, fields: undefined };

export const range = (length: number, from = 1): string[] => Array.from({ length }, (_, index) => String(from + index));
