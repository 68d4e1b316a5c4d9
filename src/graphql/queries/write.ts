import { type GraphQLError, locatedError } from 'graphql';
import type { FieldPlan, OperationPlan, SelectionPlan, ValuePlan } from './plan.js';
import { RecordText } from './record-text.js';
import { Failure, type Resolved, rootParent } from './resolve.js';

export interface WrittenData {
  /** The answer's `data` as JSON text. */
  readonly text: string;
  readonly errors: readonly GraphQLError[];
}

/** Writes what was resolved as the answer of an operation: what failed is null, with its error, as the specification has it. */
export function writeData({ selection }: OperationPlan, resolved: Resolved): WrittenData {
  const writer = new Writer(resolved);
  return { text: writer.data(selection), errors: writer.errors };
}

class Writer {
  readonly errors: GraphQLError[] = [];
  /** Where the writer is: what stands behind its depth is left over. */
  readonly #path: (string | number)[] = [];

  constructor(private readonly resolved: Resolved) {}

  data(selection: SelectionPlan): string {
    try {
      return this.#fields(selection, rootParent, 0);
    } catch (error) {
      this.errors.push(error as GraphQLError);
      return 'null';
    }
  }

  #fields({ fields }: SelectionPlan, parent: unknown, depth: number): string {
    let text = '{';
    for (const field of fields) text += field.prefix + (field.constant ?? this.#field(field, parent, depth));
    return text + '}';
  }

  #field(field: FieldPlan, parent: unknown, depth: number): string {
    this.#path[depth] = field.responseName;
    try {
      const value = field.resolve
        ? this.resolved[field.number]?.get(parent)
        : (parent as Record<string, unknown>)[field.definition.name];
      return this.#value(field, field.type, value, depth);
    } catch (error) {
      return this.#failed(field, field.type, error, depth);
    }
  }

  /** @throws the reason why there is no such value. */
  #value(field: FieldPlan, type: ValuePlan, value: unknown, depth: number): string {
    if (value === null || value === undefined) {
      if (!type.isNonNull) return 'null';
      throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`);
    }
    if (value instanceof Error) throw value;
    if (value instanceof Failure) throw value.reason;
    if (type.kind === 'leaf') return type.write(value);
    if (type.kind === 'list') return this.#list(field, type.of, value, depth + 1);
    const { selection, isRecord } = type;
    return isRecord && typeof value === 'object'
      ? this.#record(selection, value, depth + 1)
      : this.#fields(selection, value, depth + 1);
  }

  #list(field: FieldPlan, type: ValuePlan, value: unknown, depth: number): string {
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
      throw new Error(`Expected a list for field ${field.parentType.name}.${field.definition.name}.`);
    }
    const list: readonly unknown[] = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
    let text = '[';
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) text += ',';
      this.#path[depth] = index;
      try {
        text += this.#value(field, type, list[index], depth);
      } catch (error) {
        text += this.#failed(field, type, error, depth);
      }
    }
    return text + ']';
  }

  /** A record that stands in several places of an answer, or is in the cache, is written once. */
  #record(selection: SelectionPlan, record: object, depth: number): string {
    const known = RecordText.of(record, selection);
    if (known !== undefined) return known;
    const errors = this.errors.length;
    const text = this.#fields(selection, record, depth);
    // An error has its own place each time.
    if (this.errors.length === errors) RecordText.note(record, selection, text);
    return text;
  }

  /** What stands in the place of what failed. @throws the error, where nothing may: then the object around it fails. */
  #failed({ nodes }: FieldPlan, type: ValuePlan, reason: unknown, depth: number): string {
    const error = locatedError(reason, nodes, this.#path.slice(0, depth + 1));
    if (type.isNonNull) throw error;
    this.errors.push(error);
    return 'null';
  }
}
