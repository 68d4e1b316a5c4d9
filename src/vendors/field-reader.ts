import type { Vendor } from '../domain/vendor.js';
import { badResponse } from '../errors.js';

/** An object in what a vendor answered, of which nothing is known yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** The object that the value is, or undefined where it is none. */
export const asRecord = (value: unknown): WireRecord | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as WireRecord) : undefined;

/**
 * Reads what a vendor answered, value by value, straight into the objects of the domain. By hand, because a schema
 * library makes a copy of every record on the way and takes ten times as long as all the rest.
 *
 * Each method takes a value, the place of the record that holds it (`user.accounts.0`) and its name there (`role`).
 * @throws VENDOR_BAD_RESPONSE naming the place and what belongs there. What came instead is never told: it may be a
 * secret or personal.
 */
export class FieldReader {
  constructor(private readonly vendor: Vendor) {}

  record(value: unknown, place: string, name?: string): WireRecord {
    return asRecord(value) ?? this.wrong('of type object', place, name);
  }

  list(value: unknown, place: string, name?: string): readonly unknown[] {
    return Array.isArray(value) ? value : this.wrong('of type array', place, name);
  }

  text(value: unknown, place: string, name: string): string {
    return typeof value === 'string' ? value : this.wrong('of type string', place, name);
  }

  /** Null for an empty text too: vendors say either where there is none. */
  filledText(value: unknown, place: string, name: string): string | null {
    return value == null ? null : this.text(value, place, name) || null;
  }

  boolean(value: unknown, place: string, name: string): boolean {
    return typeof value === 'boolean' ? value : this.wrong('of type boolean', place, name);
  }

  /** A whole number as the text that it is in the domain. */
  numericId(value: unknown, place: string, name: string): string {
    return Number.isSafeInteger(value) ? String(value) : this.wrong('of type number', place, name);
  }

  /** An object with values of any kind; an empty one where there is none. */
  jsonObject(value: unknown, place: string, name: string): Record<string, unknown> {
    if (value == null) return {};
    const { ['__proto__']: _, ...members } = asRecord(value) ?? this.wrong('of type record', place, name);
    return members;
  }

  /** @param expectation what belongs there, to be read after "is not". */
  wrong(expectation: string, place: string, name?: string): never {
    throw badResponse(this.vendor, `${name === undefined ? place : `${place}.${name}`} is not ${expectation}`);
  }
}
