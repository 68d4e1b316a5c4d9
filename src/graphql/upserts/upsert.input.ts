import { ArrayMaxSize, ArrayMinSize, ArrayUnique, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import { WriteDelivery } from '../../domain/write.js';
import { PersonKeyInput } from '../people/person.input.js';
import { IsCalendarDate, IsEmailAddress } from '../validation.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({
  description:
    'What shall be known of a person, at all vendors or at some. What is not sent, or is null, stays as it is. At least one field to write, or a group to join.',
})
export class UpsertPersonInput extends DurableInput {
  @Field(() => PersonKeyInput, { description: 'Who it is about.' })
  @ValidateNested()
  by!: PersonKeyInput;

  @Field(() => String, { nullable: true, description: 'The given name.' })
  @MinLength(1)
  @MaxLength(191)
  givenName?: string;

  @Field(() => String, { nullable: true, description: 'The family name.' })
  @MinLength(1)
  @MaxLength(191)
  familyName?: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address. It is stored in lower case.' })
  @IsEmailAddress()
  email?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The phone number, with its country code or a national one of `DEFAULT_REGION`; stored in E.164 form. A profile at Numi cannot change its number: name `NUMI` in `vendors` to make one of the new number.',
  })
  @MaxLength(100)
  phoneNumber?: string;

  @Field(() => String, { nullable: true, description: 'The date of birth, `YYYY-MM-DD`.' })
  @IsCalendarDate()
  dateOfBirth?: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'More about the person: names with any JSON as values. Metadata at Numi, custom attributes at Chatwoot, traits at Persio. Entries with other names stay.',
  })
  metadata?: Record<string, unknown>;

  @Field(() => [Vendor], {
    nullable: true,
    description:
      'The vendors to write to. One that does not hold the person gets a record. All vendors that hold the person, where it is left out.',
  })
  @ArrayMinSize(1)
  @ArrayUnique()
  vendors?: Vendor[];

  @Field(() => ID, { nullable: true, description: "Perfex's id of the customer whose contact a new one shall be." })
  @MaxLength(20)
  customerId?: string;

  @Field(() => [ID], { nullable: true, description: 'Up to 20 groups for the person to join, at Persio.' })
  @ArrayMaxSize(20)
  @ArrayUnique()
  @MinLength(1, { each: true })
  @MaxLength(255, { each: true })
  joinGroups?: string[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      '`true` answers what would be written, in `plan`, and sends and stores nothing. An `idempotencyKey` is not used up.',
  })
  dryRun?: boolean;
}

@InputType({ description: 'The upsert to go on with.' })
export class ResumeUpsertInput {
  @Field(() => ID, { description: 'The id of the upsert.' })
  id!: string;

  @Field(() => WriteDelivery, {
    nullable: true,
    description: 'Whether to wait for the outcome. `SYNC` where it is left out.',
  })
  delivery?: WriteDelivery;
}
