import { registerEnumType } from 'type-graphql';

/** How a vendor is doing, from what is observed. */
export enum SourceState {
  FRESH = 'FRESH',
  STALE = 'STALE',
  DEGRADED = 'DEGRADED',
  RATE_LIMITED = 'RATE_LIMITED',
  DOWN = 'DOWN',
}

registerEnumType(SourceState, {
  name: 'SourceState',
  description: 'How a vendor is doing, judged by the calls of the last minute. Nobody asks it only to find out.',
  valuesConfig: {
    FRESH: { description: 'It answers, or has not been asked lately.' },
    STALE: {
      description: 'It cannot be asked, and records are answered from the cache although they are past their time.',
    },
    DEGRADED: { description: 'More than a tenth of the calls fail.' },
    RATE_LIMITED: { description: 'Its quota of requests is used up; it is asked again at `retryAt`.' },
    DOWN: { description: 'It failed so often that it is left alone until `retryAt`.' },
  },
});

export interface SourceProblem {
  /** One of the public codes of errors. */
  readonly code: string;
  readonly at: Date;
}

export interface SourceBudget {
  /** Calls a minute. */
  readonly limit: number;
  /** So many of them may go out at once where none went out before; the others follow evenly. */
  readonly burst: number;
  /** Calls that may go out now. */
  readonly remaining: number;
  readonly resetAt: Date;
}

export interface SourceHealth {
  readonly state: SourceState;
  /** Milliseconds, a moving average of the answered calls; null before the first. */
  readonly latency: number | null;
  readonly retryAt: Date | null;
  readonly budget: SourceBudget | null;
  readonly lastError: SourceProblem | null;
}
