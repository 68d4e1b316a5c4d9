import type { IncomingHttpHeaders } from 'node:http';
import type { Identifier, RecordKey } from './identity.js';
import type { Vendor } from './vendor.js';

/** What a vendor has told of a change. Who asks the vendor itself knows more, and knows it for sure. */
export interface WebhookEvent {
  /** Records that may have changed. */
  readonly records: readonly RecordKey[];
  /** By what people are known whom it concerns. */
  readonly identifiers: readonly Identifier[];
  /** Whether the records are only mentioned: most of such events change none of them. */
  readonly isIncidental: boolean;
}

/** A delivery whose signature is right. */
export interface WebhookDelivery {
  /** The vendor's name for it, or where it gives none, the digest. */
  readonly id: string;
  /** The SHA-256 of what was signed: the vendor's name for a delivery may not be part of that. */
  readonly digest: string;
  /** Undefined where it says nothing that is of use here. */
  readonly event: WebhookEvent | undefined;
}

/** Why a delivery is not looked at. */
export type WebhookRefusal = 'UNSIGNED' | 'OUTDATED' | 'WRONG_SIGNATURE' | 'NOT_JSON';

/** Takes the deliveries of one vendor. */
export interface WebhookReceiver {
  readonly vendor: Vendor;
  /** Whether there is a secret to tell them from forgeries by. */
  readonly isConfigured: boolean;
  /**
   * Nothing is parsed before the signature is known to be right.
   * @param body the bytes as they arrived. @param now milliseconds since the epoch.
   */
  receive(headers: IncomingHttpHeaders, body: Uint8Array, now: number): WebhookDelivery | WebhookRefusal;
}
