import { GraphQLDateTime } from 'graphql-scalars';
import { Field, Float, ID, ObjectType } from 'type-graphql';
import { Contact } from '../../domain/contact.js';
import { Disagreement, PersonDate, PersonName, PersonValue } from '../../domain/person.js';
import { Profile } from '../../domain/profile.js';
import { User } from '../../domain/user.js';
import { Vendor } from '../../domain/vendor.js';
import { ErrorCode } from '../../errors.js';
import type { UnavailableSource } from '../../services/people/person.js';
import { PersonLinkType } from './person-link.type.js';

@ObjectType('UnavailableSource', {
  description: 'A vendor that could not be asked about a person: what it holds is missing from the answer.',
})
export class UnavailableSourceType implements UnavailableSource {
  @Field(() => Vendor, { description: 'Which vendor.' })
  vendor!: Vendor;

  @Field(() => ErrorCode, { description: 'What kind of failure it was.' })
  code!: ErrorCode;

  @Field(() => String, { description: 'What was wrong and what to do.' })
  message!: string;

  @Field(() => Boolean, { description: 'Whether the same question may be answered later.' })
  retryable!: boolean;

  @Field(() => Float, {
    nullable: true,
    description: 'Seconds until it makes sense to ask again. Null where nobody knows.',
  })
  retryAfter!: number | null;
}

@ObjectType('Person', {
  description:
    'A human being behind the records of the vendors. Records belong to the same person where a rule or a caller says so: `links` tells why.',
})
export class PersonType {
  @Field(() => ID, {
    description: 'The id of the person in this service. It stays: after a merge, the other id leads here, too.',
  })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id that was asked for, where that one has been merged into this person. Otherwise null.',
  })
  redirectedFrom!: string | null;

  @Field(() => [ID], {
    description:
      'Ids of other people who have the phone number or the e-mail address that was asked for: twins, a family, an office.',
  })
  otherMatches!: readonly string[];

  @Field(() => GraphQLDateTime, { description: 'When the person became known to this service (UTC).' })
  createdAt!: Date;

  @Field(() => Profile, {
    nullable: true,
    description:
      'The profile at Numi: that of the phone number asked for, otherwise the one that was linked first. Null where there is none.',
  })
  profile!: Profile | null;

  @Field(() => [Profile], {
    nullable: true,
    description: 'All profiles at Numi: one for each phone number. Null, with an error, where Numi could not be asked.',
  })
  profiles!: readonly Profile[] | null;

  @Field(() => [User], {
    nullable: true,
    description:
      'The users of the Chatwoot platform. Chatwoot cannot be searched: known are those whom this service has seen. Null, with an error, where Chatwoot could not be asked.',
  })
  users!: readonly User[] | null;

  @Field(() => [Contact], {
    nullable: true,
    description: 'The contacts at Perfex. Null, with an error, where Perfex could not be asked.',
  })
  contacts!: readonly Contact[] | null;

  @Field(() => PersonName, { nullable: true, description: 'The best of the names. Null where no record has one.' })
  name!: PersonName | null;

  @Field(() => [PersonValue], { description: 'The e-mail addresses, in lower case, the best one first.' })
  emails!: readonly PersonValue[];

  @Field(() => [PersonValue], { description: 'The phone numbers, in E.164 form, the best one first.' })
  phoneNumbers!: readonly PersonValue[];

  @Field(() => PersonDate, {
    nullable: true,
    description: 'The best of the dates of birth. Null where no record has one.',
  })
  dateOfBirth!: PersonDate | null;

  @Field(() => [Disagreement], {
    description: 'What the records differ about, with every value. Empty where they agree.',
  })
  disagreements!: readonly Disagreement[];

  @Field(() => [UnavailableSourceType], {
    description:
      'The vendors that could not be asked: what they hold is in none of the values. Empty where all answered.',
  })
  unavailable!: readonly UnavailableSourceType[];

  @Field(() => [PersonLinkType], {
    description: 'The records that belong to the person, and why, in the order in which they were linked.',
  })
  links!: readonly PersonLinkType[];
}
