import type { Arguments, FieldPlan } from './plan.js';
import type { Variables } from './selection.js';

/** The arguments of an operation's fields for one set of variables, each worked out once. */
export class FieldArguments {
  readonly #known: Arguments[] = [];

  constructor(private readonly variables: Variables) {}

  /** @throws GraphQLError for an argument without the value that it needs, such as `first: $first` where the variable is null. */
  of(field: FieldPlan): Arguments {
    return (this.#known[field.number] ??= field.args(this.variables));
  }
}
