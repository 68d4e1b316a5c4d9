import { randomUUID } from 'node:crypto';
import type { Config } from '../../config.js';
import { systemClock } from '../../domain/clock.js';
import { RequestCost } from '../../domain/request-cost.js';
import type { CallScope } from '../../domain/scope.js';
import { Vendor, vendorNames } from '../../domain/vendor.js';
import { VendorError } from '../../errors.js';
import { createLogger } from '../../observability/log.js';
import { type ProbeHints, vendorProbes } from '../../vendors/index.js';
import { type Finding, found } from './finding.js';
import { vendorProblem } from './vendor-problem.js';

/** What all vendors together may take beyond a call's own time, in milliseconds. */
const allowance = 5_000;

/** Asks each vendor for something that changes nothing, side by side. */
export function checkVendors(config: Config, hints: ProbeHints, signal: AbortSignal): Promise<Finding[]> {
  const { vendors, vendorLimits, defaultRegion, sandbox } = config;
  const probes = vendorProbes(vendors, {
    ...vendorLimits,
    // Whoever waits for a check wants to see the first failure, and not the last.
    retries: 0,
    defaultRegion,
    logger: createLogger('silent'),
    clock: systemClock,
  });
  // One operation's way through a vendor's folder is at the most two calls.
  const time = 2 * vendorLimits.timeoutMs + allowance;
  return Promise.all(
    Object.values(Vendor).map(async (vendor) => {
      const name = vendorNames[vendor];
      const probe = probes.get(vendor);
      if (!probe)
        return found(name, 'SKIPPED', sandbox.includes(vendor) ? 'The sandbox simulates it.' : 'It is not set.');
      try {
        const { isProven, note } = await probe(scopeOf(time, signal), hints);
        return found(
          name,
          isProven ? 'OK' : 'UNKNOWN',
          [isProven && 'It answers, and accepts the key.', note].filter(Boolean).join(' '),
        );
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof VendorError) return vendorProblem(error);
        throw error;
      }
    }),
  );
}

const scopeOf = (time: number, signal: AbortSignal): CallScope => ({
  requestId: randomUUID(),
  deadline: Date.now() + time,
  signal: AbortSignal.any([signal, AbortSignal.timeout(time)]),
  fresh: true,
  cost: new RequestCost(),
});
