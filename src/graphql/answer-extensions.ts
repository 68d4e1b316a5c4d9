import type { ApolloServerPlugin } from '@apollo/server';
import type { RequestCost } from '../domain/request-cost.js';
import type { GraphContext } from './context.js';

/** Asks for the report of what an answer cost; any value will do. */
export const costHeader = 'x-peoplegraph-cost';

/**
 * Says beside the answer what is not part of it: always which vendors' records are past their time, and
 * on request what the answer cost in vendor calls.
 */
export const answerExtensions: ApolloServerPlugin<GraphContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ request, response, contextValue }) => {
      if (response.body.kind !== 'single') return;
      const { cost } = contextValue.request;
      const stale = staleSources(cost);
      const extensions = {
        ...(stale.length > 0 ? { stale } : {}),
        ...(request.http?.headers.has(costHeader) ? { cost: costReport(cost) } : {}),
      };
      if (Object.keys(extensions).length === 0) return;
      response.body.singleResult.extensions = { ...response.body.singleResult.extensions, ...extensions };
    },
  }),
};

const staleSources = (cost: RequestCost) =>
  cost.vendors.flatMap((vendor) => {
    const keys = cost.of(vendor)?.staleKeys ?? 0;
    return keys > 0 ? [{ vendor, keys }] : [];
  });

const costReport = (cost: RequestCost) => Object.fromEntries(cost.vendors.map((vendor) => [vendor, cost.of(vendor)]));
