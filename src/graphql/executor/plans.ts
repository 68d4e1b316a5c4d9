import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { mostKeptTokens, tokensOf } from '../document-limit.js';
import type { OperationPlan } from './plan.js';
import { planOf } from './planner.js';
import { conditionVariables, type Variables } from './selection.js';

/** Fields of plans, and tokens of their documents, that are kept in all; each takes about half a kilobyte. */
const keptParts = 100_000;

interface KnownOperation {
  readonly number: number;
  /** Of its document, which lives as long as a plan of it. */
  readonly tokens: number;
  /** The variables in its conditions: for other values, it is another plan. */
  readonly conditions: readonly string[];
}

/** The plans of operations, kept for when they come again. */
export class OperationPlans {
  readonly #operations = new WeakMap<OperationDefinitionNode, KnownOperation>();
  readonly #plans = new LRUCache<string, OperationPlan>({ maxSize: keptParts });
  #count = 0;

  constructor(private readonly schema: GraphQLSchema) {}

  /** @param variables coerced. @throws PeoplegraphError QUERY_TOO_COMPLEX for an operation that selects too much. */
  of(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): OperationPlan {
    const { number, tokens, conditions } = this.#known(document, operation);
    const key = `${number} ${conditions.map((name) => String(variables[name])).join()}`;
    const kept = this.#plans.get(key);
    if (kept) return kept;
    const plan = planOf(this.schema, document, operation, variables);
    if (tokens <= mostKeptTokens) this.#plans.set(key, plan, { size: plan.size + tokens });
    return plan;
  }

  #known(document: DocumentNode, operation: OperationDefinitionNode): KnownOperation {
    const known = this.#operations.get(operation);
    if (known) return known;
    const added = {
      number: (this.#count += 1),
      tokens: tokensOf(document),
      conditions: conditionVariables(document, operation),
    };
    this.#operations.set(operation, added);
    return added;
  }
}
