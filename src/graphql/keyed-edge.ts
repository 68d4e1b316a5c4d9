import { Extensions } from 'type-graphql';
import type { RequestScope } from '../services/loaders.js';
import type { RecordLoader } from '../services/record-loader.js';
import type { GraphContext } from './context.js';

/** An edge from a record to the one that it holds the key of. */
export interface KeyedEdge<Parent, Value> {
  /** The key, or null where there is none. */
  readonly key: (parent: Parent) => string | null;
  readonly loader: (request: RequestScope) => RecordLoader<Value>;
}

/** Declares that a field is such an edge: the parents of a list are then resolved in one call, without its resolver. */
export const ByKey = <Parent, Value>(edge: KeyedEdge<Parent, Value>): MethodDecorator & PropertyDecorator =>
  Extensions({ keyedEdge: edge });

export const keyedEdgeOf = (extensions: Readonly<Record<string, unknown>>): KeyedEdge<unknown, unknown> | undefined =>
  extensions['keyedEdge'] as KeyedEdge<unknown, unknown> | undefined;

/** The record at the end of the edge, for one parent: the resolver of such a field. */
export function followEdge<Parent, Value>(
  { key, loader }: KeyedEdge<Parent, Value>,
  parent: Parent,
  { request }: GraphContext,
): Promise<Value | null> | null {
  const found = key(parent);
  return found === null ? null : loader(request).load(found);
}

/** The same for many parents at once: by parent, the record, null, or the error of its key. */
export async function followEdges<Parent, Value>(
  { key, loader }: KeyedEdge<Parent, Value>,
  parents: Iterable<Parent>,
  { request }: GraphContext,
): Promise<Map<Parent, Value | null | Error>> {
  const found = new Map<Parent, Value | null | Error>();
  const holders: Parent[] = [];
  const keys: string[] = [];
  for (const parent of parents) {
    const own = key(parent);
    if (own === null) {
      found.set(parent, null);
      continue;
    }
    holders.push(parent);
    keys.push(own);
  }
  const answers = keys.length > 0 ? await loader(request).loadMany(keys) : [];
  holders.forEach((holder, index) => found.set(holder, answers[index] ?? null));
  return found;
}
