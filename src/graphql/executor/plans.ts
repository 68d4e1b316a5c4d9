import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { OperationPlan } from './plan.js';
import { planOf } from './planner.js';
import { conditionVariables, type Variables } from './selection.js';

/** Fields of plans that are kept in all; each takes about half a kilobyte. */
const keptFields = 50_000;

interface KnownOperation {
  readonly number: number;
  /** The variables in its conditions: for other values, it is another plan. */
  readonly conditions: readonly string[];
}

/** The plans of operations, kept for when they come again. */
export class OperationPlans {
  readonly #operations = new WeakMap<OperationDefinitionNode, KnownOperation>();
  readonly #plans = new LRUCache<string, OperationPlan>({
    maxSize: keptFields,
    // One that is larger than all that may be kept is not kept.
    sizeCalculation: ({ size }) => size + 1,
  });
  #count = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  /** @param variables coerced. @throws PeoplegraphError QUERY_TOO_COMPLEX for an operation that selects too much. */
  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): OperationPlan {
    const { number, conditions } = this.#known(document, operation);
    const key = `${number} ${conditions.map((name) => variables[name] === true).join()}`;
    const kept = this.#plans.get(key);
    if (kept) return kept;
    const plan = planOf(this.schema, document, operation, variables);
    this.#plans.set(key, plan);
    return plan;
  }

  #known(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const known = this.#operations.get(operation);
    if (known) return known;
    const added = { number: (this.#count += 1), conditions: conditionVariables(document, operation) };
    this.#operations.set(operation, added);
    return added;
  }
}
