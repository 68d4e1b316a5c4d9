import { ArrayMaxSize, ArrayMinSize, MaxLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import type { NamedRecord } from '../../services/people/record-key.js';
import { NestedInput } from '../validation.js';

/** The most records that one mutation names, and the most people. */
export const mostNamed = 50;

@InputType({ description: 'A record at a vendor.' })
export class RecordKeyInput extends NestedInput implements NamedRecord {
  @Field(() => Vendor, { description: 'Which vendor has it.' })
  vendor!: Vendor;

  @Field(() => ID, {
    description:
      'Its id there: of a user at Chatwoot, of a contact at Perfex, the phone number with its country code at Numi, the user id in Persio. Where `PERSIO_USER_ID` says that Persio has the ids of another vendor, the record of that vendor is meant.',
  })
  @MaxLength(255)
  recordId!: string;
}

@InputType({ description: 'Records that are of one person.' })
export class LinkRecordsInput {
  @Field(() => [RecordKeyInput], {
    description: '2 to 50 records. It does not matter whether a vendor has shown them yet.',
  })
  @ArrayMinSize(2)
  @ArrayMaxSize(mostNamed)
  @ValidateNested()
  records!: RecordKeyInput[];
}

/** What the inputs have that divide a person. */
@InputType()
abstract class DividePersonInput {
  @Field(() => ID, { description: 'The id of the person to whom the records belong now.' })
  @MaxLength(100)
  personId!: string;

  @Field(() => [RecordKeyInput], { description: '1 to 50 records of the person. At least one other has to stay.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostNamed)
  @ValidateNested()
  records!: RecordKeyInput[];
}

@InputType({ description: 'Records that are not of the person to whom they belong now, each of somebody else.' })
export class UnlinkRecordsInput extends DividePersonInput {}

@InputType({
  description: 'Records that are not of the person to whom they belong now, all of one and the same other.',
})
export class SplitPersonInput extends DividePersonInput {}

@InputType({ description: 'People who are one.' })
export class MergePeopleInput {
  @Field(() => ID, { description: 'The id that stays.' })
  @MaxLength(100)
  personId!: string;

  @Field(() => [ID], { description: '1 to 49 ids that will lead to it.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(mostNamed - 1)
  @MaxLength(100, { each: true })
  mergedIds!: string[];
}
