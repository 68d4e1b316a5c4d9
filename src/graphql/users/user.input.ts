import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { largestList } from '../../services/records.js';
import { IsEmailAddress, IsStrongPassword } from '../validation.js';
import { DurableInput } from '../writes/write.input.js';

const passwordRule =
  '6 to 128 characters with an upper-case letter, a lower-case letter, a digit and a special character. It is kept here encrypted, and erased as soon as the write has ended.';

@InputType({ description: 'A user to create in Chatwoot.' })
export class CreateUserInput extends DurableInput {
  @Field(() => String, { description: 'The full name.' })
  @MinLength(1)
  @MaxLength(255)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The name that customers see instead of the full name.' })
  @MaxLength(255)
  displayName?: string;

  @Field(() => String, {
    description:
      'The e-mail address. It is stored in lower case. Where a user has it already, nothing is created and the payload says so.',
  })
  @IsEmailAddress()
  email!: string;

  @Field(() => String, { nullable: true, description: `The password: ${passwordRule}` })
  @IsStrongPassword()
  password?: string;

  @Field(() => GraphQLJSONObject, { nullable: true, description: 'Custom attributes: names with any JSON as values.' })
  customAttributes?: Record<string, unknown>;
}

@InputType({ description: 'What to change in a user. What is not sent, or is null, stays as it is.' })
export class UpdateUserInput extends DurableInput {
  @Field(() => ID, { description: "Chatwoot's id of the user." })
  id!: string;

  @Field(() => String, { nullable: true, description: 'The full name.' })
  @MinLength(1)
  @MaxLength(255)
  name?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name that customers see instead of the full name. An empty text removes it.',
  })
  @MaxLength(255)
  displayName?: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address. It is stored in lower case.' })
  @IsEmailAddress()
  email?: string;

  @Field(() => String, { nullable: true, description: `The password: ${passwordRule}` })
  @IsStrongPassword()
  password?: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description:
      'Custom attributes to add or to replace, each as a whole. Chatwoot keeps those that are not sent: an attribute cannot be removed.',
  })
  customAttributes?: Record<string, unknown>;
}

@InputType({ description: 'Several users to change at once.' })
export class UpdateUsersInput extends DurableInput {
  @Field(() => [UpdateUserInput], { description: '1 to 100 users. Each has its own outcome.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(largestList)
  users!: UpdateUserInput[];
}

@InputType({ description: 'The user to delete.' })
export class DeleteUserInput extends DurableInput {
  @Field(() => ID, { description: "Chatwoot's id of the user." })
  id!: string;
}

@InputType({ description: 'Whom to sign in.' })
export class CreateUserLoginLinkInput {
  @Field(() => ID, { description: "Chatwoot's id of the user." })
  userId!: string;
}
