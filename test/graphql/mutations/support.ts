import type { SimulatedCall, Simulator } from '../../../src/vendors/simulator.js';
import type { GraphAnswer, TestServer } from '../../support/server.js';

/** The bodies of the requests by which something was to be written, in the order of their arrival. */
export const bodiesOf = ({ calls }: { calls: readonly SimulatedCall[] }, method: string, path = ''): unknown[] =>
  calls.filter((call) => call.method === method && call.url.endsWith(path)).map(({ body }) => body);

/** What a vendor was asked, such as `PUT /api/contacts/1`. */
export const requestsTo = ({ calls }: Simulator): string[] => calls.map(({ method, url }) => `${method} ${url}`);

/** What of an error a caller can act on. */
export const errorsOf = ({ errors = [] }: GraphAnswer<unknown>) =>
  errors.map(({ path, extensions: { code, vendor, fields } }) => ({ path, code, vendor, fields }));

export interface BulkItem<Payload> {
  readonly index: number;
  readonly payload: Payload | null;
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly vendor: string | null;
    readonly retryable: boolean;
    readonly retryAfter: number | null;
    readonly fields: readonly string[];
    readonly requestId: string | null;
  } | null;
}

export const errorSelection = 'error { code message vendor retryable retryAfter fields requestId }';

export interface ReadContact {
  readonly id: string;
  readonly customerId: string;
  readonly isPrimary: boolean;
  readonly isActive: boolean;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly phoneNumberRaw: string | null;
  readonly title: string | null;
  readonly direction: 'LTR' | 'RTL' | null;
  readonly notifications: Readonly<Record<string, boolean>>;
}

export const contactSelection = `{
  id customerId isPrimary isActive firstName lastName email phoneNumber phoneNumberRaw title direction
  notifications { invoice estimate creditNote contract task project ticket }
}`;

/** The contact as a request of its own reads it from the vendor. */
export async function readContact(server: TestServer, id: string): Promise<ReadContact | null> {
  const { data } = await server.ask<{ contact: ReadContact | null }>(
    `query ($id: ID!) { contact(id: $id) ${contactSelection} }`,
    { id },
  );
  return data.contact;
}
