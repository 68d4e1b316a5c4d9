import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { LinkRule } from '../../domain/identity.js';
import { type Happening, HappeningKind } from '../../services/people/timeline.js';
import { connectionOf } from '../connection.js';
import { WriteType } from '../writes/write.type.js';
import { LinkEvidenceType, RecordKeyType } from './person-link.type.js';

@ObjectType('TimelineEvent', { description: 'Something that happened to a person in this service.' })
export class TimelineEventType implements Omit<Happening, 'write'> {
  @Field(() => ID, { description: 'Tells it apart from the other events of the person.' })
  id!: string;

  @Field(() => HappeningKind, { description: 'What happened.' })
  kind!: HappeningKind;

  @Field(() => GraphQLDateTime, { description: 'When it happened; of a write, when it was stored here (UTC).' })
  at!: Date;

  @Field(() => String, {
    description:
      "Who did it: the name of a caller's API key, `anonymous` for a caller without a name, `rules` or `import`.",
  })
  actor!: string;

  @Field(() => WriteType, {
    nullable: true,
    description: 'The write of `WRITE` and `JOINED_GROUP`. A bulk write may be about others, too.',
  })
  write!: WriteType | null;

  @Field(() => [ID], {
    description: 'The groups of `JOINED_GROUP`; empty for other events, and where the groups have been erased.',
  })
  groupIds!: readonly string[];

  @Field(() => RecordKeyType, { nullable: true, description: 'The record of `LINKED` and `UNLINKED`.' })
  record!: RecordKeyType | null;

  @Field(() => LinkRule, {
    nullable: true,
    description: 'Why the record belongs or belonged to the person, or why two people are one.',
  })
  rule!: LinkRule | null;

  @Field(() => LinkEvidenceType, { nullable: true, description: 'What the rule found, of `LINKED` and `UNLINKED`.' })
  evidence!: LinkEvidenceType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Of `UNLINKED`, the person whom the record belonged to afterwards; of `MERGED`, the id that went.',
  })
  otherPersonId!: string | null;
}

export const TimelineConnection = connectionOf(TimelineEventType, {
  records: 'events in the life of a person, the newest first',
  name: 'Timeline',
});
