import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues, GraphQLError, type GraphQLSchema } from 'graphql';
// Its ESM build loads a second copy of graphql, whose types this one does not know.
import queryComplexity from 'graphql-query-complexity/cjs';
import { ErrorCode, PeoplegraphError } from '../errors.js';
import type { GraphContext } from './context.js';
import { refusalOf } from './refusal.js';

const { fieldExtensionsEstimator, getComplexity, simpleEstimator } = queryComplexity;

/**
 * Refuses an operation whose answer could grow past a limit, before it costs anything: lists inside lists
 * multiply, although the vendors are asked only once for each key. A field counts one; a list counts its
 * fields as often as it may hold a record.
 */
export const complexityLimit = (schema: GraphQLSchema, limit: number): ApolloServerPlugin<GraphContext> => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ document, operation, request }) => {
      // Execution refuses these before any field runs: no operation of this name, or variables that do not fit.
      if (!operation) return;
      if (getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {}).errors) return;
      const complexity = complexityOf({
        schema,
        query: document,
        operationName: request.operationName,
        variables: request.variables,
        estimators: [fieldExtensionsEstimator(), simpleEstimator({ defaultComplexity: 1 })],
      });
      if (complexity <= limit) return;
      const refusal = new PeoplegraphError(
        ErrorCode.QUERY_TOO_COMPLEX,
        `The answer could hold ${complexity} values; this server allows ${limit}. Ask for fewer records or fewer nested lists at once.`,
      );
      throw refusalOf(refusal);
    },
  }),
});

function complexityOf(options: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(options);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    // An argument without the value that it needs, such as `first: $first` where the variable is null.
    throw new GraphQLError(error.message, {
      nodes: error.nodes,
      // Apollo answers a plain error at this stage with status 500.
      extensions: { code: ErrorCode.BAD_USER_INPUT, http: { status: 400 } },
    });
  }
}
