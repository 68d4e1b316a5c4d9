import { Ctx, Query, Resolver } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import type { GraphContext } from '../context.js';
import { Source } from './source.type.js';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => [Source], { description: 'How each of the four vendors is doing. Asks none of them.' })
  sources(@Ctx() { services }: GraphContext): Source[] {
    return Object.values(Vendor).map((vendor) => {
      const health = services.health(vendor);
      if (!health) {
        return { vendor, configured: false, state: null, latency: null, retryAt: null, budget: null, lastError: null };
      }
      return { vendor, configured: true, ...health };
    });
  }
}
