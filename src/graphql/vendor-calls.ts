import { Extensions } from 'type-graphql';
import type { PersioUserId } from '../domain/persio-user-id.js';
import { contactsPerCall } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import type { Arguments } from './executor/plan.js';

/** What a field costs at one vendor, declared beside it in its `extensions.vendorCalls`. */
export interface VendorCallDeclaration {
  readonly vendor: Vendor;
  /** The most calls for all places of the field together. */
  readonly calls: (use: FieldUse) => number;
  /** How many records one place of the field answers at the most; 1 where it is left out. */
  readonly records?: (args: Arguments) => number;
}

export interface FieldUse {
  /** At how many records the field is asked for. */
  readonly places: number;
  readonly args: Arguments;
  readonly persioUserId: PersioUserId;
}

/** Declares what a field costs, at one vendor or at several. */
export const VendorCalls = (
  ...declarations: readonly [VendorCallDeclaration, ...VendorCallDeclaration[]]
): MethodDecorator & PropertyDecorator => Extensions({ vendorCalls: declarations });

export const vendorCallsOf = (extensions: Readonly<Record<string, unknown>>): readonly VendorCallDeclaration[] =>
  (extensions['vendorCalls'] as readonly VendorCallDeclaration[] | undefined) ?? [];

export const inBatches = (keys: number): number => Math.ceil(keys / contactsPerCall);

/** Distinct values of a list of keys: the same key is fetched once. */
export const distinct = (keys: unknown): number => (Array.isArray(keys) ? new Set(keys).size : 1);

/** One call for each place of the field. */
export const each = ({ places }: FieldUse): number => places;

/** The same for what travels in batches. */
export const eachInBatches = ({ places }: FieldUse): number => inBatches(places);

/** What is answered from this service's own store. */
export const noCall = (): number => 0;

/** Only where Persio's user ids are of this kind does the field lead to a vendor. */
export const ifUserIdIs =
  (kind: PersioUserId, calls: (use: FieldUse) => number) =>
  (use: FieldUse): number =>
    use.persioUserId === kind ? calls(use) : 0;

/** As many records as a page may hold. */
export const page = (args: Arguments): number => Number(args['first']);

/** As many records as there are items in the input of a bulk mutation. */
export const items =
  (field: string) =>
  (args: Arguments): number => {
    const list = (args['input'] as Arguments | undefined)?.[field];
    return Array.isArray(list) ? list.length : 0;
  };
