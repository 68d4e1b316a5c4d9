import { Field, ID, ObjectType } from 'type-graphql';

/** What the payloads have that answer one person; the person itself is read when it is asked for. */
@ObjectType()
abstract class PersonPayload {
  @Field(() => ID, { description: 'The id of the person.' })
  personId!: string;
}

/** The same where others have become people of their own. */
@ObjectType()
abstract class DividedPersonPayload extends PersonPayload {
  @Field(() => [ID], {
    description: 'The ids of those who have become people of their own, in the order of the records.',
  })
  otherIds!: readonly string[];
}

@ObjectType({ description: 'Whose the linked records are.' })
export class LinkRecordsPayload extends PersonPayload {}

@ObjectType({ description: 'Who was left when records were unlinked: `personId` is the person that had them.' })
export class UnlinkRecordsPayload extends DividedPersonPayload {}

@ObjectType({ description: 'Who the merged people are now.' })
export class MergePeoplePayload extends PersonPayload {}

@ObjectType({ description: 'Who was left when a person was split: `personId` is the person that had the records.' })
export class SplitPersonPayload extends DividedPersonPayload {}
