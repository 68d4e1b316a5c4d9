import type { CallScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';
import type { VendorHttp } from '../http.js';
import { perfexError } from './errors.js';
import { batchEnvelope, batchItem, check } from './wire.js';

/** `contacts_create` is missing on purpose: it skips password hashing and validation. */
export type Operation =
  | { readonly tool: 'contacts_get'; readonly arguments: { readonly id: number } }
  | {
      readonly tool: 'contacts_update';
      readonly arguments: { readonly id: number; readonly data: Readonly<Record<string, unknown>> };
    }
  | {
      readonly tool: 'contacts_list';
      readonly arguments: {
        readonly limit: number;
        readonly offset: number;
        readonly created_after?: string;
        readonly created_before?: string;
      };
    };

export type Outcome =
  | { readonly status: 'done'; readonly result: unknown }
  | { readonly status: 'refused'; readonly reason: unknown }
  | { readonly status: 'unclear'; readonly error: Error };

/** `POST /batch`, which only version 3 of the REST API module has. */
export class BatchRoute {
  #missing = false;

  constructor(private readonly http: VendorHttp) {}

  /**
   * Sends at most 50 operations in one request.
   * @returns one outcome for each operation, in their order; or undefined where the installation has no
   * batch route, which is remembered after the first refusal.
   * @throws the error of the whole request.
   */
  async send(operations: readonly Operation[], scope: CallScope): Promise<Outcome[] | undefined> {
    if (this.#missing) return undefined;
    const answer = await this.http.send(
      {
        operation: `batch.${operations[0]?.tool ?? 'none'}`,
        method: 'POST',
        path: '/batch',
        json: { operations },
        // Reads, and updates that set the same values again.
        repeatable: true,
        readOnly: operations.every(({ tool }) => tool !== 'contacts_update'),
      },
      scope,
    );
    // The route itself never answers 404: a record that is missing is told in its own item.
    if (answer.status === 404) {
      this.#missing = true;
      return undefined;
    }
    if (answer.status !== 200) throw perfexError(answer);
    const { results } = check(batchEnvelope, answer.body, 'batch');
    return outcomesByIndex(results, operations.length);
  }
}

/**
 * The outcome of each operation. Results come in any order, some may be missing, and their place in the
 * list says nothing: only `index` counts, and one that is given twice or not at all is no outcome.
 */
function outcomesByIndex(results: readonly unknown[], operations: number): Outcome[] {
  const found = new Map<number, Outcome>();
  for (const result of results) {
    const item = batchItem.safeParse(result);
    // An item that cannot be placed leaves its operation without an outcome, and harms no other.
    if (!item.success) continue;
    const { index, status, result: value, error: reason } = item.data;
    if (found.has(index)) found.set(index, unclear(`two results with index ${index} at batch.results`));
    else found.set(index, status ? { status: 'done', result: value } : { status: 'refused', reason });
  }
  return Array.from(
    { length: operations },
    (_, index) => found.get(index) ?? unclear(`no result with index ${index} at batch.results`),
  );
}

const unclear = (detail: string): Outcome => ({ status: 'unclear', error: badResponse(Vendor.PERFEX, detail) });
