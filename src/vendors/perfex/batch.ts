import type { CallScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';
import { asRecord } from '../field-reader.js';
import type { VendorLine } from '../vendor.js';
import { perfexError } from './errors.js';
import { asCount, asFlag, fields } from './wire.js';

/** `contacts_create` is missing on purpose: it skips password hashing and validation. */
export type Operation =
  | { readonly tool: 'contacts_get'; readonly arguments: { readonly id: number } }
  | {
      readonly tool: 'contacts_update';
      readonly arguments: { readonly id: number; readonly data: Readonly<Record<string, unknown>> };
    }
  | { readonly tool: 'contacts_search'; readonly arguments: { readonly q: string; readonly limit: number } }
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

  constructor(private readonly http: VendorLine) {}

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
    const { results } = fields.record(answer.body, 'batch');
    return outcomesByIndex(fields.list(results, 'batch', 'results'), operations.length);
  }
}

/**
 * The outcome of each operation. Results come in any order, some may be missing, and their place in the
 * list says nothing: only `index` counts, and one that is given twice or not at all is no outcome.
 */
function outcomesByIndex(results: readonly unknown[], operations: number): Outcome[] {
  const found: (Outcome | undefined)[] = Array.from({ length: operations }, () => undefined);
  for (const result of results) {
    // An item that cannot be placed leaves its operation without an outcome, and harms no other.
    const item = asRecord(result);
    const index = asCount(item?.index);
    // `status` of the whole answer is false as soon as one item failed: each item is judged by its own.
    const isDone = asFlag(item?.status);
    if (!item || index === undefined || index >= operations || isDone === undefined) continue;
    if (found[index]) found[index] = unclear(`two results with index ${index} at batch.results`);
    else found[index] = isDone ? { status: 'done', result: item.result } : { status: 'refused', reason: item.error };
  }
  return found.map((outcome, index) => outcome ?? unclear(`no result with index ${index} at batch.results`));
}

const unclear = (detail: string): Outcome => ({ status: 'unclear', error: badResponse(Vendor.PERFEX, detail) });
