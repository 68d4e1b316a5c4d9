import type { PersioUserId } from '../../domain/persio-user-id.js';
import type { Vendor } from '../../domain/vendor.js';
import { vendorCallsOf } from '../vendor-calls.js';
import type { FieldArguments } from './arguments.js';
import type { UnionPlan } from './union.js';
import type { FieldPlan, OperationPlan, SelectionPlan } from './plan.js';

/** Calls by vendor. */
export type CallsByVendor = ReadonlyMap<Vendor, number>;

/** How many values an answer may hold: a field counts one; a list counts its fields as often as it may hold a record. */
export function complexityOf({ fields, fixedComplexity }: SelectionPlan, args: FieldArguments): number {
  if (fixedComplexity !== undefined) return fixedComplexity;
  return fields.reduce((sum, field) => sum + fieldComplexity(field, args), 0);
}

function fieldComplexity(field: FieldPlan, args: FieldArguments): number {
  const { constant, estimate, selection, union } = field;
  // A gateway asks for the name of each type, and counts none of them.
  if (constant) return 0;
  if (union) return unionComplexity(field, union, args);
  const sizedFields = estimate?.listSize?.sizedFields;
  if (!sizedFields || !selection) {
    const childComplexity = selection ? complexityOf(selection, args) : 0;
    return estimate ? estimate({ args: args.of(field), childComplexity }) : 1 + childComplexity;
  }
  let [perRecord, once] = [0, 0];
  for (const below of selection.fields) {
    const complexity = fieldComplexity(below, args);
    if (sizedFields.includes(below.definition.name)) perRecord += complexity;
    else once += complexity;
  }
  return once + estimate({ args: args.of(field), childComplexity: perRecord });
}

/** Each value counts, with the fields that are asked of its type. */
function unionComplexity(
  field: FieldPlan,
  { sizes, selections }: UnionPlan<SelectionPlan>,
  args: FieldArguments,
): number {
  let sum = 0;
  for (const [type, { values }] of sizes(args.of(field))) {
    const selection = selections.get(type);
    sum += values * (1 + (selection ? complexityOf(selection, args) : 0));
  }
  return sum;
}

/**
 * The most calls to vendors that an operation can cost, computed from its arguments alone: nothing cached,
 * every list full, no key twice in different places, no call repeated.
 */
export function vendorCallBound(
  { selection }: OperationPlan,
  args: FieldArguments,
  persioUserId: PersioUserId,
): CallsByVendor {
  const bound = new Map<Vendor, number>();
  const visit = ({ unresolved }: SelectionPlan, places: number): void => {
    // Only what is resolved can lead to a vendor.
    for (const field of unresolved) {
      const declarations = vendorCallsOf(field.definition.extensions);
      const given = declarations.length > 0 ? args.of(field) : {};
      for (const { vendor, calls: callsOf } of declarations) {
        const calls = callsOf({ places, args: given, persioUserId });
        if (calls > 0) bound.set(vendor, (bound.get(vendor) ?? 0) + calls);
      }
      const records = declarations.flatMap((declaration) => declaration.records?.(given) ?? []);
      for (const [type, { records }] of field.union?.sizes(args.of(field)) ?? []) {
        const selection = field.union?.selections.get(type);
        if (selection) visit(selection, places * records);
      }
      if (field.selection) visit(field.selection, places * (records.length > 0 ? Math.max(...records) : 1));
    }
  };
  visit(selection, 1);
  return bound;
}
