import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength } from 'class-validator';
import { GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, InputType } from 'type-graphql';
import { largestList } from '../../services/records.js';
import { EventInput } from '../events/event.input.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({ description: 'Who joins which group.' })
export class AddToGroupInput extends EventInput {
  @Field(() => ID, { description: 'The id of the group, your own or one that exists already.' })
  @MinLength(1)
  @MaxLength(255)
  groupId!: string;

  @Field(() => GraphQLJSONObject, {
    nullable: true,
    description: 'Traits to send with the membership: names with any JSON as values.',
  })
  traits?: Record<string, unknown>;
}

@InputType({ description: 'Several people to add to groups at once.' })
export class AddToGroupsInput extends DurableInput {
  @Field(() => [AddToGroupInput], { description: '1 to 100 memberships. Each has its own outcome.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(largestList)
  memberships!: AddToGroupInput[];
}
