import { type Data, isSet, type PerfexStore } from './simulator-store.js';
import { batchLimit, pageLimit } from './wire.js';

/** What one operation of a batch, or a whole request, answers. */
export interface SimulatedAnswer {
  readonly status: number;
  readonly body: unknown;
}

type ToolAnswer =
  { readonly status: true; readonly result: unknown } | { readonly status: false; readonly error: string };

const done = (result: unknown): ToolAnswer => ({ status: true, result });
const failed = (error: string): ToolAnswer => ({ status: false, error });

const updateErrors = {
  unknown: 'Contact not found',
  unchanged: 'Client Update Fail.',
  'e-mail missing': 'The Email field is required.',
  'e-mail taken': 'This Email is already exists',
} as const;

/** `POST /batch` of version 3. */
export function simulateBatch(store: PerfexStore, body: unknown): SimulatedAnswer {
  const operations = asData(body).operations;
  if (!Array.isArray(operations) || operations.length === 0) return invalid('operations are required');
  if (operations.length > batchLimit) return invalid(`at most ${batchLimit} operations`);
  const results = operations.map((operation: unknown, index) => {
    const { tool, arguments: given } = asData(operation);
    return { index, tool, ...simulateTool(store, tool, asData(given)) };
  });
  const completed = results.filter(({ status }) => status).length;
  const counts = { completed, failed: results.length - completed };
  return { status: 200, body: { status: counts.failed === 0, ...counts, results: outOfOrder(results) } };
}

function simulateTool(store: PerfexStore, tool: unknown, given: Data): ToolAnswer {
  const id = Number(given.id);
  const limit = Math.min(pageLimit, Number(given.limit ?? 20));
  const offset = Number(given.offset ?? 0);
  switch (tool) {
    case 'contacts_get': {
      const row = store.find(id);
      return row ? done(row) : failed('Contact not found');
    }
    case 'contacts_list':
      return done(
        store.newest(textOf(given, 'created_after'), textOf(given, 'created_before')).slice(offset, offset + limit),
      );
    case 'contacts_search':
      return done(store.searchByName(textOf(given, 'q') ?? '').slice(0, limit));
    case 'contacts_update': {
      const outcome = store.update(id, asData(given.data));
      return outcome === 'done' ? done({ id: String(id) }) : failed(updateErrors[outcome]);
    }
    case 'contacts_delete':
      return store.remove(id) ? done({ id: String(id) }) : failed('Contact not found');
    case 'contacts_create':
      // Straight into the table: no hashing, no validation.
      return done({ id: String(store.insertRaw(given)) });
    default:
      return failed('Unknown tool');
  }
}

const textOf = (data: Data, key: string): string | undefined => (isSet(data, key) ? String(data[key]) : undefined);

export const asData = (value: unknown): Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Data) : {};

/** Never in the order of the operations, so that no caller can rely on it. */
const outOfOrder = <Item>(items: readonly Item[]): Item[] => [
  ...items.filter((_, position) => position % 2 === 1),
  ...items.filter((_, position) => position % 2 === 0).reverse(),
];

function invalid(reason: string): SimulatedAnswer {
  return {
    status: 422,
    body: { status: false, error: 'validation_failed', message: 'Validation failed', errors: { operations: reason } },
  };
}
