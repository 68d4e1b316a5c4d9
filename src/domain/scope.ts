/** What every layer is handed on the way to a vendor: whose request it works for, and how long it may take. */
export interface CallScope {
  /** Names the request in logs and in masked errors. */
  readonly requestId: string;
  /** When the answer is no longer wanted, in milliseconds since the epoch. */
  readonly deadline: number;
  /** Aborts when the deadline has passed or when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}
