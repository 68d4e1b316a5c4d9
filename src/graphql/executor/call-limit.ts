import type { SourceHealth } from '../../domain/source-health.js';
import { type Vendor, vendorNames } from '../../domain/vendor.js';
import { ErrorCode, PeoplegraphError, VendorError } from '../../errors.js';
import type { CallsByVendor } from './bounds.js';

/** The refusal of an operation that could cost more vendor calls than one operation may. */
export function tooManyCalls(calls: CallsByVendor, maximum: number): PeoplegraphError | undefined {
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0);
  if (total <= maximum) return undefined;
  const figures = [...calls].map(([vendor, count]) => `${vendorNames[vendor]} ${count}`).join(', ');
  return new PeoplegraphError(
    ErrorCode.QUERY_TOO_COMPLEX,
    `The operation could cost ${total} vendor calls (${figures}); this server allows ${maximum}. Ask for fewer records at once.`,
  );
}

/** The refusal of an operation that could cost more calls than a vendor has left. */
export function overBudget(
  calls: CallsByVendor,
  health: (vendor: Vendor) => SourceHealth | undefined,
  deadline: number,
): PeoplegraphError | undefined {
  const now = Date.now();
  for (const [vendor, count] of calls) {
    const { budget, retryAt = null } = health(vendor) ?? {};
    if (!budget) continue;
    const { limit, burst, remaining } = budget;
    const regainedPerSecond = Math.max(1, limit - burst) / 60;
    // What comes back while the operation may wait; too much rather than too little, as this is only a forecast.
    const regained = Math.ceil((regainedPerSecond * Math.max(0, deadline - now)) / 1_000);
    if (count <= remaining + regained) continue;
    const name = vendorNames[vendor];
    const figures = `The operation could cost ${count} calls to ${name}; its budget of ${limit} a minute allows ${remaining + regained} in the time of the operation.`;
    if (count - regained > burst) {
      const message = `${figures} It never allows more than ${burst + regained}. Ask for fewer records at once.`;
      return new VendorError(vendor, ErrorCode.VENDOR_RATE_LIMITED, message, { retryable: false });
    }
    const missing = (1_000 * (count - regained - remaining)) / regainedPerSecond;
    const wait = Math.min(budget.resetAt.getTime() - now, Math.max(missing, (retryAt?.getTime() ?? 0) - now));
    const seconds = Math.max(1, Math.ceil(wait / 1_000));
    const message = `${figures} Ask for fewer records at once, or again in ${seconds} s.`;
    return new VendorError(vendor, ErrorCode.VENDOR_RATE_LIMITED, message, { retryAfter: seconds });
  }
  return undefined;
}
