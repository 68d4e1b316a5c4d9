import type { GraphContext } from '../context.js';
import { followEdges } from '../keyed-edge.js';
import type { FieldArguments } from './arguments.js';
import type { FieldPlan, SelectionPlan, ValuePlan } from './plan.js';
import type { UnionPlan } from './union.js';

/** What a resolver threw, in the place of a value. */
export class Failure {
  constructor(readonly reason: unknown) {}
}

/** What the resolvers of an operation answered: for each field, by the object that it was asked of. */
export type Resolved = readonly (ReadonlyMap<unknown, unknown> | undefined)[];

/** Stands for the parent of the root fields, which have none. */
export const rootParent: unique symbol = Symbol('root');

/**
 * Runs the resolvers of an operation, level by level: a field is resolved for all objects of a list side by side, and
 * once for an object that stands in several places. A resolver answers a value or a promise of one, and no list of
 * promises. Nothing here fails: what a resolver threw is its `Failure`.
 */
export async function resolveFields(
  selection: SelectionPlan,
  args: FieldArguments,
  context: GraphContext,
): Promise<Resolved> {
  const resolved: (Map<unknown, unknown> | undefined)[] = [];

  const resolveSelection = (plan: SelectionPlan, parents: ReadonlySet<unknown>): Promise<unknown> | undefined => {
    const waits = plan.unresolved.flatMap((field) => resolveField(field, parents) ?? []);
    return waits.length > 1 ? Promise.all(waits) : waits[0];
  };

  const resolveField = (field: FieldPlan, parents: ReadonlySet<unknown>): Promise<unknown> | undefined => {
    const { resolve, edge, number, definition } = field;
    const follow = (found: Map<unknown, unknown>): Promise<unknown> | undefined => {
      resolved[number] = found;
      return below(field, found.values());
    };
    if (!resolve) {
      const property = definition.name;
      return below(
        field,
        [...parents].map((parent) => (parent as Record<string, unknown>)[property]),
      );
    }
    if (edge)
      return followEdges(edge, parents, context).then(
        (found) => follow(found),
        (reason: unknown) => follow(failed(parents, reason)),
      );
    const values = new Map<unknown, unknown>();
    resolved[number] = values;
    const waits: Promise<void>[] = [];
    for (const parent of parents) {
      const value = call(field, parent);
      values.set(parent, value);
      if (isPromise(value)) waits.push(settle(value, parent, values));
    }
    const goOn = (): Promise<unknown> | undefined => below(field, values.values());
    return waits.length > 0 ? Promise.all(waits).then(goOn) : goOn();
  };

  const call = (field: FieldPlan, parent: unknown): unknown => {
    try {
      return field.resolve?.(parent === rootParent ? undefined : parent, args.of(field), context, field.info);
    } catch (error) {
      return new Failure(error);
    }
  };

  const below = (field: FieldPlan, values: Iterable<unknown>): Promise<unknown> | undefined => {
    const { selection: inner, union, type } = field;
    if (union) return belowUnion(union, type, values);
    if (!inner || inner.unresolved.length === 0) return undefined;
    const parents = new Set<unknown>();
    for (const value of values) gatherObjects(type, value, parents);
    return parents.size > 0 ? resolveSelection(inner, parents) : undefined;
  };

  const belowUnion = (
    union: UnionPlan<SelectionPlan>,
    type: ValuePlan,
    values: Iterable<unknown>,
  ): Promise<unknown> | undefined => {
    const objects = new Set<unknown>();
    for (const value of values) gatherObjects(type, value, objects);
    const parents = new Map<SelectionPlan, Set<unknown>>();
    for (const object of objects) {
      const inner = union.of(object);
      const same = inner && parents.get(inner);
      if (same) same.add(object);
      else if (inner) parents.set(inner, new Set([object]));
    }
    const waits = [...parents].flatMap(([inner, same]) => resolveSelection(inner, same) ?? []);
    return waits.length > 0 ? Promise.all(waits) : undefined;
  };

  await resolveSelection(selection, new Set([rootParent]));
  return resolved;
}

const failed = (parents: ReadonlySet<unknown>, reason: unknown): Map<unknown, unknown> =>
  new Map([...parents].map((parent) => [parent, new Failure(reason)]));

/** Puts what a promise comes to in the place of the promise. */
const settle = (value: Promise<unknown>, parent: unknown, values: Map<unknown, unknown>): Promise<void> =>
  value.then(
    (late) => void values.set(parent, late),
    (reason: unknown) => void values.set(parent, new Failure(reason)),
  );

/** The objects of a value, out of their lists. */
function gatherObjects(type: ValuePlan, value: unknown, into: Set<unknown>): void {
  if (value === null || value === undefined || value instanceof Error || value instanceof Failure) return;
  if (type.kind !== 'list') into.add(value);
  else if (Array.isArray(value)) for (const item of value) gatherObjects(type.of, item, into);
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof (value as Promise<unknown> | null | undefined)?.then === 'function';
