import { generate, loadCodegenConfig } from '@graphql-codegen/cli';
import { buildSchema, type GraphQLField, type GraphQLSchema, isInputObjectType } from 'graphql';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorTable } from '../src/error-codes.js';

const notice =
  '// Written by "npm run generate" from the schema and the table of error codes: a change here is lost.\n';

/** The documents of `client/src/documents` with the types of their variables and answers, as `codegen.yml` says. */
async function documents(): Promise<string> {
  const { config } = await loadCodegenConfig({ configFilePath: 'codegen.yml' });
  const files = (await generate({ ...config, silent: true }, false)) as { filename: string; content: string }[];
  const content = files.find(({ filename }) => filename.endsWith('/graphql.ts'))?.content;
  if (content === undefined) throw new Error('The generator has written no graphql.ts.');
  // The published package depends on nothing, not even for a type.
  return content.replace("'@graphql-typed-document-node/core'", "'../typed-document.js'").trimEnd() + '\n';
}

const capitalized = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

const comment = (text: string, indent = ''): string =>
  `${indent}/**\n${text
    .split('\n')
    .map((line) => `${indent} * ${line}`)
    .join('\n')}\n${indent} */\n`;

function method({ name, description, args }: GraphQLField<unknown, unknown>): string {
  const [input] = args;
  if (input?.name !== 'input' || args.length > 1) throw new Error(`${name} does not take one argument, "input".`);
  return `${comment(description ?? '', '  ')}  ${name}(
    input: documents.${String(input.type).replace('!', '')},
    options?: CallOptions,
  ): Promise<Answer<NonNullable<documents.${capitalized(name)}Mutation['${name}']>>> {
    return this.run(documents.${capitalized(name)}Document, '${name}', { input }, options);
  }
`;
}

/** A method for each mutation, so that none can be forgotten: without its document it does not compile. */
const mutations = (schema: GraphQLSchema): string => `${notice}
import type { CallOptions } from '../options.js';
import type { Answer } from '../partial.js';
import type { TypedDocument } from '../typed-document.js';
import * as documents from './graphql.js';

export abstract class Mutations {
  protected abstract run<Result, Variables, Field extends keyof Result>(
    document: TypedDocument<Result, Variables>,
    field: Field,
    variables: Variables,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<Result[Field]>>>;

${Object.values(schema.getMutationType()?.getFields() ?? {})
  .map(method)
  .join('\n')}}
`;

function inputsWithKey(schema: GraphQLSchema): string {
  const inputs = Object.values(schema.getMutationType()?.getFields() ?? {})
    .flatMap(({ args }) => args.map(({ type }) => schema.getType(String(type).replace('!', ''))))
    .filter((type) => isInputObjectType(type) && 'idempotencyKey' in type.getFields());
  const names = [...new Set(inputs.map((type) => `  '${type?.name ?? ''}',\n`))].sort();
  return `${notice}
/** The inputs of mutations that take an \`idempotencyKey\`. */
export const inputsWithKey: ReadonlySet<string> = new Set([
${names.join('')}]);
`;
}

const className = (code: string): string =>
  `${code
    .split('_')
    .map((word) => word.charAt(0) + word.slice(1).toLowerCase())
    .join('')
    .replace(/Error$/, '')}Error`;

/** A class for each code that an answer can carry. */
function errors(): string {
  const classes = Object.entries(errorTable).map(
    ([
      code,
      { meaning, remedy },
    ]) => `${comment(`${meaning}\n${remedy}`)}export class ${className(code)} extends PeoplegraphError {
  override readonly name: string = '${className(code)}';
  declare readonly code: '${code}';
}
`,
  );
  return `${notice}
import { PeoplegraphError } from '../error.js';
import type { ErrorCode } from './graphql.js';

${classes.join('\n')}
/** The class of each code. */
export const errorClasses = {
${Object.keys(errorTable)
  .map((code) => `  ${code}: ${className(code)},\n`)
  .join('')}} as const satisfies Record<ErrorCode, unknown>;
`;
}

/** Where to write to: another folder than the committed one is for the test that compares the two. */
const [folder = 'client/src/generated'] = process.argv.slice(2);
const text = await readFile('schema.graphql', 'utf8');
const schema = buildSchema(text);
const files = {
  'graphql.ts': await documents(),
  'mutations.ts': mutations(schema),
  'inputs-with-key.ts': inputsWithKey(schema),
  'errors.ts': errors(),
};
await mkdir(folder, { recursive: true });
for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
