/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Who joins which group. */
export type AddToGroupInput = {
  /** An id for somebody whose user id is not known. Where neither is sent, one is made and answered. */
  anonymousId?: string | number | null | undefined;
  /** The circumstances. */
  context?: EventContextInput | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The id of the group, your own or one that exists already. */
  groupId: string | number;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Which destinations get the call. Persio decides where it is left out. */
  integrations?: IntegrationsInput | null | undefined;
  /** When it happened. Now, where it is left out. */
  timestamp?: string | null | undefined;
  /** Traits to send with the membership: names with any JSON as values. */
  traits?: Record<string, unknown> | null | undefined;
  /** The id of the person. The setting `PERSIO_USER_ID` says whose id it is. */
  userId?: string | number | null | undefined;
};

/** Several people to add to groups at once. */
export type AddToGroupsInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 100 memberships. Each has its own outcome. */
  memberships: Array<AddToGroupInput>;
};

/** Which e-mails a contact shall get. What is not sent, or is null, stays as it is; for a new contact it is off. */
export type ContactNotificationsInput = {
  /** About contracts. */
  contract?: boolean | null | undefined;
  /** About credit notes. */
  creditNote?: boolean | null | undefined;
  /** About estimates. */
  estimate?: boolean | null | undefined;
  /** About invoices. */
  invoice?: boolean | null | undefined;
  /** About projects. */
  project?: boolean | null | undefined;
  /** About tasks. */
  task?: boolean | null | undefined;
  /** About support tickets. */
  ticket?: boolean | null | undefined;
};

/** A part of the Perfex customer portal that a contact may see. Perfex lets nobody read these: they can only be written. */
export type ContactPermission =
  /** Contracts. */
  | 'CONTRACTS'
  /** Estimates. */
  | 'ESTIMATES'
  /** Invoices. */
  | 'INVOICES'
  /** Projects. */
  | 'PROJECTS'
  /** Proposals. */
  | 'PROPOSALS'
  /** Support tickets. */
  | 'SUPPORT';

/** Something that happened beside what was asked for. */
export type ContactWarning =
  /** Perfex has removed all portal permissions of the contact: it does so with every update that does not send them, and this service never wrote any that it could send again. Send `permissions` to set them. */
  | 'PERMISSIONS_CLEARED'
  /** The permissions were written, but could not be noted here: a later update that does not send them cannot keep them. */
  | 'PERMISSIONS_NOT_NOTED';

/** A user to create in Chatwoot. */
export type CreateUserInput = {
  /** Custom attributes: names with any JSON as values. */
  customAttributes?: Record<string, unknown> | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The name that customers see instead of the full name. */
  displayName?: string | null | undefined;
  /** The e-mail address. It is stored in lower case. Where a user has it already, nothing is created and the payload says so. */
  email: string;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** The full name. */
  name: string;
  /** The password: 6 to 128 characters with an upper-case letter, a lower-case letter, a digit and a special character. It is kept here encrypted, and erased as soon as the write has ended. */
  password?: string | null | undefined;
};

/** Whether a user was created. */
export type CreateUserOutcome =
  /** A user with this e-mail address existed already and was not changed; nothing was created. */
  | 'ALREADY_EXISTS'
  /** The user is new. */
  | 'CREATED';

