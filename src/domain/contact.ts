import { GraphQLDateTime, GraphQLEmailAddress, GraphQLJSON, GraphQLPhoneNumber } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** The direction in which a contact's language is written. */
export enum TextDirection {
  LTR = 'LTR',
  RTL = 'RTL',
}

registerEnumType(TextDirection, {
  name: 'TextDirection',
  description: "The direction in which a contact's language is written.",
  valuesConfig: {
    LTR: { description: 'Left to right, as in English.' },
    RTL: { description: 'Right to left, as in Arabic.' },
  },
});

/** What a contact may see in the customer portal. */
export enum ContactPermission {
  INVOICES = 'INVOICES',
  ESTIMATES = 'ESTIMATES',
  CONTRACTS = 'CONTRACTS',
  PROPOSALS = 'PROPOSALS',
  SUPPORT = 'SUPPORT',
  PROJECTS = 'PROJECTS',
}

registerEnumType(ContactPermission, {
  name: 'ContactPermission',
  description:
    'A part of the Perfex customer portal that a contact may see. Perfex lets nobody read these: they can only be written.',
  valuesConfig: {
    INVOICES: { description: 'Invoices.' },
    ESTIMATES: { description: 'Estimates.' },
    CONTRACTS: { description: 'Contracts.' },
    PROPOSALS: { description: 'Proposals.' },
    SUPPORT: { description: 'Support tickets.' },
    PROJECTS: { description: 'Projects.' },
  },
});

@ObjectType({ description: 'Which e-mails a contact gets from Perfex.' })
export class ContactNotifications {
  @Field(() => Boolean, { description: 'About invoices.' })
  invoice!: boolean;

  @Field(() => Boolean, { description: 'About estimates.' })
  estimate!: boolean;

  @Field(() => Boolean, { description: 'About credit notes.' })
  creditNote!: boolean;

  @Field(() => Boolean, { description: 'About contracts.' })
  contract!: boolean;

  @Field(() => Boolean, { description: 'About tasks.' })
  task!: boolean;

  @Field(() => Boolean, { description: 'About projects.' })
  project!: boolean;

  @Field(() => Boolean, { description: 'About support tickets.' })
  ticket!: boolean;
}

@ObjectType({ description: 'A contact of a customer in Perfex CRM: a person at the company that buys.' })
export class Contact {
  @Field(() => ID, { description: "Perfex's own id of the contact." })
  id!: string;

  @Field(() => ID, { description: "Perfex's id of the customer (the company) that the contact belongs to." })
  customerId!: string;

  @Field(() => Boolean, { description: "Whether this is the customer's primary contact." })
  isPrimary!: boolean;

  @Field(() => String, { description: 'The given name. Empty where Perfex holds none.' })
  firstName!: string;

  @Field(() => String, { description: 'The family name. Empty where Perfex holds none.' })
  lastName!: string;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description:
      'The e-mail address in lower case. Null where Perfex holds none, or holds a text that is no e-mail address.',
  })
  email!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The e-mail address exactly as Perfex holds it. Null where it holds none.',
  })
  emailRaw!: string | null;

  @Field(() => GraphQLPhoneNumber, {
    nullable: true,
    description:
      'The phone number in E.164 form. Null where Perfex holds none, or holds a text that does not parse as a phone number.',
  })
  phoneNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The phone number exactly as Perfex holds it. Null where it holds none.',
  })
  phoneNumberRaw!: string | null;

  @Field(() => String, { nullable: true, description: 'The position in the company. Null where Perfex holds none.' })
  title!: string | null;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the contact was created (UTC). Null where Perfex does not know.',
  })
  createdAt!: Date | null;

  @Field(() => Boolean, { description: 'Whether the contact can sign in to the customer portal.' })
  isActive!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "The file name of the contact's picture. Null where there is none.",
  })
  profileImage!: string | null;

  @Field(() => TextDirection, {
    nullable: true,
    description: "The direction of the contact's language. Null where the system's default applies.",
  })
  direction!: TextDirection | null;

  @Field(() => ContactNotifications, { description: 'Which e-mails the contact gets.' })
  notifications!: ContactNotifications;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the contact last signed in to the customer portal (UTC). Null where never.',
  })
  lastLoginAt!: Date | null;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Custom fields, as Perfex answers them. Null where the installation has none.',
  })
  customFields!: unknown;
}

/** The fields of a contact that can be written. What is undefined stays as it is. */
export interface ContactChange {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  /** An empty text removes the number. */
  readonly phoneNumber?: string;
  /** An empty text removes the title. */
  readonly title?: string;
  readonly direction?: TextDirection;
  readonly password?: string;
  readonly isPrimary?: boolean;
  readonly isActive?: boolean;
  readonly permissions?: readonly ContactPermission[];
  readonly notifications?: Readonly<Partial<ContactNotifications>>;
}

export type ContactDraft = ContactChange & {
  readonly customerId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
};

/** A partial update, with what must be sent again so that the vendor does not clear it. */
export interface ContactUpdate {
  /** The contact as read just before. */
  readonly current: Contact;
  readonly change: ContactChange;
  /** The permissions to keep when the change has none; undefined where nobody knows them. */
  readonly knownPermissions: readonly ContactPermission[] | undefined;
}
