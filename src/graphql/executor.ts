import type { GatewayExecutor, GatewayGraphQLRequestContext, GatewayInterface } from '@apollo/server-gateway-interface';
import {
  execute,
  type ExecutionResult,
  getVariableValues,
  GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
  OperationTypeNode,
} from 'graphql';
import { type CompiledQuery, compileQuery, isCompiledQuery } from 'graphql-jit';
import { LRUCache } from 'lru-cache';

/** Compiled queries kept; each takes some tens of kilobytes. */
const compiledQueries = 500;

/** Documents whose first use is remembered. */
const seenDocuments = 5_000;

/**
 * Runs operations: a query that comes a second time is compiled to a function, which answers a list of a hundred
 * records several times faster than the interpreter. Mutations and first uses are interpreted. Apollo Server takes
 * an executor only from a gateway, so this is the smallest one there can be.
 */
export function compilingGateway(schema: GraphQLSchema): GatewayInterface {
  const seen = new LRUCache<string, true>({ max: seenDocuments });
  const compiled = new LRUCache<string, CompiledQuery | 'interpreted'>({ max: compiledQueries });

  const queryOf = ({ document, operationName, queryHash }: GatewayGraphQLRequestContext): CompiledQuery | undefined => {
    const key = `${queryHash} ${operationName ?? ''}`;
    const known = compiled.get(key);
    if (known !== undefined) return known === 'interpreted' ? undefined : known;
    if (!seen.has(key)) {
      seen.set(key, true);
      return undefined;
    }
    const result = compileQuery(schema, document, operationName ?? undefined, { disablingCapturingStackErrors: true });
    compiled.set(key, isCompiledQuery(result) ? result : 'interpreted');
    return isCompiledQuery(result) ? result : undefined;
  };

  const executor: GatewayExecutor = async (requestContext) => {
    const { document, operation, operationName, context, request } = requestContext;
    const variableValues = request.variables ?? {};
    // Apollo's types promise an operation that is not there when the request names none: the interpreter words the error.
    const { operation: kind } = (operation as typeof operation | undefined) ?? {};
    const isQuery = kind === OperationTypeNode.QUERY && variablesFit(schema, operation, variableValues);
    const query = isQuery ? queryOf(requestContext) : undefined;
    if (!query) {
      return execute({
        schema,
        document,
        operationName: operationName ?? request.operationName,
        contextValue: context,
        variableValues,
      });
    }
    return withRealErrors(await query.query(undefined, context, variableValues));
  };

  return {
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}

/** The interpreter words what is wrong with a variable, so that the wording does not depend on how often a query came. */
const variablesFit = (
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): boolean => variableDefinitions.length === 0 || !getVariableValues(schema, variableDefinitions, variables).errors;

/** The compiler makes errors of a class of its own, which Apollo Server would not know for GraphQL's. */
function withRealErrors(result: ExecutionResult): ExecutionResult {
  if (!result.errors) return result;
  return { ...result, errors: result.errors.map(toRealError) };
}

function toRealError(error: GraphQLError): GraphQLError {
  // The compiler's class inherits from the real one, so `instanceof` does not tell them apart; it leaves out the extensions.
  if (Object.getPrototypeOf(error) === GraphQLError.prototype) return error;
  const { message, locations, path, originalError, extensions } = error;
  return Object.assign(new GraphQLError(message, { path, originalError, extensions }), { locations });
}
