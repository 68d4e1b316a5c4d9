import { Ctx, Query, Resolver } from 'type-graphql';
import type { SourceHealth } from '../../domain/source-health.js';
import { Vendor } from '../../domain/vendor.js';
import type { GraphContext } from '../context.js';
import { Source } from './source.type.js';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => [Source], { description: 'How each of the four vendors is doing. Asks none of them.' })
  sources(@Ctx() { services }: GraphContext): Source[] {
    return Object.values(Vendor).map((vendor) => sourceOf(vendor, services.health(vendor)));
  }
}

/** @param health undefined where the vendor is not configured. */
export const sourceOf = (vendor: Vendor, health: SourceHealth | undefined): Source =>
  health
    ? { vendor, configured: true, ...health }
    : { vendor, configured: false, state: null, latency: null, retryAt: null, budget: null, lastError: null };
