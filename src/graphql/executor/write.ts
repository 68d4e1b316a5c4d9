import { type GraphQLError, locatedError } from 'graphql';
import { JsonWriter } from './json-writer.js';
import type { FieldPlan, OperationPlan, SelectionPlan, ValuePlan } from './plan.js';
import { Failure, type Resolved, rootParent } from './resolve.js';
import { WrittenRecord } from './written-record.js';

/** What an answer says beside its data. */
export interface Beside {
  readonly errors: readonly unknown[];
  readonly extensions: object | undefined;
}

const [dataName, end] = [Buffer.from('{"data":'), Buffer.from('}\n')] as const;
const [nullJson, braces, brackets, comma] = [Buffer.from('null'), [0x7b, 0x7d], [0x5b, 0x5d], 0x2c] as const;

/** One answer is written at a time, from its beginning to its end. */
const out = new JsonWriter();

/**
 * Writes what was resolved as the answer of an operation: what failed is null, with its error, as the specification
 * has it. @param beside told of the errors, says what else belongs into the answer.
 */
export function writeAnswer(
  { selection }: OperationPlan,
  resolved: Resolved,
  beside: (errors: readonly GraphQLError[]) => Beside,
): Buffer {
  const writer = new Writer(resolved);
  // What an answer that broke off has left behind.
  out.rewind(0);
  out.raw(dataName);
  writer.data(selection);
  const { errors, extensions } = beside(writer.errors);
  if (extensions) out.json(`,"extensions":${JSON.stringify(extensions)}`);
  out.raw(end);
  if (errors.length === 0) return out.take();
  // They stand in front, where a reader looks first.
  return Buffer.concat([Buffer.from(`{"errors":${JSON.stringify(errors)},`), out.take().subarray(1)]);
}

class Writer {
  readonly errors: GraphQLError[] = [];
  /** Where the writer is: what stands behind its depth is left over. */
  readonly #path: (string | number)[] = [];

  constructor(private readonly resolved: Resolved) {}

  data(selection: SelectionPlan): void {
    try {
      this.#fields(selection, rootParent, 0);
    } catch (error) {
      this.errors.push(error as GraphQLError);
      out.rewind(dataName.length);
      out.raw(nullJson);
    }
  }

  #fields({ fields }: SelectionPlan, parent: unknown, depth: number): void {
    out.character(braces[0]);
    for (const field of fields) {
      out.raw(field.prefix);
      if (field.constant) out.raw(field.constant);
      else this.#field(field, parent, depth);
    }
    out.character(braces[1]);
  }

  #field(field: FieldPlan, parent: unknown, depth: number): void {
    // A leaf needs its place only when it fails.
    if (field.type.kind !== 'leaf') this.#path[depth] = field.responseName;
    const start = out.length;
    try {
      const value = field.resolve
        ? this.resolved[field.number]?.get(parent)
        : (parent as Record<string, unknown>)[field.definition.name];
      this.#value(field, field.type, value, depth);
    } catch (error) {
      this.#path[depth] = field.responseName;
      this.#failed(field, field.type, error, depth, start);
    }
  }

  /** @throws the reason why there is no such value. */
  #value(field: FieldPlan, type: ValuePlan, value: unknown, depth: number): void {
    if (value === null || value === undefined) {
      if (!type.isNonNull) out.raw(nullJson);
      else
        throw new Error(`Cannot return null for non-nullable field ${field.parentType.name}.${field.definition.name}.`);
    } else if (value instanceof Error) throw value;
    else if (value instanceof Failure) throw value.reason;
    else if (type.kind === 'leaf') type.write(out, value);
    else if (type.kind === 'list') this.#list(field, type.of, value, depth + 1);
    else {
      const selection = type.kind === 'union' ? type.of(value) : type.selection;
      if (!selection) throw new TypeError(`The value is of no type that ${field.definition.name} can answer.`);
      const isRecord = type.kind === 'union' ? selection.unresolved.length === 0 : type.isRecord;
      if (isRecord && typeof value === 'object') this.#record(selection, value, depth + 1);
      else this.#fields(selection, value, depth + 1);
    }
  }

  #list(field: FieldPlan, type: ValuePlan, value: unknown, depth: number): void {
    if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
      throw new Error(`Expected a list for field ${field.parentType.name}.${field.definition.name}.`);
    }
    const list: readonly unknown[] = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
    out.character(brackets[0]);
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) out.character(comma);
      this.#path[depth] = index;
      const start = out.length;
      try {
        this.#value(field, type, list[index], depth);
      } catch (error) {
        this.#failed(field, type, error, depth, start);
      }
    }
    out.character(brackets[1]);
  }

  /** A record that stands in several places of an answer, or is in the cache, is written once. */
  #record(selection: SelectionPlan, record: object, depth: number): void {
    if (WrittenRecord.repeat(record, selection.identity, out)) return;
    const errors = this.errors.length;
    const start = out.length;
    this.#fields(selection, record, depth);
    // An error has its own place each time.
    if (this.errors.length === errors) WrittenRecord.note(record, selection.identity, out, start);
  }

  /** Puts null in the place of what failed. @throws the error, where null may not stand: then the object around it fails. */
  #failed({ nodes }: FieldPlan, type: ValuePlan, reason: unknown, depth: number, start: number): void {
    const error = locatedError(reason, nodes, this.#path.slice(0, depth + 1));
    if (type.isNonNull) throw error;
    this.errors.push(error);
    out.rewind(start);
    out.raw(nullJson);
  }
}
