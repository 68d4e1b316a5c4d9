import { GraphQLEmailAddress, GraphQLJSONObject, GraphQLLocalDate, GraphQLPhoneNumber } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What Numi knows about the owner of a phone number. The phone number is its identifier.' })
export class Profile {
  @Field(() => GraphQLPhoneNumber, {
    description: 'The identifier of the profile: the phone number in E.164 form, such as `+4930901820`.',
  })
  phoneNumber!: string;

  @Field(() => String, { description: 'The phone number exactly as Numi holds it.' })
  phoneNumberRaw!: string;

  @Field(() => String, { nullable: true, description: 'The given name. Null where Numi holds none.' })
  firstName!: string | null;

  @Field(() => String, { nullable: true, description: 'The family name. Null where Numi holds none.' })
  lastName!: string | null;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The e-mail address in lower case. Null where Numi holds none, or holds a text that is no e-mail address.',
  })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address exactly as Numi holds it. Null where it holds none.',
  })
  emailRaw!: string | null;

  @Field(() => GraphQLLocalDate, {
    nullable: true,
    description: 'The date of birth, `YYYY-MM-DD`. Null where Numi holds none.',
  })
  dateOfBirth!: string | null;

  @Field(() => GraphQLJSONObject, {
    description:
      'Everything else that Numi keeps about the person: names with texts or any JSON as values. Empty where there is nothing.',
  })
  metadata!: Record<string, unknown>;
}

/** A write to one profile. What is undefined is not sent, and stays as it is. */
export interface ProfileChange {
  /** E.164. */
  readonly phoneNumber: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  /** Names with text values, in the order sent. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** Names with JSON values that have already parsed. */
  readonly metadataJson?: Readonly<Record<string, unknown>>;
}
