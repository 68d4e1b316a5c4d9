import { IsIP, IsLocale, IsTimeZone, IsUrl, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import type { EventContext } from '../../domain/group-event.js';
import { NestedInput } from '../validation.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({ description: 'The web page on which something happened.' })
export class EventPageInput extends NestedInput {
  @Field(() => String, { nullable: true, description: 'The part of the address behind `#`.' })
  hash?: string;

  @Field(() => String, { nullable: true, description: 'The path of the address, such as `/pricing`.' })
  path?: string;

  @Field(() => String, { nullable: true, description: 'The address of the page before.' })
  referrer?: string;

  @Field(() => String, { nullable: true, description: 'The query of the address, such as `?plan=gold`.' })
  search?: string;

  @Field(() => String, { nullable: true, description: 'The title of the page.' })
  title?: string;

  @Field(() => String, { nullable: true, description: 'The whole address.' })
  @IsUrl({ require_tld: false })
  url?: string;
}

@InputType({ description: 'The app in which something happened.' })
export class EventAppInput extends NestedInput {
  @Field(() => String, { nullable: true, description: 'The name of the app.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'The version of the app, such as `2.1.0`.' })
  version?: string;

  @Field(() => String, { nullable: true, description: 'The build of the app.' })
  build?: string;
}

@InputType({ description: 'The campaign that led to it.' })
export class EventCampaignInput extends NestedInput {
  @Field(() => String, { nullable: true, description: 'The name of the campaign.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'Where the traffic came from, such as `newsletter`.' })
  source?: string;

  @Field(() => String, { nullable: true, description: 'The medium, such as `email`.' })
  medium?: string;

  @Field(() => String, { nullable: true, description: 'The search term that was paid for.' })
  term?: string;

  @Field(() => String, { nullable: true, description: 'Which of several advertisements it was.' })
  content?: string;
}

@InputType({ description: 'The device on which something happened.' })
export class EventDeviceInput extends NestedInput {
  @Field(() => ID, { nullable: true, description: 'The id of the device.' })
  id?: string;

  @Field(() => String, { nullable: true, description: 'Who made it.' })
  manufacturer?: string;

  @Field(() => String, { nullable: true, description: 'The model.' })
  model?: string;

  @Field(() => String, { nullable: true, description: 'The name that its owner gave it.' })
  name?: string;

  @Field(() => String, { nullable: true, description: 'The kind of device, such as `ios`.' })
  type?: string;

  @Field(() => String, { nullable: true, description: 'The version of its system.' })
  version?: string;
}

@InputType({ description: 'The circumstances in which something happened.' })
export class EventContextInput extends NestedInput implements EventContext {
  @Field(() => Boolean, { nullable: true, description: 'Whether the person was active.' })
  active?: boolean;

  @Field(() => String, { nullable: true, description: 'The IP address of the person, version 4 or 6.' })
  @IsIP()
  ip?: string;

  @Field(() => String, { nullable: true, description: "The person's language and country, such as `en-US`." })
  @IsLocale()
  locale?: string;

  @Field(() => String, { nullable: true, description: "The person's time zone, such as `America/New_York`." })
  @IsTimeZone()
  timezone?: string;

  @Field(() => EventPageInput, { nullable: true, description: 'The web page.' })
  @ValidateNested()
  page?: EventPageInput;

  @Field(() => EventAppInput, { nullable: true, description: 'The app.' })
  @ValidateNested()
  app?: EventAppInput;

  @Field(() => EventCampaignInput, { nullable: true, description: 'The campaign.' })
  @ValidateNested()
  campaign?: EventCampaignInput;

  @Field(() => EventDeviceInput, { nullable: true, description: 'The device.' })
  @ValidateNested()
  device?: EventDeviceInput;
}

@InputType({ description: 'One destination behind Persio, switched on or off.' })
export class IntegrationFlagInput extends NestedInput {
  @Field(() => String, { description: 'The name of the destination, as Persio spells it.' })
  @MinLength(1)
  @MaxLength(255)
  name!: string;

  @Field(() => Boolean, { description: 'Whether the destination gets the call.' })
  enabled!: boolean;
}

@InputType({ description: 'Which destinations behind Persio get a call.' })
export class IntegrationsInput extends NestedInput {
  @Field(() => Boolean, { nullable: true, description: 'All destinations that are not named.' })
  all?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'Salesforce.' })
  salesforce?: boolean;

  @Field(() => [IntegrationFlagInput], { nullable: true, description: 'Further destinations by name.' })
  @ValidateNested({ each: true })
  others?: IntegrationFlagInput[];
}

/** What every call to Persio can carry. */
@InputType()
export class EventInput extends DurableInput {
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the person. The setting `PERSIO_USER_ID` says whose id it is.',
  })
  @MinLength(1)
  @MaxLength(255)
  userId?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'An id for somebody whose user id is not known. Where neither is sent, one is made and answered.',
  })
  @MinLength(1)
  @MaxLength(255)
  anonymousId?: string;

  @Field(() => GraphQLDateTime, { nullable: true, description: 'When it happened. Now, where it is left out.' })
  timestamp?: Date;

  @Field(() => EventContextInput, { nullable: true, description: 'The circumstances.' })
  @ValidateNested()
  context?: EventContextInput;

  @Field(() => IntegrationsInput, {
    nullable: true,
    description: 'Which destinations get the call. Persio decides where it is left out.',
  })
  @ValidateNested()
  integrations?: IntegrationsInput;
}

@InputType({ description: 'Who somebody is.' })
export class IdentifyInput extends EventInput {
  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'What is known of the person: names with any JSON as values.',
  })
  traits?: Record<string, unknown>;
}

@InputType({ description: 'Something that somebody did.' })
export class TrackInput extends EventInput {
  @Field(() => String, { description: 'The name of what was done, such as `Order Completed`.' })
  @MinLength(1)
  @MaxLength(255)
  event!: string;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'More about it: names with any JSON as values.' })
  properties?: Record<string, unknown>;
}

@InputType({ description: 'A page that somebody saw.' })
export class PageInput extends EventInput {
  @Field(() => String, { nullable: true, description: 'The name of the page.' })
  @MaxLength(255)
  name?: string;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'More about it: names with any JSON as values.' })
  properties?: Record<string, unknown>;
}
