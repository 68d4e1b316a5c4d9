import type { RequestCost } from '../domain/request-cost.js';

/** Asks for the report of what an answer cost; any value will do. */
export const costHeader = 'x-peoplegraph-cost';

/**
 * What is said beside an answer: always which vendors' records are past their time, and on request what the answer
 * cost in vendor calls. Undefined where there is nothing to say.
 */
export function answerExtensions(cost: RequestCost, reportsCost: boolean): Record<string, unknown> | undefined {
  const stale = staleSources(cost);
  if (stale.length === 0 && !reportsCost) return undefined;
  return { ...(stale.length > 0 ? { stale } : {}), ...(reportsCost ? { cost: costReport(cost) } : {}) };
}

const staleSources = (cost: RequestCost) =>
  cost.vendors.flatMap((vendor) => {
    const keys = cost.of(vendor)?.staleKeys ?? 0;
    return keys > 0 ? [{ vendor, keys }] : [];
  });

const costReport = (cost: RequestCost) => Object.fromEntries(cost.vendors.map((vendor) => [vendor, cost.of(vendor)]));
