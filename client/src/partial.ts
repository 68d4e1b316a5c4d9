import type { PeoplegraphError } from './error.js';

/**
 * What was asked for and, where a part of it failed, the errors of that part: its fields are null. The property is
 * there only where something failed.
 */
export type Answer<Value> = Value & { readonly errors?: readonly PeoplegraphError[] };

export function withErrors<Value extends object>(value: Value, errors: readonly PeoplegraphError[]): Answer<Value> {
  return errors.length === 0 ? value : Object.assign(value, { errors });
}
