import { isDeepStrictEqual } from 'node:util';
import type { Difference, PersonChange } from './upsert.js';

/** Compares what shall be with what a vendor holds, attribute by attribute. */
export class Comparison {
  readonly differences: Difference[] = [];

  /** @returns the value where it has to be written, and undefined where it is there already or was not sent. */
  value<Value>(attribute: string, held: unknown, wanted: Value | undefined): Value | undefined {
    if (wanted === undefined || isDeepStrictEqual(held, wanted)) return undefined;
    this.differences.push({ attribute, from: held ?? null, to: wanted });
    return wanted;
  }

  /** @returns the entries that have to be written; undefined where there are none. */
  metadata(
    held: Readonly<Record<string, unknown>>,
    { metadata = {} }: PersonChange,
  ): Record<string, unknown> | undefined {
    const entries = Object.entries(metadata).filter(([name, value]) => {
      const isHeld = Object.hasOwn(held, name);
      return this.value(`metadata.${name}`, isHeld ? held[name] : undefined, value) !== undefined;
    });
    return entries.length > 0 ? Object.fromEntries(entries) : undefined;
  }
}

/** Those of the fields that the change has. */
export const sentOf = (change: PersonChange, fields: readonly (keyof PersonChange)[]): string[] =>
  fields.filter((field) => change[field] !== undefined);
