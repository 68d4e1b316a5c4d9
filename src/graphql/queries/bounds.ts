import type { PersioUserId } from '../../domain/persio-user-id.js';
import type { Vendor } from '../../domain/vendor.js';
import type { VendorCallDeclaration } from '../vendor-calls.js';
import type { FieldArguments } from './arguments.js';
import type { OperationPlan, SelectionPlan } from './plan.js';

/** Calls by vendor. */
export type CallsByVendor = ReadonlyMap<Vendor, number>;

/** How many values an answer may hold: a field counts one; a list counts its fields as often as it may hold a record. */
export function complexityOf({ fields, fixedComplexity }: SelectionPlan, args: FieldArguments): number {
  if (fixedComplexity !== undefined) return fixedComplexity;
  return fields.reduce((sum, field) => {
    const childComplexity = field.selection ? complexityOf(field.selection, args) : 0;
    const own = field.estimate ? field.estimate({ args: args.of(field), childComplexity }) : 1 + childComplexity;
    return sum + own;
  }, 0);
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
      const declaration = field.definition.extensions['vendorCalls'] as VendorCallDeclaration | undefined;
      const given = declaration ? args.of(field) : {};
      if (declaration) {
        const { vendor } = declaration;
        const calls = declaration.calls({ places, args: given, persioUserId });
        if (calls > 0) bound.set(vendor, (bound.get(vendor) ?? 0) + calls);
      }
      if (field.selection) visit(field.selection, places * (declaration?.records?.(given) ?? 1));
    }
  };
  visit(selection, 1);
  return bound;
}
