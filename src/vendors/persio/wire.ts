import type { EventContext } from '../../domain/group-event.js';

/** The largest call, in bytes of its JSON: 32 KB. A kilobyte is 1024 bytes here, as in the clients of the Segment family. */
export const largestCall = 32 * 1024;

/**
 * The largest batch that we send, in bytes of its JSON. Persio says 500 KB and not which kilobyte: the
 * smaller reading costs nothing, because what is over goes into the next batch.
 */
export const largestBatch = 500_000;

/** The most items in one batch. */
export const mostItems = 2_500;

export type MessageType = 'group' | 'identify' | 'track' | 'page';

/** One call as Persio reads it. */
export interface WireMessage {
  /** Unique and under 100 characters. Persio drops a repeat of it. */
  readonly messageId: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  readonly userId?: string;
  readonly anonymousId?: string;
  readonly groupId?: string;
  readonly event?: string;
  readonly name?: string;
  readonly traits?: Readonly<Record<string, unknown>>;
  readonly properties?: Readonly<Record<string, unknown>>;
  /** Persio's names in it and ours are the same. */
  readonly context?: EventContext;
  readonly integrations?: Readonly<Record<string, boolean>>;
}

/** The body of a call of its own. */
export type WireCall = WireMessage & { readonly sentAt: string };

/** A message in a batch: its path would have told its type. */
export type WireBatchItem = WireMessage & { readonly type: MessageType };

export interface WireBatch {
  readonly batch: readonly WireBatchItem[];
  readonly sentAt: string;
}
