import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { largestList } from '../../services/records.js';
import { IsCalendarDate, IsEmailAddress, NestedInput } from '../validation.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({ description: 'A name with a text.' })
export class MetadataInput extends NestedInput {
  @Field(() => String, { description: 'The name of the entry.' })
  @MinLength(1)
  @MaxLength(255)
  name!: string;

  @Field(() => String, { description: 'The text to store.' })
  value!: string;
}

@InputType({ description: 'A name with a JSON value, written as JSON text.' })
export class MetadataJsonInput extends NestedInput {
  @Field(() => String, { description: 'The name of the entry.' })
  @MinLength(1)
  @MaxLength(255)
  name!: string;

  @Field(() => String, {
    description:
      'The value as JSON text, such as `{"plan": "gold"}` or `"a text"`. An entry that does not parse is skipped and named in the payload.',
  })
  value!: string;
}

@InputType({
  description:
    'What to store in a profile. What is not sent, or is null, stays as it is. At least one field beside `phoneNumber`.',
})
export class SetProfileInput extends DurableInput {
  @Field(() => String, {
    description:
      'Whose profile: a phone number with its country code, or a national one of `DEFAULT_REGION`. The profile is created where there is none.',
  })
  @MaxLength(100)
  phoneNumber!: string;

  @Field(() => String, { nullable: true, description: 'The given name.' })
  @MaxLength(1_000)
  firstName?: string;

  @Field(() => String, { nullable: true, description: 'The family name.' })
  @MaxLength(1_000)
  lastName?: string;

  @Field(() => String, { nullable: true, description: 'The e-mail address. It is stored in lower case.' })
  @IsEmailAddress()
  email?: string;

  @Field(() => String, { nullable: true, description: 'The date of birth, `YYYY-MM-DD`.' })
  @IsCalendarDate()
  dateOfBirth?: string;

  @Field(() => [MetadataInput], {
    nullable: true,
    description: 'Metadata with texts as values. Entries with other names stay.',
  })
  @ValidateNested({ each: true })
  metadata?: MetadataInput[];

  @Field(() => [MetadataJsonInput], {
    nullable: true,
    description:
      'Metadata with any JSON as values, each written as JSON text. Where a name is in `metadata` too, this one counts.',
  })
  @ValidateNested({ each: true })
  metadataJson?: MetadataJsonInput[];
}

@InputType({ description: 'Several profiles to store at once.' })
export class SetProfilesInput extends DurableInput {
  @Field(() => [SetProfileInput], { description: '1 to 100 profiles. Each has its own outcome.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(largestList)
  profiles!: SetProfileInput[];
}
