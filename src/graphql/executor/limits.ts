import type { PersioUserId } from '../../domain/persio-user-id.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { GraphContext } from '../context.js';
import type { FieldArguments } from './arguments.js';
import { complexityOf, vendorCallBound } from './bounds.js';
import { overBudget, tooManyCalls } from './call-limit.js';
import type { OperationPlan } from './plan.js';

/** How often an operation may ask what tools ask of the whole schema. */
const usualQuestions = 3;

export interface Limits {
  /** The most values that an answer may hold. */
  readonly maximumComplexity: number;
  /** The most calls to vendors that one operation may cost. */
  readonly maximumVendorCalls: number;
  readonly persioUserId: PersioUserId;
}

export interface SchemaLimits {
  /** What the usual question for the whole schema comes to. */
  readonly usualSchemaValues: number;
}

/**
 * Refuses an operation before it costs anything: one whose answer could grow past a limit, since lists inside lists
 * multiply; and one that could cost more vendor calls than allowed, or than a vendor has left.
 * @throws PeoplegraphError for what is refused; GraphQLError for an argument without the value that it needs.
 */
export function checkLimits(
  plan: OperationPlan,
  args: FieldArguments,
  { maximumComplexity, maximumVendorCalls, persioUserId, usualSchemaValues }: Limits & SchemaLimits,
  { request, services }: GraphContext,
): void {
  if (plan.schemaValues > usualQuestions * usualSchemaValues) throw tooManyQuestions();
  const complexity = complexityOf(plan.selection, args);
  if (complexity > maximumComplexity) throw tooComplex(complexity, maximumComplexity);
  const calls = vendorCallBound(plan, args, persioUserId);
  if (calls.size === 0) return;
  const refusal = tooManyCalls(calls, maximumVendorCalls) ?? overBudget(calls, services.health, request.deadline);
  if (refusal) throw refusal;
}

const tooComplex = (complexity: number, maximum: number): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The answer could hold ${complexity} values; this server allows ${maximum}. Ask for fewer records or fewer nested lists at once.`,
  );

const tooManyQuestions = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.QUERY_TOO_COMPLEX,
    'The operation asks for more of the schema than several introspection queries would. Ask for each part once.',
  );
