import type { PlannedRequest } from '../domain/rehearsal.js';
import { RequestCost } from '../domain/request-cost.js';
import type { CallScope } from '../domain/scope.js';
import type { Vendor } from '../domain/vendor.js';
import type { VendorRequest } from './answers.js';
import type { VendorLine } from './vendor.js';

/** A request was about to be sent over a line that leads nowhere. */
class Rehearsed extends Error {
  override readonly name = 'Rehearsed';

  constructor(readonly request: PlannedRequest) {
    super('A rehearsal sends nothing.');
  }
}

/** The way to a vendor, without the vendor. */
export const noLine = (vendor: Vendor, baseUrl: string): VendorLine => ({
  send: (request) => Promise.reject(new Rehearsed(planned(vendor, baseUrl, request))),
});

/** The first request that a write makes. @throws what it refuses before that. */
export async function requestOf(write: (scope: CallScope) => Promise<unknown>): Promise<PlannedRequest> {
  const scope: CallScope = {
    requestId: 'rehearsal',
    deadline: Infinity,
    signal: new AbortController().signal,
    fresh: true,
    cost: new RequestCost(),
  };
  try {
    await write(scope);
  } catch (error) {
    if (error instanceof Rehearsed) return error.request;
    throw error;
  }
  throw new TypeError('A write that sends nothing cannot be rehearsed.');
}

const planned = (vendor: Vendor, baseUrl: string, { method, path, json }: VendorRequest): PlannedRequest => ({
  vendor,
  method,
  path: new URL(baseUrl).pathname.replace(/\/$/, '') + path,
  body: json === undefined ? null : redacted(json),
});

/** The shape without the values. */
function redacted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redacted);
  if (typeof value !== 'object' || value === null) return '[redacted]';
  const sent = Object.entries(value).filter(([, part]) => part !== undefined);
  return Object.fromEntries(sent.map(([name, part]: [string, unknown]) => [name, redacted(part)]));
}
