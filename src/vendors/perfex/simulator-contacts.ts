import type { SimulatedAnswer } from './simulator-batch.js';
import { type Data, isSet, type PerfexStore } from './simulator-store.js';
import { pageLimit } from './wire.js';

const refuse = (status: number, message: string, rest: Data = {}): SimulatedAnswer => ({
  status,
  body: { status: false, ...rest, message },
});

const invalid = (errors: Readonly<Record<string, string>>): SimulatedAnswer =>
  refuse(422, 'The given data was invalid', { error: 'validation_failed', errors });

const emailTaken = (): SimulatedAnswer =>
  refuse(409, 'This Email is already exists', { error: { email: 'This Email is already exists' } });

/** A list: an empty one is a 404, and a page past the end is the last page again. */
export function simulateList(rows: readonly unknown[], query: Data, version: 2 | 3): SimulatedAnswer {
  if (rows.length === 0) return refuse(404, 'No data were found');
  if (version === 2 || (!isSet(query, 'page') && !isSet(query, 'per_page'))) return { status: 200, body: rows };
  const perPage = between(1, Number(query.per_page ?? 25), pageLimit);
  const pages = Math.ceil(rows.length / perPage);
  const page = between(1, Number(query.page ?? 1), pages);
  return {
    status: 200,
    body: {
      data: rows.slice((page - 1) * perPage, page * perPage),
      meta: { page, per_page: perPage, total: rows.length, total_pages: pages, has_more: page < pages },
    },
  };
}

export function simulateCreate(store: PerfexStore, data: Data): SimulatedAnswer {
  const missing = ['customer_id', 'firstname', 'lastname', 'email'].filter(
    (key) => !isSet(data, key) || data[key] === '',
  );
  if (missing.length > 0) return invalid(Object.fromEntries(missing.map((key) => [key, `${key} is required`])));
  if (!store.hasCustomer(data.customer_id)) return invalid({ customer_id: 'customer_id does not exist' });
  if (store.hasEmail(data.email)) return emailTaken();
  return {
    status: 200,
    body: { status: true, message: 'Contact added successfully', record_id: store.create(data) },
  };
}

export function simulateUpdate(store: PerfexStore, id: number, data: Data): SimulatedAnswer {
  if (Object.keys(data).length === 0) return refuse(406, 'Data Not Acceptable OR Not Provided');
  switch (store.update(id, data)) {
    case 'unknown':
      return refuse(409, "Contact ID Doesn't Not Exist.");
    case 'unchanged':
      return refuse(404, 'Client Update Fail.');
    case 'e-mail missing':
      return invalid({ email: 'email is required' });
    case 'e-mail taken':
      return emailTaken();
    case 'done':
      return { status: 200, body: { status: true, message: 'Contact Updated Successfully' } };
  }
}

export function simulateDelete(store: PerfexStore, id: number): SimulatedAnswer {
  if (!store.remove(id)) return refuse(404, 'Contact Delete Fail.');
  return { status: 200, body: { status: true, message: 'Contact Deleted Successfully' } };
}

const between = (least: number, value: number, most: number): number =>
  Math.min(most, Math.max(least, Number.isFinite(value) ? Math.floor(value) : least));
