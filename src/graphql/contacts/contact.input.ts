import { ArrayMaxSize, ArrayMinSize, ArrayUnique, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { ContactPermission, TextDirection } from '../../domain/contact.js';
import { largestList } from '../../services/records.js';
import { IsEmailAddress, NestedInput } from '../validation.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({
  description:
    'Which e-mails a contact shall get. What is not sent, or is null, stays as it is; for a new contact it is off.',
})
export class ContactNotificationsInput extends NestedInput {
  @Field(() => Boolean, { nullable: true, description: 'About invoices.' })
  invoice?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About estimates.' })
  estimate?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About credit notes.' })
  creditNote?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About contracts.' })
  contract?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About tasks.' })
  task?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About projects.' })
  project?: boolean;

  @Field(() => Boolean, { nullable: true, description: 'About support tickets.' })
  ticket?: boolean;
}

/** What a creation and an update have in common: everything that may be left out. */
@InputType()
class ContactOptions extends DurableInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A phone number with its country code, or a national one of `DEFAULT_REGION`; stored in E.164 form. An empty text removes it.',
  })
  @MaxLength(100)
  phoneNumber?: string;

  @Field(() => String, { nullable: true, description: 'The position in the company. An empty text removes it.' })
  @MaxLength(100)
  title?: string;

  @Field(() => TextDirection, {
    nullable: true,
    description: "The direction of the contact's language. A new contact is `LTR` unless told otherwise.",
  })
  direction?: TextDirection;

  @Field(() => String, {
    nullable: true,
    description:
      'The password for the customer portal, 6 characters at least. It is kept here encrypted, and erased as soon as the write has ended.',
  })
  @MinLength(6)
  @MaxLength(128)
  password?: string;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether this is the customer's primary contact. Making one primary ends that of another.",
  })
  isPrimary?: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the contact can sign in to the customer portal. A new contact can unless told otherwise.',
  })
  isActive?: boolean;

  @Field(() => [ContactPermission], {
    nullable: true,
    description:
      'All that the contact may see in the customer portal; an empty list takes everything away. Perfex cannot be asked for permissions, so this service remembers what it wrote.',
  })
  @ArrayUnique()
  permissions?: ContactPermission[];

  @Field(() => ContactNotificationsInput, { nullable: true, description: 'Which e-mails the contact shall get.' })
  @ValidateNested()
  notifications?: ContactNotificationsInput;
}

@InputType({ description: 'A contact to create in Perfex.' })
export class CreateContactInput extends ContactOptions {
  @Field(() => ID, { description: "Perfex's id of the customer (the company) that the contact belongs to." })
  customerId!: string;

  @Field(() => String, { description: 'The given name.' })
  @MinLength(1)
  @MaxLength(191)
  firstName!: string;

  @Field(() => String, { description: 'The family name.' })
  @MinLength(1)
  @MaxLength(191)
  lastName!: string;

  @Field(() => String, { description: 'The e-mail address; no other contact may have it. It is stored in lower case.' })
  @IsEmailAddress()
  email!: string;
}

@InputType({ description: 'What to change in a contact. What is not sent, or is null, stays as it is.' })
export class UpdateContactInput extends ContactOptions {
  @Field(() => ID, { description: "Perfex's id of the contact." })
  id!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'A safeguard: where it is sent, the contact must belong to this customer. It cannot be changed.',
  })
  customerId?: string;

  @Field(() => String, { nullable: true, description: 'The given name.' })
  @MinLength(1)
  @MaxLength(191)
  firstName?: string;

  @Field(() => String, { nullable: true, description: 'The family name.' })
  @MinLength(1)
  @MaxLength(191)
  lastName?: string;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address; no other contact may have it. It is stored in lower case.',
  })
  @IsEmailAddress()
  email?: string;
}

@InputType({ description: 'Several contacts to change at once.' })
export class UpdateContactsInput extends DurableInput {
  @Field(() => [UpdateContactInput], { description: '1 to 100 contacts. Each has its own outcome.' })
  @ArrayMinSize(1)
  @ArrayMaxSize(largestList)
  contacts!: UpdateContactInput[];
}

@InputType({ description: 'The contact to delete.' })
export class DeleteContactInput extends DurableInput {
  @Field(() => ID, { description: "Perfex's id of the contact." })
  id!: string;
}
