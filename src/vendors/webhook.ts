import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Vendor } from '../domain/vendor.js';
import type { WebhookEvent, WebhookReceiver } from '../domain/webhook.js';

/** How far the time of a signature may be away from now, in seconds: the clocks of two servers never agree. */
const window = 300;

/** What the headers of a delivery say. */
export interface DeliverySignature {
  /** Unix seconds, as they were signed. */
  readonly timestamp: string;
  /** HMAC-SHA256 of the timestamp, a dot and the body, in hexadecimal digits; a vendor that changes its secret may send several. */
  readonly signatures: readonly string[];
  /** The vendor's own name for the delivery; undefined where it has none. */
  readonly id: string | undefined;
}

/** What each vendor's folder knows of its webhooks. */
export interface WebhookModule {
  readonly vendor: Vendor;
  /** Undefined where the delivery is not signed as this vendor signs. */
  readonly signatureIn: (headers: IncomingHttpHeaders) => DeliverySignature | undefined;
  /** @param body parsed JSON of any shape. @returns undefined where it says nothing that is of use here. */
  readonly read: (body: unknown, headers: IncomingHttpHeaders) => WebhookEvent | undefined;
}

/** @param secrets any of which may have signed: while one is being replaced there are two. */
export function webhookReceiver(
  { vendor, signatureIn, read }: WebhookModule,
  secrets: readonly string[],
): WebhookReceiver {
  return {
    vendor,
    isConfigured: secrets.length > 0,
    receive(headers, body, now) {
      const signature = signatureIn(headers);
      if (!signature || !/^\d{1,12}$/.test(signature.timestamp)) return 'UNSIGNED';
      if (!isSigned(signature, body, secrets)) return 'WRONG_SIGNATURE';
      // Only now is it known that the vendor said so.
      if (Math.abs(now / 1_000 - Number(signature.timestamp)) > window) return 'OUTDATED';
      const digest = createHash('sha256').update(`${signature.timestamp}.`).update(body).digest('hex');
      const parsed = parse(body);
      if (!parsed) return 'NOT_JSON';
      return { id: signature.id ?? digest, digest, event: read(parsed.value, headers) };
    },
  };
}

/** Every secret is tried with every signature, in constant time: how long it takes tells nothing about any of them. */
function isSigned({ timestamp, signatures }: DeliverySignature, body: Uint8Array, secrets: readonly string[]): boolean {
  let isRight = false;
  for (const secret of secrets) {
    const expected = createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest();
    for (const signature of signatures) {
      if (!/^[0-9a-f]{64}$/i.test(signature)) continue;
      isRight = timingSafeEqual(expected, Buffer.from(signature, 'hex')) || isRight;
    }
  }
  return isRight;
}

function parse(body: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown };
  } catch {
    return undefined;
  }
}

/** A property of whatever arrived; undefined where there is none. */
export const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** An id as the vendors number their records; undefined where it is none. */
export function idIn(value: unknown): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[1-9]\d{0,17}$/.test(text) ? text : undefined;
}

/** A header that is there once. */
export function headerIn(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
