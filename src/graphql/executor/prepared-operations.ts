import {
  type DocumentNode,
  getOperationAST,
  getVariableValues,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { answerExtensions } from '../answer-extensions.js';
import type { GraphContext } from '../context.js';
import { mostKeptTokens, tokensOf } from '../document-limit.js';
import { formattedError, noteUnexpected } from '../format-error.js';
import { logOperation } from '../operation-log.js';
import { toRefusal } from '../refusal.js';
import { FieldArguments } from './arguments.js';
import { checkLimits, type Limits, type SchemaLimits } from './limits.js';
import type { OperationPlan } from './plan.js';
import { planOf } from './planner.js';
import { OperationPlans } from './plans.js';
import { resolveFields } from './resolve.js';
import { usualQuestion } from './schema-values.js';
import type { Variables } from './selection.js';
import { writeAnswer } from './write.js';

/** What a caller asked for. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName: string | undefined;
  readonly variables: Variables;
  /** Whether the answer is to tell what it cost. */
  readonly reportsCost: boolean;
  /** Whether it may write: a GET must not. */
  readonly mayWrite: boolean;
}

/** An operation that has passed the specification's rules, with the variables of one request. */
export interface PreparedOperation {
  readonly kind: OperationTypeNode;
  readonly plan: OperationPlan;
  readonly args: FieldArguments;
}

interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

interface ValidDocument {
  readonly document: DocumentNode;
  /** By the name that was asked for. */
  readonly operations: Map<string | undefined, OperationDefinitionNode>;
}

/** Tokens of known documents that are kept in all: of some hundreds of them. */
const keptTokens = 200_000;

/**
 * Answers operations that have been asked before. Apollo Server is asked first: it parses and checks a document, words
 * what is wrong with it, and interprets it. From then on it is answered from its plan, several times faster. Whatever is
 * unusual about a request (variables that do not fit, a limit, several writes) is left to Apollo Server each time, so
 * that there is one place that words it.
 */
export class PreparedOperations {
  readonly #plans: OperationPlans;
  /** By the text of the document. */
  readonly #valid = new LRUCache<string, ValidDocument>({ maxSize: keptTokens });

  readonly #limits: Limits & SchemaLimits;

  constructor(
    private readonly schema: GraphQLSchema,
    limits: Limits,
  ) {
    this.#plans = new OperationPlans(schema);
    const usual = planOf(schema, usualQuestion, getOperationAST(usualQuestion) as OperationDefinitionNode, {});
    this.#limits = { ...limits, usualSchemaValues: usual.schemaValues };
  }

  /** Notes that an operation is valid, once a request has shown it. */
  remember(text: string, name: string | undefined, document: DocumentNode, operation: OperationDefinitionNode): void {
    const known = this.#valid.get(text);
    if (known?.document === document) {
      known.operations.set(name, operation);
      return;
    }
    const size = tokensOf(document);
    if (size <= mostKeptTokens) this.#valid.set(text, { document, operations: new Map([[name, operation]]) }, { size });
  }

  /**
   * @returns undefined where the variables do not fit: execution refuses those in its own words.
   * @throws GraphQLError for an operation past a limit, or an argument without the value that it needs.
   */
  prepare(
    { document, operation }: ValidOperation,
    variables: Variables,
    context: GraphContext,
  ): PreparedOperation | undefined {
    const { coerced } = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables);
    // Nor is there anything to prepare for a kind of operation that the schema does not have.
    if (!coerced || !this.schema.getRootType(operation.operation)) return undefined;
    const args = new FieldArguments(coerced);
    try {
      const plan = this.#plans.of(document, operation, coerced);
      checkLimits(plan, args, this.#limits, context);
      return { kind: operation.operation, plan, args };
    } catch (error) {
      throw toRefusal(error);
    }
  }

  /** @returns the answer as JSON; undefined where Apollo Server has to answer. */
  async answer(request: OperationRequest, context: GraphContext): Promise<Buffer | undefined> {
    const started = performance.now();
    const prepared = this.#preparedFor(request, context);
    if (!prepared?.plan.isExecutable) return undefined;
    const { kind, plan, args } = prepared;
    if (kind === OperationTypeNode.QUERY) context.cancelWhenClientHangsUp();
    else if (!request.mayWrite) return undefined;
    return writeAnswer(plan, await resolveFields(plan.selection, args, context), (thrown) => {
      noteUnexpected(thrown, context.request.requestId, context.logger);
      const errors = thrown.map(formattedError);
      logOperation(context, kind, performance.now() - started, errors);
      return { errors, extensions: answerExtensions(context.request.cost, request.reportsCost) };
    });
  }

  #preparedFor(
    { query, operationName, variables }: OperationRequest,
    context: GraphContext,
  ): PreparedOperation | undefined {
    const valid = this.#valid.get(query);
    const operation = valid?.operations.get(operationName);
    if (!valid || !operation) return undefined;
    try {
      return this.prepare({ document: valid.document, operation }, variables, context);
    } catch {
      return undefined;
    }
  }
}
