import { GraphQLDateTime, GraphQLEmailAddress, GraphQLJSONObject } from 'graphql-scalars';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';

/** What a user may do in an account. */
export enum UserRole {
  AGENT = 'AGENT',
  ADMINISTRATOR = 'ADMINISTRATOR',
}

registerEnumType(UserRole, {
  name: 'UserRole',
  description: 'What a user may do in a Chatwoot account.',
  valuesConfig: {
    AGENT: { description: 'Answers conversations.' },
    ADMINISTRATOR: { description: 'Answers conversations and manages the account.' },
  },
});

@ObjectType({ description: 'An account that a Chatwoot user belongs to.' })
export class UserAccount {
  @Field(() => ID, { description: "Chatwoot's id of the account." })
  id!: string;

  @Field(() => String, { description: 'The name of the account.' })
  name!: string;

  @Field(() => GraphQLDateTime, {
    nullable: true,
    description: 'When the user was last active in the account (UTC). Null where never.',
  })
  activeAt!: Date | null;

  @Field(() => UserRole, { description: 'The role of the user in the account.' })
  role!: UserRole;
}

@ObjectType({ description: 'A user of the Chatwoot platform: somebody who signs in to Chatwoot.' })
export class User {
  @Field(() => ID, { description: "Chatwoot's own id of the user." })
  id!: string;

  @Field(() => String, { description: "The user's identifier at the sign-in provider; an e-mail address for most." })
  uid!: string;

  @Field(() => String, { description: 'The full name.' })
  name!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The name that customers see instead of the full name. Null where none is set.',
  })
  displayName!: string | null;

  @Field(() => String, { description: 'The display name where one is set, otherwise the full name.' })
  availableName!: string;

  @Field(() => GraphQLEmailAddress, {
    nullable: true,
    description: 'The e-mail address in lower case. Null where Chatwoot holds a text that is no e-mail address.',
  })
  email!: string | null;

  @Field(() => String, { description: 'The e-mail address exactly as Chatwoot holds it.' })
  emailRaw!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The account that the user is working in. Null where the user belongs to none.',
  })
  accountId!: string | null;

  @Field(() => UserRole, {
    nullable: true,
    description: 'The role in that account. Null where the user belongs to none.',
  })
  role!: UserRole | null;

  @Field(() => Boolean, { description: 'Whether the e-mail address has been confirmed.' })
  isConfirmed!: boolean;

  @Field(() => GraphQLJSONObject, {
    description: 'Custom attributes: names with any JSON as values. Empty where there are none.',
  })
  customAttributes!: Record<string, unknown>;

  @Field(() => String, {
    nullable: true,
    description: 'Where a picture of the user can be loaded. Null where there is none.',
  })
  avatarUrl!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'How the user signs in, such as `email` or `google_oauth2`. Null where Chatwoot does not say.',
  })
  provider!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The signature under the user's messages. Null where there is none.",
  })
  messageSignature!: string | null;

  @Field(() => GraphQLJSONObject, {
    description: "The user's settings of Chatwoot's interface, as Chatwoot keeps them. Empty where there are none.",
  })
  uiSettings!: Record<string, unknown>;

  @Field(() => [UserAccount], { description: 'The accounts that the user belongs to.' })
  accounts!: UserAccount[];
}

@ObjectType({ description: 'The membership of a user in a Chatwoot account.' })
export class AccountUser {
  @Field(() => ID, { description: "Chatwoot's id of the account." })
  accountId!: string;

  @Field(() => ID, { description: "Chatwoot's id of the user." })
  userId!: string;

  @Field(() => UserRole, { description: 'The role of the user in the account.' })
  role!: UserRole;
}

/** The fields of a user that can be written. What is undefined is not sent, and stays as it is. */
export interface UserChange {
  readonly name?: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly password?: string;
  /** Merged shallowly by the vendor: a key that is left out stays. */
  readonly customAttributes?: Readonly<Record<string, unknown>>;
}

export type UserDraft = UserChange & { readonly name: string; readonly email: string };

/** What a creation found: a user made by it, or one that already had the e-mail address and is unchanged. */
export interface CreatedUser {
  readonly user: User;
  readonly created: boolean;
}

/** A single sign-on link. The URL signs in whoever opens it: it is a secret. */
export interface LoginLink {
  readonly url: string;
  readonly expiresAt: Date;
}
