import { errorTable } from '../../src/error-codes.js';
import type { Tally } from './tally.js';

export interface SoakError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string };
}

export interface SoakAnswer {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors: readonly SoakError[];
  /** When it was asked for and given, in milliseconds of the monotonic clock. */
  readonly asked: number;
  readonly answered: number;
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly SoakError[];
  readonly extensions?: {
    readonly stale?: readonly { readonly keys: number }[];
    readonly cost?: Readonly<Record<string, { readonly cacheHits: number; readonly coalescedKeys: number }>>;
  };
}

/** Codes that no fault of a vendor may lead to. */
const bugs = new Set(['INTERNAL_SERVER_ERROR', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'BAD_REQUEST']);

/** Asks the server, and counts what it answers. */
export class SoakClient {
  constructor(
    private readonly url: string,
    private readonly tally: Tally,
    /** How long an answer may take, in milliseconds. */
    private readonly patience: number,
  ) {}

  /** @returns undefined where the client has hung up, or where the answer was none: that is noted. */
  async ask(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    options: { readonly hangUpAfter?: number; readonly fresh?: boolean } = {},
  ): Promise<SoakAnswer | undefined> {
    const { tally } = this;
    const { hangUpAfter } = options;
    const asked = performance.now();
    try {
      const response = await fetch(`${this.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-peoplegraph-cost': '1',
          ...(options.fresh && { 'cache-control': 'no-cache' }),
        },
        body: JSON.stringify({ query, variables }),
        signal: hangUpAfter === undefined ? null : AbortSignal.timeout(hangUpAfter),
      });
      const { data = null, errors = [], extensions } = (await response.json()) as Body;
      const answered = performance.now();
      this.#count(answered - asked, errors, extensions);
      return { data, errors, asked, answered };
    } catch (error) {
      if (hangUpAfter !== undefined) tally.hungUp += 1;
      else tally.violation(`no answer: ${String(error)} ${String((error as Error).cause ?? '')}`);
      return undefined;
    }
  }

  #count(milliseconds: number, errors: readonly SoakError[], extensions: Body['extensions']): void {
    const { tally } = this;
    tally.operations += 1;
    tally.took(milliseconds);
    if (milliseconds > this.patience) tally.violation(`an answer took ${Math.round(milliseconds)} ms`);
    if (errors.length > 0) tally.withErrors += 1;
    for (const { extensions: about } of errors) {
      const code = about?.code ?? 'none';
      tally.error(code);
      if (!(code in errorTable) || bugs.has(code)) tally.violation(`an error with the code ${code}`);
    }
    for (const { keys } of extensions?.stale ?? []) tally.stale += keys;
    for (const cost of Object.values(extensions?.cost ?? {})) {
      tally.cacheHits += cost.cacheHits;
      tally.coalesced += cost.coalescedKeys;
    }
  }
}
