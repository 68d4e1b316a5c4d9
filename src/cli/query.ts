import { type DocumentNode, GraphQLError, Kind, parse, type TypeNode } from 'graphql';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { ask } from './ask.js';
import { tellErrors } from './answers.js';
import type { Connection } from './connection.js';
import { type ExitCode, usageFailure } from './exit-codes.js';
import { print, printJson } from './terminal.js';

export interface QueryOptions {
  readonly file?: string;
  /** A JSON object. */
  readonly variables?: string;
  /** Each as `name=value`. */
  readonly variable: readonly string[];
  readonly operation?: string;
  readonly json?: boolean;
}

/** Sends a document, and prints what is answered. */
export async function query(
  document: string | undefined,
  options: QueryOptions,
  connect: () => Promise<Connection>,
): Promise<ExitCode> {
  const source = await sourceOf(document, options.file);
  const variables = { ...objectOf(options.variables), ...namedVariables(options.variable, parsed(source)) };
  const answer = await ask<unknown>(await connect(), { query: source, variables, operationName: options.operation });
  if (options.json) printJson(answer);
  else if (answer.data !== undefined && answer.data !== null) print(JSON.stringify(answer.data, null, 2));
  return tellErrors(answer.errors);
}

async function sourceOf(document: string | undefined, file: string | undefined): Promise<string> {
  if (document !== undefined && file !== undefined) throw usageFailure('Name a document or a --file, and not both.');
  if (document !== undefined && document !== '-') return document;
  try {
    if (file !== undefined) return await readFile(file, 'utf8');
  } catch (error) {
    throw usageFailure(`The document cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`);
  }
  if (process.stdin.isTTY && document === undefined)
    throw usageFailure(`Name a document, such as 'peoplegraph query "{ sources { vendor state } }"', or a --file.`);
  return text(process.stdin);
}

function parsed(source: string): DocumentNode {
  try {
    return parse(source);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { line = 0, column = 0 } = error.locations?.[0] ?? {};
    throw usageFailure(`The document is not GraphQL: line ${line}, column ${column}: ${error.message}`);
  }
}

function objectOf(json: string | undefined): Record<string, unknown> {
  if (json === undefined) return {};
  const value = valueOf(json);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw usageFailure('--variables has to be a JSON object, such as \'{"first": 10}\'.');
  return value as Record<string, unknown>;
}

function namedVariables(pairs: readonly string[], document: DocumentNode): Record<string, unknown> {
  const types = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? (definition.variableDefinitions ?? []).map(({ variable, type }) => [variable.name.value, type] as const)
        : [],
    ),
  );
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', value = ''] = /^(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === '') throw usageFailure(`A variable has the form name=value, such as -v phoneNumber=+12025550143.`);
      const type = types.get(name);
      if (!type) throw usageFailure(`The document has no variable $${name}.`);
      return [name, typedValue(name, value, type)];
    }),
  );
}

const numbersAndFlags = ['Int', 'Float', 'Boolean'];

/** The document says of what type a variable is: so an id of digits stays a text. */
function typedValue(name: string, value: string, type: TypeNode): unknown {
  const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
  const isJson = named.kind === Kind.LIST_TYPE || numbersAndFlags.includes(named.name.value);
  // An input object, as against an enum or a scalar that is written as a text.
  const isObject = named.kind === Kind.NAMED_TYPE && named.name.value !== 'String' && /^\s*\{/.test(value);
  if (!isJson && !isObject) return value;
  const parsedValue = valueOf(value);
  if (parsedValue === undefined) throw usageFailure(`The value of $${name} has to be JSON.`);
  return parsedValue;
}

function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
