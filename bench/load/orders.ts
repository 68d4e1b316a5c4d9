/**
 * Connections that the next stretch of load will use. They are opened before, with a small exchange on each: Node
 * accepts one connection in each turn of its event loop, and under load a turn is long, so that connections
 * opened under load would wait seconds for their first answer.
 */
export interface ConnectOrder {
  /** Where to, such as `http://127.0.0.1:4000/graphql`. */
  readonly connect: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
}

/** A stretch of load over the connections that are open; it closes them. */
export interface LoadOrder {
  /** The bodies of the requests; each connection of a closed loop keeps to one of them. */
  readonly bodies: readonly string[];
  readonly seconds: number;
  /** Requests a second, sent whether or not answers come back; undefined sends the next when an answer is there. */
  readonly rate?: number;
  /** An answer with fewer bytes than this is a failure. */
  readonly smallest: number;
}

/** One exchange of an open loop. Times are in milliseconds since the epoch. */
export interface Sample {
  /** Which of the bodies was sent. */
  readonly body: number;
  readonly start: number;
  readonly end: number;
}

export interface LoadReport {
  readonly answers: number;
  /** Answers of another status, without all their bytes, or that never came. */
  readonly failures: number;
  /** Until the last answer. */
  readonly seconds: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p99: number;
  /** Of an open loop alone. */
  readonly samples: readonly Sample[];
}
