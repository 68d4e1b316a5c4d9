import { GraphQLDateTime, GraphQLLocalDate } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Vendor } from './vendor.js';

/** Whether a value is what the vendor holds, as far as is known. */
export enum Freshness {
  FRESH = 'FRESH',
  STALE = 'STALE',
}

registerEnumType(Freshness, {
  name: 'Freshness',
  description: 'Whether a value is what the vendor holds, as far as is known.',
  valuesConfig: {
    FRESH: { description: 'Fetched for this answer, or kept for no longer than the configuration allows.' },
    STALE: { description: 'Kept for longer than that: it stands in for a vendor that could not be asked.' },
  },
});

/** What the vendors can disagree about. */
export enum PersonAttribute {
  NAME = 'NAME',
  EMAIL = 'EMAIL',
  PHONE_NUMBER = 'PHONE_NUMBER',
  DATE_OF_BIRTH = 'DATE_OF_BIRTH',
}

registerEnumType(PersonAttribute, {
  name: 'PersonAttribute',
  description: 'What several records of one person can disagree about.',
  valuesConfig: {
    NAME: { description: 'The full name. Capitals, marks and spaces make no difference.' },
    EMAIL: { description: 'The e-mail address, in lower case.' },
    PHONE_NUMBER: { description: 'The phone number, in E.164 form.' },
    DATE_OF_BIRTH: { description: 'The date of birth.' },
  },
});

@ObjectType({ description: 'A record of a person that holds a value, and how old what is known of it is.' })
export class ValueSource {
  @Field(() => Vendor, { description: 'Which vendor has the record.' })
  vendor!: Vendor;

  @Field(() => ID, { description: 'The id of the record there; at Numi the phone number.' })
  recordId!: string;

  @Field(() => GraphQLDateTime, { description: 'When the record was fetched from the vendor (UTC).' })
  fetchedAt!: Date;

  @Field(() => Freshness, { description: 'Whether it is what the vendor holds, as far as is known.' })
  freshness!: Freshness;
}

@ObjectType({ description: 'The name of a person, as one of the records has it.' })
export class PersonName {
  @Field(() => String, { description: 'The whole name.' })
  full!: string;

  @Field(() => String, { nullable: true, description: 'The given name. Null where it is not known.' })
  given!: string | null;

  @Field(() => String, { nullable: true, description: 'The family name. Null where it is not known.' })
  family!: string | null;

  @Field(() => [ValueSource], { description: 'The records that have this name. The first one has it as it is here.' })
  sources!: readonly ValueSource[];
}

@ObjectType({ description: 'A value of a person, and who holds it.' })
export class PersonValue {
  @Field(() => String, { description: 'The value.' })
  value!: string;

  @Field(() => [ValueSource], { description: 'The records that hold it. The first one holds it as it is here.' })
  sources!: readonly ValueSource[];
}

@ObjectType({ description: 'A date of a person, and who holds it.' })
export class PersonDate {
  @Field(() => GraphQLLocalDate, { description: 'The date, `YYYY-MM-DD`.' })
  value!: string;

  @Field(() => [ValueSource], { description: 'The records that hold it.' })
  sources!: readonly ValueSource[];
}

@ObjectType({ description: 'Something about which the records of a person differ.' })
export class Disagreement {
  @Field(() => PersonAttribute, { description: 'What they differ about.' })
  attribute!: PersonAttribute;

  @Field(() => [PersonValue], {
    description: 'Every value, the one that is chosen as the best first. A record without a value is none of them.',
  })
  values!: readonly PersonValue[];
}
