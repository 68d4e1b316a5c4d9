import type { Vendor } from '../domain/vendor.js';
import { badResponse } from '../errors.js';
import type { VendorAnswer, VendorRequest } from './answers.js';
import type { Exchange, Exchanged } from './transport.js';

/** A request as it goes over the wire. */
export function toExchange({ method, path: bare, query, json, headers }: VendorRequest): Exchange {
  const path = query === undefined ? bare : `${bare}?${queryString(query)}`;
  const own = headers && inLowerCase(headers);
  if (json === undefined) return { method, path, headers: own, body: undefined };
  return { method, path, headers: { 'content-type': 'application/json', ...own }, body: JSON.stringify(json) };
}

const queryString = (query: Readonly<Record<string, string | number>>): string =>
  new URLSearchParams(Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])).toString();

/** What came back, read. @throws VENDOR_BAD_RESPONSE for what no vendor's contract knows. */
export function toAnswer(vendor: Vendor, request: VendorRequest, { status, headers, text }: Exchanged): VendorAnswer {
  if (status >= 300 && status < 400) throw badResponse(vendor, 'a redirect');
  return { status, headers, body: bodyOf(vendor, request, status, text), request };
}

function bodyOf(vendor: Vendor, request: VendorRequest, status: number, text: string): unknown {
  if (text.trim() === '') return undefined;
  if (status < 300 && request.answer === 'ignored') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    if (status >= 400) return undefined;
    throw badResponse(vendor, 'a body that is not JSON');
  }
}

export const inLowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
