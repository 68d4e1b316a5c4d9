import { MaxLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { NestedInput } from '../validation.js';

@InputType({ description: 'By what a person is looked for: exactly one of these.' })
export class PersonKeyInput extends NestedInput {
  @Field(() => String, {
    nullable: true,
    description: 'A phone number with its country code, such as `+4930901820`, or a national one of `DEFAULT_REGION`.',
  })
  @MaxLength(100)
  phoneNumber?: string;

  @Field(() => String, { nullable: true, description: 'An e-mail address. Capitals make no difference.' })
  @MaxLength(320)
  email?: string;

  @Field(() => ID, { nullable: true, description: "Chatwoot's id of a user." })
  userId?: string;

  @Field(() => ID, { nullable: true, description: "Perfex's id of a contact." })
  contactId?: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A user id in Persio. The setting `PERSIO_USER_ID` says whose id it is.',
  })
  @MaxLength(255)
  persioUserId?: string;

  @Field(() => ID, { nullable: true, description: 'The id of the person; one from before a merge leads to them, too.' })
  @MaxLength(100)
  id?: string;
}
