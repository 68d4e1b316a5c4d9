/** The circumstances of a call to Persio. What is undefined is not sent. */
export interface EventContext {
  readonly active?: boolean;
  readonly ip?: string;
  /** BCP 47, such as `en-US`. */
  readonly locale?: string;
  /** An IANA name, such as `America/New_York`. */
  readonly timezone?: string;
  readonly page?: {
    readonly hash?: string;
    readonly path?: string;
    readonly referrer?: string;
    readonly search?: string;
    readonly title?: string;
    readonly url?: string;
  };
  readonly app?: { readonly name?: string; readonly version?: string; readonly build?: string };
  readonly campaign?: {
    readonly name?: string;
    readonly source?: string;
    readonly medium?: string;
    readonly term?: string;
    readonly content?: string;
  };
  readonly device?: {
    readonly id?: string;
    readonly manufacturer?: string;
    readonly model?: string;
    readonly name?: string;
    readonly type?: string;
    readonly version?: string;
  };
}

/** What every call to Persio has in common. */
export interface EventCall {
  /** Persio drops a call whose id it has seen; made by the source where undefined. */
  readonly messageId?: string;
  readonly userId?: string;
  /** Made by the source where neither id is given. */
  readonly anonymousId?: string;
  /** When it happened; now where undefined. */
  readonly timestamp?: Date;
  readonly context?: EventContext;
  /** Destinations by name, `all` among them, switched on or off. */
  readonly integrations?: Readonly<Record<string, boolean>>;
}

export type GroupCall = EventCall & { readonly groupId: string; readonly traits?: Readonly<Record<string, unknown>> };
export type IdentifyCall = EventCall & { readonly traits?: Readonly<Record<string, unknown>> };
export type TrackCall = EventCall & { readonly event: string; readonly properties?: Readonly<Record<string, unknown>> };
export type PageCall = EventCall & { readonly name?: string; readonly properties?: Readonly<Record<string, unknown>> };

/** What Persio accepted, and under which ids. Accepted is not processed: Persio does not tell. */
export interface EventReceipt {
  readonly messageId: string;
  readonly userId: string | null;
  readonly anonymousId: string | null;
  readonly timestamp: Date;
  readonly acceptedAt: Date;
}