/** Every code that an error of this API can carry, here and in `extensions.code` of the errors of an answer. */
export type ErrorCode =
  /** The HTTP request is not a GraphQL request. Send `POST` with `Content-Type: application/json` and a body with `query`. */
  | 'BAD_REQUEST'
  /** A value that you sent breaks a rule; `fields` names it. Correct the value that the message names. */
  | 'BAD_USER_INPUT'
  /** Another record already has a value that must be unique, another input came with the same idempotency key, or the write is not in a state that allows it. Choose another value or key, or change the record that has it. */
  | 'CONFLICT'
  /** The time for the whole operation ran out before this part was done. Ask again, ask for less at once, or raise `OPERATION_TIMEOUT_MS`. */
  | 'DEADLINE_EXCEEDED'
  /** The document is not GraphQL. Correct the syntax at the place that the message names. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the schema. Correct the field, argument or type that the message names. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** Something unexpected happened here. Report the `requestId` of the error: the log holds the reason under it. */
  | 'INTERNAL_SERVER_ERROR'
  /** The record to be changed or deleted does not exist at the vendor. Check the id. A query answers null instead of this error. */
  | 'NOT_FOUND'
  /** The request does not say which of its operations to run. Send an `operationName` that the document has. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** The body of the request is larger than this server reads. Send fewer items in one request, or raise `BODY_LIMIT_BYTES`. */
  | 'PAYLOAD_TOO_LARGE'
  /** The server does not know the document of this hash (yet). Send the document along with the hash; clients do this by themselves. */
  | 'PERSISTED_QUERY_NOT_FOUND'
  /** The server does not keep documents by hash. Send the whole document. */
  | 'PERSISTED_QUERY_NOT_SUPPORTED'
  /** The answer could become larger than this server allows. Ask for fewer records (`first`, fewer keys) or fewer nested lists at once. */
  | 'QUERY_TOO_COMPLEX'
  /** This service's own store could not be read or written. Ask again later; an operator finds the reason in the log. */
  | 'STORE_UNAVAILABLE'
  /** The request has no API key, or one that this server does not know. Send `Authorization: Bearer <key>` with a key from the configuration. */
  | 'UNAUTHENTICATED'
  /** The vendor answered something that is not in its contract. Check the vendor's URL in the configuration and its version; report it where both are right. */
  | 'VENDOR_BAD_RESPONSE'
  /** This server's key at the vendor is valid, but does not reach this record or this method. An operator has to widen the rights of the key at the vendor. */
  | 'VENDOR_FORBIDDEN'
  /** This server has no URL or key for the vendor. Set the vendor's variables, or `SANDBOX=on` to use its simulator. */
  | 'VENDOR_NOT_CONFIGURED'
  /** The quota of requests to the vendor is used up. Ask again after `retryAfter` seconds, or later where it is missing. */
  | 'VENDOR_RATE_LIMITED'
  /** The vendor understood the request and refused it. The message says what is known of the reason. The same request will be refused again. */
  | 'VENDOR_REJECTED'
  /** The vendor did not answer in time. Ask again later. After a write, read the record first: the write may have taken effect. */
  | 'VENDOR_TIMEOUT'
  /** The vendor does not accept this server's key. An operator has to correct the vendor's key in the configuration. */
  | 'VENDOR_UNAUTHORIZED'
  /** The vendor could not be reached, or answered that it is out of order. Ask again later. After a write, read the record first: the write may have taken effect. */
  | 'VENDOR_UNAVAILABLE'
  /** This installation of the vendor's software does not offer the method. Upgrade the vendor's software; the message names the version. */
  | 'VENDOR_UNSUPPORTED'
  /** The write was cancelled before it was delivered. Send it again, with a new idempotency key, where it is wanted after all. */
  | 'WRITE_CANCELLED'
  /** What was stored of the write cannot be decrypted. An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; then send it again with a new idempotency key. */
  | 'WRITE_UNREADABLE';

/** The app in which something happened. */
export type EventAppInput = {
  /** The build of the app. */
  build?: string | null | undefined;
  /** The name of the app. */
  name?: string | null | undefined;
  /** The version of the app, such as `2.1.0`. */
  version?: string | null | undefined;
};

/** The campaign that led to it. */
export type EventCampaignInput = {
  /** Which of several advertisements it was. */
  content?: string | null | undefined;
  /** The medium, such as `email`. */
  medium?: string | null | undefined;
  /** The name of the campaign. */
  name?: string | null | undefined;
  /** Where the traffic came from, such as `newsletter`. */
  source?: string | null | undefined;
  /** The search term that was paid for. */
  term?: string | null | undefined;
};

/** The circumstances in which something happened. */
export type EventContextInput = {
  /** Whether the person was active. */
  active?: boolean | null | undefined;
  /** The app. */
  app?: EventAppInput | null | undefined;
  /** The campaign. */
  campaign?: EventCampaignInput | null | undefined;
  /** The device. */
  device?: EventDeviceInput | null | undefined;
  /** The IP address of the person, version 4 or 6. */
  ip?: string | null | undefined;
  /** The person's language and country, such as `en-US`. */
  locale?: string | null | undefined;
  /** The web page. */
  page?: EventPageInput | null | undefined;
  /** The person's time zone, such as `America/New_York`. */
  timezone?: string | null | undefined;
};

