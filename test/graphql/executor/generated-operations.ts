import fc from 'fast-check';
import {
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  isObjectType,
  isRequiredArgument,
} from 'graphql';

export interface Operation {
  readonly query: string;
  readonly variables: Record<string, unknown>;
}

/** Values for arguments by name: good ones, ones that nothing is found for, and wrong ones. */
const argumentValues: Readonly<Record<string, readonly unknown[]>> = {
  id: ['1', '2', '175', '999999', 'x', 3],
  ids: [['1', '2', '2', '999999'], [], ['3', 'x'], '4'],
  phoneNumber: ['+4930901820', '030 901820', '+15550000000', 'nonsense'],
  phoneNumbers: [['+4930901820', '+15550000000', '+4930901820'], ['nonsense'], []],
  accountId: ['1', '99', 'x'],
  customerId: ['1', '2', '999999'],
  term: ['ada', 'example', '', 'nobody at all'],
  groupId: ['newsletter', 'mathematicians', 'nothing'],
  userId: ['1', '2', 'nobody'],
  anonymousId: ['nobody'],
  first: [1, 3, 0, 101, 'two', null],
  after: [null, 'garbage'],
  createdAfter: ['2025-01-01T00:00:00Z', 'yesterday', null],
  createdBefore: ['2025-06-01T00:00:00Z', null],
};

/** What depends on the clock, or on earlier operations, differs between two runs by itself. */
const unsteady = new Set(['sources']);

const deepest = 6;

/** Random queries over the whole schema: aliases, fragments, directives, variables, right and wrong arguments. */
export const operations = (schema: GraphQLSchema): fc.Arbitrary<Operation> =>
  fc.infiniteStream(fc.nat()).map((stream) => new Generator(schema, stream).operation());

class Generator {
  readonly #fragments: string[] = [];
  readonly #declarations: string[] = [];
  readonly #variables: Record<string, unknown> = {};

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly stream: fc.Stream<number>,
  ) {}

  operation(): Operation {
    const root = this.schema.getQueryType() as GraphQLObjectType;
    const selection = this.#selection(root, 0);
    const declarations = this.#declarations.length > 0 ? `(${this.#declarations.join(', ')})` : '';
    return {
      query: `query Generated${declarations} ${selection}\n${this.#fragments.join('\n')}`,
      variables: this.#variables,
    };
  }

  #selection(type: GraphQLObjectType, depth: number): string {
    const fields = Object.values(type.getFields()).filter(
      (field) => !unsteady.has(field.name) && (depth < deepest || !isObjectType(getNamedType(field.type))),
    );
    if (fields.length === 0) return '{ __typename }';
    const parts = Array.from({ length: 1 + this.#pick(3) }, () => this.#field(this.#one(fields), depth));
    if (this.#chance(4)) parts.push('__typename');
    const whole = parts.join(' ');
    if (this.#chance(5)) return `{ ... on ${type.name} ${this.#directive()} { ${whole} } }`;
    if (this.#chance(6)) {
      const name = `Fragment${this.#fragments.length}`;
      this.#fragments.push(`fragment ${name} on ${type.name} { ${whole} }`);
      return `{ ...${name} ${this.#directive()} __typename }`;
    }
    return `{ ${whole} }`;
  }

  #field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const alias = this.#chance(3) ? `alias${this.#pick(1_000_000)}: ` : `field${this.#pick(1_000_000)}: `;
    const type = getNamedType(field.type);
    const below = isObjectType(type) ? this.#selection(type, depth + 1) : '';
    return `${alias}${field.name}${this.#arguments(field.args)} ${this.#directive()} ${below}`;
  }

  #arguments(declared: readonly GraphQLArgument[]): string {
    const given = declared.filter((argument) => isRequiredArgument(argument) || this.#chance(2));
    const texts = given.map((argument) => `${argument.name}: ${this.#value(argument)}`);
    return texts.length > 0 ? `(${texts.join(', ')})` : '';
  }

  #value(argument: GraphQLArgument): string {
    const value = this.#one(argumentValues[argument.name] ?? [null]);
    // A literal that does not fit its type is refused before anything runs; as a variable it reaches the executor.
    if (!this.#chance(3)) return JSON.stringify(value);
    const name = `variable${this.#declarations.length}`;
    this.#declarations.push(`$${name}: ${String(argument.type)}`);
    if (!this.#chance(8)) this.#variables[name] = value;
    return `$${name}`;
  }

  #directive(): string {
    if (!this.#chance(6)) return '';
    const kind = this.#chance(2) ? 'include' : 'skip';
    if (this.#chance(2)) return `@${kind}(if: ${this.#chance(2)})`;
    const name = `condition${this.#declarations.length}`;
    this.#declarations.push(`$${name}: Boolean!`);
    this.#variables[name] = this.#chance(2);
    return `@${kind}(if: $${name})`;
  }

  #pick(count: number): number {
    const { value } = this.stream.next();
    return (value as number) % count;
  }

  #chance(oneIn: number): boolean {
    return this.#pick(oneIn) === 0;
  }

  #one<Value>(values: readonly Value[]): Value {
    return values[this.#pick(values.length)] as Value;
  }
}
