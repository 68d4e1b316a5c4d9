import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ObjectType } from 'type-graphql';
import { ChangeCause } from '../../domain/change.js';
import type { IdentityLookup } from '../../domain/identity.js';
import { Vendor } from '../../domain/vendor.js';
import type { PersonChange } from '../../services/changes/person-watches.js';
import type { SourceChange } from '../../services/changes/source-watches.js';
import type { WriteChange } from '../../services/changes/write-watches.js';
import { WriteType } from '../writes/write.type.js';

@ObjectType('PersonChange', {
  description: 'Something has changed about a person: a record, what it is linked to, or a membership.',
})
export class PersonChangeType implements PersonChange {
  @Field(() => ChangeCause, { description: 'Why the event is sent. Of several at the same moment, the last one.' })
  cause!: ChangeCause;

  @Field(() => GraphQLDateTime, { description: 'When this server heard of it (UTC).' })
  changedAt!: Date;

  /** Who is meant; no field of the schema. */
  lookup!: IdentityLookup;
}

@ObjectType('WriteChange', { description: 'A write has got further or has ended.' })
export class WriteChangeType implements WriteChange {
  @Field(() => ChangeCause, { description: 'Why the event is sent. Of several at the same moment, the last one.' })
  cause!: ChangeCause;

  @Field(() => GraphQLDateTime, { description: 'When this server heard of it (UTC).' })
  changedAt!: Date;

  @Field(() => WriteType, {
    nullable: true,
    description:
      'The write as it is now. Null where there is none with this id; null with an error where the store failed.',
  })
  write!: WriteChange['write'];
}

@ObjectType('SourceChange', { description: 'A vendor is doing better or worse than before.' })
export class SourceChangeType implements SourceChange {
  @Field(() => ChangeCause, { description: 'Why the event is sent. Of several at the same moment, the last one.' })
  cause!: ChangeCause;

  @Field(() => GraphQLDateTime, { description: 'When this server heard of it (UTC).' })
  changedAt!: Date;

  /** Which one; the field `source` has it. */
  vendor!: Vendor;
}