/** The device on which something happened. */
export type EventDeviceInput = {
  /** The id of the device. */
  id?: string | number | null | undefined;
  /** Who made it. */
  manufacturer?: string | null | undefined;
  /** The model. */
  model?: string | null | undefined;
  /** The name that its owner gave it. */
  name?: string | null | undefined;
  /** The kind of device, such as `ios`. */
  type?: string | null | undefined;
  /** The version of its system. */
  version?: string | null | undefined;
};

/** The web page on which something happened. */
export type EventPageInput = {
  /** The part of the address behind `#`. */
  hash?: string | null | undefined;
  /** The path of the address, such as `/pricing`. */
  path?: string | null | undefined;
  /** The address of the page before. */
  referrer?: string | null | undefined;
  /** The query of the address, such as `?plan=gold`. */
  search?: string | null | undefined;
  /** The title of the page. */
  title?: string | null | undefined;
  /** The whole address. */
  url?: string | null | undefined;
};

/** Where what is said of a membership comes from. */
export type GroupMembershipSource =
  /** This service's own record of what it sent and Persio accepted. Writes by others to Persio are not in it. */
  | 'LEDGER';

/** How far a membership is known to have got. */
export type GroupMembershipStatus =
  /** Persio has received the membership. That is not yet to say that it has processed it: Persio does not tell. */
  | 'ACCEPTED';

/** One destination behind Persio, switched on or off. */
export type IntegrationFlagInput = {
  /** Whether the destination gets the call. */
  enabled: boolean;
  /** The name of the destination, as Persio spells it. */
  name: string;
};

/** Which destinations behind Persio get a call. */
export type IntegrationsInput = {
  /** All destinations that are not named. */
  all?: boolean | null | undefined;
  /** Further destinations by name. */
  others?: Array<IntegrationFlagInput> | null | undefined;
  /** Salesforce. */
  salesforce?: boolean | null | undefined;
};

/** A name with a text. */
export type MetadataInput = {
  /** The name of the entry. */
  name: string;
  /** The text to store. */
  value: string;
};

/** A name with a JSON value, written as JSON text. */
export type MetadataJsonInput = {
  /** The name of the entry. */
  name: string;
  /** The value as JSON text, such as `{"plan": "gold"}` or `"a text"`. An entry that does not parse is skipped and named in the payload. */
  value: string;
};

/** What to store in a profile. What is not sent, or is null, stays as it is. At least one field beside `phoneNumber`. */
export type SetProfileInput = {
  /** The date of birth, `YYYY-MM-DD`. */
  dateOfBirth?: string | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The e-mail address. It is stored in lower case. */
  email?: string | null | undefined;
  /** The given name. */
  firstName?: string | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** The family name. */
  lastName?: string | null | undefined;
  /** Metadata with texts as values. Entries with other names stay. */
  metadata?: Array<MetadataInput> | null | undefined;
  /** Metadata with any JSON as values, each written as JSON text. Where a name is in `metadata` too, this one counts. */
  metadataJson?: Array<MetadataJsonInput> | null | undefined;
  /** Whose profile: a phone number with its country code, or a national one of `DEFAULT_REGION`. The profile is created where there is none. */
  phoneNumber: string;
};

/** The direction in which a contact's language is written. */
export type TextDirection =
  /** Left to right, as in English. */
  | 'LTR'
  /** Right to left, as in Arabic. */
  | 'RTL';

/** What to change in a contact. What is not sent, or is null, stays as it is. */
export type UpdateContactInput = {
  /** A safeguard: where it is sent, the contact must belong to this customer. It cannot be changed. */
  customerId?: string | number | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The direction of the contact's language. A new contact is `LTR` unless told otherwise. */
  direction?: TextDirection | null | undefined;
  /** The e-mail address; no other contact may have it. It is stored in lower case. */
  email?: string | null | undefined;
  /** The given name. */
  firstName?: string | null | undefined;
  /** Perfex's id of the contact. */
  id: string | number;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Whether the contact can sign in to the customer portal. A new contact can unless told otherwise. */
  isActive?: boolean | null | undefined;
  /** Whether this is the customer's primary contact. Making one primary ends that of another. */
  isPrimary?: boolean | null | undefined;
  /** The family name. */
  lastName?: string | null | undefined;
  /** Which e-mails the contact shall get. */
  notifications?: ContactNotificationsInput | null | undefined;
  /** The password for the customer portal, 6 characters at least. It is kept here encrypted, and erased as soon as the write has ended. */
  password?: string | null | undefined;
  /** All that the contact may see in the customer portal; an empty list takes everything away. Perfex cannot be asked for permissions, so this service remembers what it wrote. */
  permissions?: Array<ContactPermission> | null | undefined;
  /** A phone number with its country code, or a national one of `DEFAULT_REGION`; stored in E.164 form. An empty text removes it. */
  phoneNumber?: string | null | undefined;
  /** The position in the company. An empty text removes it. */
  title?: string | null | undefined;
};

