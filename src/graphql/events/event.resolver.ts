import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import type { GraphContext } from '../context.js';
import { toEventCall } from './event-call.js';
import { IdentifyInput, PageInput, TrackInput } from './event.input.js';
import { IdentifyPayload, PagePayload, toReceipt, TrackPayload } from './event.payload.js';
import { optionsOf } from '../writes/write.input.js';
import { Vendor } from '../../domain/vendor.js';
import { each, VendorCalls } from '../vendor-calls.js';

@Resolver()
export class EventResolver {
  @VendorCalls({ vendor: Vendor.PERSIO, calls: each })
  @Mutation(() => IdentifyPayload, { nullable: true, description: 'Tells Persio who somebody is.' })
  async identify(
    @Arg('input', () => IdentifyInput, { description: 'Who it is, and what is known of them.' }) input: IdentifyInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<IdentifyPayload> {
    return toReceipt(await services.events.identify(toEventCall(input), optionsOf(input), request));
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: each })
  @Mutation(() => TrackPayload, { nullable: true, description: 'Tells Persio what somebody did.' })
  async track(
    @Arg('input', () => TrackInput, { description: 'Who did what.' }) input: TrackInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<TrackPayload> {
    return toReceipt(await services.events.track(toEventCall(input), optionsOf(input), request));
  }

  @VendorCalls({ vendor: Vendor.PERSIO, calls: each })
  @Mutation(() => PagePayload, { nullable: true, description: 'Tells Persio which page somebody saw.' })
  async page(
    @Arg('input', () => PageInput, { description: 'Who saw which page.' }) input: PageInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<PagePayload> {
    return toReceipt(await services.events.page(toEventCall(input), optionsOf(input), request));
  }
}
