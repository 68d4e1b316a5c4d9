/** One call that a contender made: for which variants, and from when to when, in milliseconds since the epoch. */
export interface UpstreamCall {
  readonly variants: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** What the runner tells the upstreams, each answered with what has been noted since the last time. */
export interface UpstreamOrder {
  /** How long each call takes from now on, in milliseconds. */
  readonly delay: number;
  /** Whether each call is noted, beside being counted. */
  readonly note: boolean;
}

export interface UpstreamReport {
  readonly count: number;
  readonly calls: readonly UpstreamCall[];
}