/** What a user may do in a Chatwoot account. */
export type UserRole =
  /** Answers conversations and manages the account. */
  | 'ADMINISTRATOR'
  /** Answers conversations. */
  | 'AGENT';

/** Whether a mutation waits for the outcome of its write. */
export type WriteDelivery =
  /** Answer `PENDING` as soon as the write is stored, and deliver it afterwards. */
  | 'ASYNC'
  /** Wait for the outcome as long as the time for the operation lasts; after that the answer is `PENDING` and the delivery goes on. */
  | 'SYNC';

export type PersonQueryVariables = Exact<{
  contactId: string | number;
  userId: string | number;
}>;


export type PersonQuery = { contact: { id: string, firstName: string, lastName: string, email: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, isPrimary: boolean, direction: TextDirection | null, createdAt: string | null, notifications: { invoice: boolean }, profile: { phoneNumber: string, firstName: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> } | null } | null, user: { id: string, name: string, role: UserRole | null, memberships: { nodes: Array<{ groupId: string, status: GroupMembershipStatus, source: GroupMembershipSource, joinedAt: string, user: { id: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type SetProfileMutationVariables = Exact<{
  input: SetProfileInput;
}>;


export type SetProfileMutation = { setProfile: { profile: { firstName: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> } | null, skippedMetadata: Array<{ name: string }> } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { outcome: CreateUserOutcome | null, user: { id: string, email: string | null, customAttributes: Record<string, unknown> } | null } | null };

export type UpdateContactMutationVariables = Exact<{
  input: UpdateContactInput;
}>;


export type UpdateContactMutation = { updateContact: { warnings: Array<ContactWarning>, contact: { id: string, title: string | null, isPrimary: boolean } | null } | null };

export type AddToGroupsMutationVariables = Exact<{
  input: AddToGroupsInput;
}>;


export type AddToGroupsMutation = { addToGroups: { results: Array<{ index: number, payload: { messageId: string, anonymousId: string | null, membership: { groupId: string, status: GroupMembershipStatus, traits: Record<string, unknown> } | null } | null, error: { code: ErrorCode, fields: Array<string> } | null }> } | null };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}

export const PersonDocument = new TypedDocumentString(`
    query Person($contactId: ID!, $userId: ID!) {
  contact(id: $contactId) {
    id
    firstName
    lastName
    email
    phoneNumber
    phoneNumberRaw
    isPrimary
    direction
    createdAt
    notifications {
      invoice
    }
    profile {
      phoneNumber
      firstName
      dateOfBirth
      metadata
    }
  }
  user(id: $userId) {
    id
    name
    role
    memberships(first: 1) {
      nodes {
        groupId
        status
        source
        joinedAt
        user {
          id
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    `) as unknown as TypedDocumentString<PersonQuery, PersonQueryVariables>;
export const SetProfileDocument = new TypedDocumentString(`
    mutation SetProfile($input: SetProfileInput!) {
  setProfile(input: $input) {
    profile {
      firstName
      dateOfBirth
      metadata
    }
    skippedMetadata {
      name
    }
  }
}
    `) as unknown as TypedDocumentString<SetProfileMutation, SetProfileMutationVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    outcome
    user {
      id
      email
      customAttributes
    }
  }
}
    `) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateContactDocument = new TypedDocumentString(`
    mutation UpdateContact($input: UpdateContactInput!) {
  updateContact(input: $input) {
    contact {
      id
      title
      isPrimary
    }
    warnings
  }
}
    `) as unknown as TypedDocumentString<UpdateContactMutation, UpdateContactMutationVariables>;
export const AddToGroupsDocument = new TypedDocumentString(`
    mutation AddToGroups($input: AddToGroupsInput!) {
  addToGroups(input: $input) {
    results {
      index
      payload {
        messageId
        anonymousId
        membership {
          groupId
          status
          traits
        }
      }
      error {
        code
        fields
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AddToGroupsMutation, AddToGroupsMutationVariables>;