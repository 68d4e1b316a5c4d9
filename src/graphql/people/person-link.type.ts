import { GraphQLDateTime } from 'graphql-scalars';
import { Field, ID, ObjectType } from 'type-graphql';
import { IdentifierKind, type LinkEvidence, LinkRule, type RecordKey } from '../../domain/identity.js';
import { Vendor } from '../../domain/vendor.js';
import type { PersonLink } from '../../services/people/person.js';

@ObjectType('RecordKey', { description: 'Names a record at a vendor.' })
export class RecordKeyType implements RecordKey {
  @Field(() => Vendor, { description: 'Which vendor has the record.' })
  vendor!: Vendor;

  @Field(() => ID, { description: 'The id of the record there; at Numi the phone number.' })
  recordId!: string;
}

@ObjectType('LinkEvidence', { description: 'What a rule found.' })
export class LinkEvidenceType implements LinkEvidence {
  @Field(() => [IdentifierKind], {
    description: 'What is the same in both records. Empty where no identifier was compared.',
  })
  identifiers!: readonly IdentifierKind[];

  @Field(() => RecordKeyType, {
    nullable: true,
    description: 'The record that it belongs together with. Null for the record that came first.',
  })
  matched!: RecordKeyType | null;
}

@ObjectType('PersonLink', { description: 'A record that belongs to a person, and why.' })
export class PersonLinkType implements PersonLink {
  @Field(() => Vendor, { description: 'Which vendor has the record.' })
  vendor!: Vendor;

  @Field(() => ID, { description: 'The id of the record there; at Numi the phone number, at Persio a user id.' })
  recordId!: string;

  @Field(() => LinkRule, { description: 'Why it belongs to the person.' })
  rule!: LinkRule;

  @Field(() => LinkEvidenceType, { description: 'What the rule found.' })
  evidence!: LinkEvidenceType;

  @Field(() => GraphQLDateTime, { description: 'When it was linked (UTC).' })
  linkedAt!: Date;

  @Field(() => String, {
    description:
      "Who linked it: the name of a caller's API key, `anonymous` for a caller without a name, `rules` or `import`.",
  })
  linkedBy!: string;
}
