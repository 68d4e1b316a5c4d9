/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '../typed-document.js';
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

/** The write to cancel. */
export type CancelWriteInput = {
  /** The id of the write. */
  id: string | number;
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

/** A contact to create in Perfex. */
export type CreateContactInput = {
  /** Perfex's id of the customer (the company) that the contact belongs to. */
  customerId: string | number;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The direction of the contact's language. A new contact is `LTR` unless told otherwise. */
  direction?: TextDirection | null | undefined;
  /** The e-mail address; no other contact may have it. It is stored in lower case. */
  email: string;
  /** The given name. */
  firstName: string;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Whether the contact can sign in to the customer portal. A new contact can unless told otherwise. */
  isActive?: boolean | null | undefined;
  /** Whether this is the customer's primary contact. Making one primary ends that of another. */
  isPrimary?: boolean | null | undefined;
  /** The family name. */
  lastName: string;
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

/** Whom to sign in. */
export type CreateUserLoginLinkInput = {
  /** Chatwoot's id of the user. */
  userId: string | number;
};

/** Whether a user was created. */
export type CreateUserOutcome =
  /** A user with this e-mail address existed already and was not changed; nothing was created. */
  | 'ALREADY_EXISTS'
  /** The user is new. */
  | 'CREATED';

/** The contact to delete. */
export type DeleteContactInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** Perfex's id of the contact. */
  id: string | number;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
};

/** The user to delete. */
export type DeleteUserInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** Chatwoot's id of the user. */
  id: string | number;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
};

/** How far a deletion has got. */
export type DeleteUserOutcome =
  /** Chatwoot has taken the deletion and carries it out in a job of its own: the user may still be answered for a while. */
  | 'SCHEDULED';

/** The person to erase. */
export type ErasePersonInput = {
  /** By what the person is found. Look at `person` first: this cannot be undone. */
  by: PersonKeyInput;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
};

/** What became of a record of a person who is erased. */
export type ErasureOutcome =
  /** The vendor had no such record any more. */
  | 'ABSENT'
  /** Numi deletes nothing: names, e-mail address, date of birth and the values of the metadata were overwritten with nothing. The phone number stays, as it is what Numi knows the profile by. */
  | 'ANONYMIZED'
  /** The vendor has deleted it. Chatwoot does so a while later. */
  | 'DELETED'
  /** The vendor refused; `error` says why. */
  | 'FAILED'
  /** Nothing yet: the vendor is asked until it answers. */
  | 'PENDING'
  /** Persio can delete nothing: what it was sent is there until Persio is asked by hand. */
  | 'UNSUPPORTED';

/** How far an erasure has got. */
export type ErasureState =
  /** Every vendor has done what it can, and this service has forgotten the person. */
  | 'ERASED'
  /** A vendor refused, or could not be reached for too long: this service knows the person still. `resumeErasure` tries again what failed. */
  | 'FAILED'
  /** It is under way, and goes on by itself. */
  | 'PENDING';

/** Every code that an error of this API can carry, here and in `extensions.code` of the errors of an answer. */
export type ErrorCode =
  /** A person was referred to by an e-mail address or a phone number that several people have, or that is of nobody in particular, such as a role address. Refer to the person by `id`. `person(by)` answers it, and names the others in `otherMatches`. */
  | 'AMBIGUOUS_KEY'
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
  /** What was stored of the person cannot be decrypted. An operator has to put back the key that `STORE_ENCRYPTION_KEYS` had; nothing is lost until then. */
  | 'PERSON_UNREADABLE'
  /** The answer could become larger than this server allows. Ask for fewer records (`first`, fewer keys) or fewer nested lists at once. */
  | 'QUERY_TOO_COMPLEX'
  /** This service's own store could not be read or written. Ask again later; an operator finds the reason in the log. */
  | 'STORE_UNAVAILABLE'
  /** This connection, or this server, has as many subscriptions as it takes. End some, or try again later; an operator can raise `MAX_SUBSCRIPTIONS`. */
  | 'TOO_MANY_SUBSCRIPTIONS'
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
  /** The delivery of a webhook is not signed with the secret of this server, or not within five minutes of now. Compare the vendor's secret with the configuration, and the clocks of both servers. */
  | 'WEBHOOK_REFUSED'
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

/** Whether a value is what the vendor holds, as far as is known. */
export type Freshness =
  /** Fetched for this answer, or kept for no longer than the configuration allows. */
  | 'FRESH'
  /** Kept for longer than that: it stands in for a vendor that could not be asked. */
  | 'STALE';

/** Where what is said of a membership comes from. */
export type GroupMembershipSource =
  /** This service's own record of what it was asked to write to Persio; `status` says how far that got. Writes by others to Persio are not in it. */
  | 'LEDGER';

/** How far a membership is known to have got. */
export type GroupMembershipStatus =
  /** Persio has received the membership. That is not yet to say that it has processed it: Persio does not tell. */
  | 'ACCEPTED'
  /** A write that will make the membership is stored here, and Persio has not received it yet. Where the write fails for good, the membership is gone from the lists; `writes` says why. */
  | 'PENDING';

/** Who somebody is. */
export type IdentifyInput = {
  /** An id for somebody whose user id is not known. Where neither is sent, one is made and answered. */
  anonymousId?: string | number | null | undefined;
  /** The circumstances. */
  context?: EventContextInput | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Which destinations get the call. Persio decides where it is left out. */
  integrations?: IntegrationsInput | null | undefined;
  /** When it happened. Now, where it is left out. */
  timestamp?: string | null | undefined;
  /** What is known of the person: names with any JSON as values. */
  traits?: Record<string, unknown> | null | undefined;
  /** The id of the person. The setting `PERSIO_USER_ID` says whose id it is. */
  userId?: string | number | null | undefined;
};

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

/** Records that are of one person. */
export type LinkRecordsInput = {
  /** 2 to 50 records. It does not matter whether a vendor has shown them yet. */
  records: Array<RecordKeyInput>;
};

/** Why a record belongs to its person. `EMAIL` and `PHONE_NUMBER` alone are weak reasons, the others strong. */
export type LinkRule =
  /** A caller said so: `linkRecords`, `mergePeople` or an import. */
  | 'DECLARED'
  /** The e-mail address is the same, and the names cannot be compared. */
  | 'EMAIL'
  /** The e-mail address is the same, and the names fit. */
  | 'EMAIL_AND_NAME'
  /** The e-mail address and the phone number are the same. */
  | 'EMAIL_AND_PHONE_NUMBER'
  /** It is the record with which the person became known here. */
  | 'FIRST'
  /** The phone number is the same, and the names cannot be compared. */
  | 'PHONE_NUMBER'
  /** The phone number is the same, and the names fit. */
  | 'PHONE_NUMBER_AND_NAME'
  /** One vendor's record is named by the other's id: the setting `PERSIO_USER_ID` says whose ids Persio has. */
  | 'VENDOR_ID';

/** People who are one. */
export type MergePeopleInput = {
  /** 1 to 49 ids that will lead to it. */
  mergedIds: Array<string | number>;
  /** The id that stays. */
  personId: string | number;
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

/** A page that somebody saw. */
export type PageInput = {
  /** An id for somebody whose user id is not known. Where neither is sent, one is made and answered. */
  anonymousId?: string | number | null | undefined;
  /** The circumstances. */
  context?: EventContextInput | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Which destinations get the call. Persio decides where it is left out. */
  integrations?: IntegrationsInput | null | undefined;
  /** The name of the page. */
  name?: string | null | undefined;
  /** More about it: names with any JSON as values. */
  properties?: Record<string, unknown> | null | undefined;
  /** When it happened. Now, where it is left out. */
  timestamp?: string | null | undefined;
  /** The id of the person. The setting `PERSIO_USER_ID` says whose id it is. */
  userId?: string | number | null | undefined;
};

/** What several records of one person can disagree about. */
export type PersonAttribute =
  /** The date of birth. */
  | 'DATE_OF_BIRTH'
  /** The e-mail address, in lower case. */
  | 'EMAIL'
  /** The full name. Capitals, marks and spaces make no difference. */
  | 'NAME'
  /** The phone number, in E.164 form. */
  | 'PHONE_NUMBER';

/** By what a person is looked for: exactly one of these. */
export type PersonKeyInput =
  {   /** Perfex's id of a contact. */
  contactId: string | number; email?: never; id?: never; persioUserId?: never; phoneNumber?: never; userId?: never; }
  |  { contactId?: never;   /** An e-mail address. Capitals make no difference. */
  email: string; id?: never; persioUserId?: never; phoneNumber?: never; userId?: never; }
  |  { contactId?: never; email?: never;   /** The id of the person; one from before a merge leads to them, too. */
  id: string | number; persioUserId?: never; phoneNumber?: never; userId?: never; }
  |  { contactId?: never; email?: never; id?: never;   /** A user id in Persio. The setting `PERSIO_USER_ID` says whose id it is. */
  persioUserId: string | number; phoneNumber?: never; userId?: never; }
  |  { contactId?: never; email?: never; id?: never; persioUserId?: never;   /** A phone number with its country code, such as `+4930901820`, or a national one of `DEFAULT_REGION`. */
  phoneNumber: string; userId?: never; }
  |  { contactId?: never; email?: never; id?: never; persioUserId?: never; phoneNumber?: never;   /** Chatwoot's id of a user. */
  userId: string | number; };

/** A record at a vendor. */
export type RecordKeyInput = {
  /** Its id there: of a user at Chatwoot, of a contact at Perfex, the phone number with its country code at Numi, the user id in Persio. Where `PERSIO_USER_ID` says that Persio has the ids of another vendor, the record of that vendor is meant. */
  recordId: string | number;
  /** Which vendor has it. */
  vendor: Vendor;
};

/** The erasure to try again. */
export type ResumeErasureInput = {
  /** Whether to wait for what comes of it. `SYNC` where it is left out. */
  delivery?: WriteDelivery | null | undefined;
  /** The id of the erasure. */
  id: string | number;
};

/** The upsert to go on with. */
export type ResumeUpsertInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. */
  delivery?: WriteDelivery | null | undefined;
  /** The id of the upsert. */
  id: string | number;
};

/** The write to try again. */
export type RetryWriteInput = {
  /** The id of the write. */
  id: string | number;
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

/** Several profiles to store at once. */
export type SetProfilesInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 100 profiles. Each has its own outcome. */
  profiles: Array<SetProfileInput>;
};

/** How a vendor is doing, judged by the calls of the last minute. Nobody asks it only to find out. */
export type SourceState =
  /** More than a tenth of the calls fail. */
  | 'DEGRADED'
  /** It failed so often that it is left alone until `retryAt`. */
  | 'DOWN'
  /** It answers, or has not been asked lately. */
  | 'FRESH'
  /** Its quota of requests is used up; it is asked again at `retryAt`. */
  | 'RATE_LIMITED'
  /** It cannot be asked, and records are answered from the cache although they are past their time. */
  | 'STALE';

/** Records that are not of the person to whom they belong now, all of one and the same other. */
export type SplitPersonInput = {
  /** The id of the person to whom the records belong now. */
  personId: string | number;
  /** 1 to 50 records of the person. At least one other has to stay. */
  records: Array<RecordKeyInput>;
};

/** The direction in which a contact's language is written. */
export type TextDirection =
  /** Left to right, as in English. */
  | 'LTR'
  /** Right to left, as in Arabic. */
  | 'RTL';

/** What happened to a person in this service. */
export type TimelineEventKind =
  /** The person was added to groups, or is about to be. That is a write, too. */
  | 'JOINED_GROUP'
  /** A record was found to belong to the person, and still does. */
  | 'LINKED'
  /** Somebody else turned out to be the same person. */
  | 'MERGED'
  /** A record was taken out of the person. */
  | 'UNLINKED'
  /** Something about the person was written to a vendor, or is about to be. */
  | 'WRITE';

/** Something that somebody did. */
export type TrackInput = {
  /** An id for somebody whose user id is not known. Where neither is sent, one is made and answered. */
  anonymousId?: string | number | null | undefined;
  /** The circumstances. */
  context?: EventContextInput | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The name of what was done, such as `Order Completed`. */
  event: string;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Which destinations get the call. Persio decides where it is left out. */
  integrations?: IntegrationsInput | null | undefined;
  /** More about it: names with any JSON as values. */
  properties?: Record<string, unknown> | null | undefined;
  /** When it happened. Now, where it is left out. */
  timestamp?: string | null | undefined;
  /** The id of the person. The setting `PERSIO_USER_ID` says whose id it is. */
  userId?: string | number | null | undefined;
};

/** Records that are not of the person to whom they belong now, each of somebody else. */
export type UnlinkRecordsInput = {
  /** The id of the person to whom the records belong now. */
  personId: string | number;
  /** 1 to 50 records of the person. At least one other has to stay. */
  records: Array<RecordKeyInput>;
};

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

/** Several contacts to change at once. */
export type UpdateContactsInput = {
  /** 1 to 100 contacts. Each has its own outcome. */
  contacts: Array<UpdateContactInput>;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
};

/** What to change in a user. What is not sent, or is null, stays as it is. */
export type UpdateUserInput = {
  /** Custom attributes to add or to replace, each as a whole. Chatwoot keeps those that are not sent: an attribute cannot be removed. */
  customAttributes?: Record<string, unknown> | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** The name that customers see instead of the full name. An empty text removes it. */
  displayName?: string | null | undefined;
  /** The e-mail address. It is stored in lower case. */
  email?: string | null | undefined;
  /** Chatwoot's id of the user. */
  id: string | number;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** The full name. */
  name?: string | null | undefined;
  /** The password: 6 to 128 characters with an upper-case letter, a lower-case letter, a digit and a special character. It is kept here encrypted, and erased as soon as the write has ended. */
  password?: string | null | undefined;
};

/** Several users to change at once. */
export type UpdateUsersInput = {
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** 1 to 100 users. Each has its own outcome. */
  users: Array<UpdateUserInput>;
};

/** What became of an upsert at one record. */
export type UpsertOutcomeState =
  /** It was given up: `error` says why. An attempt may have taken effect all the same. */
  | 'DEAD'
  /** The vendor has it. */
  | 'DELIVERED'
  /** It is stored here, and is being written or will be. */
  | 'PENDING'
  /** The vendor said no, or something is missing: `error` says what. */
  | 'REJECTED'
  /** The vendor has no place for anything that was sent: nothing was written. */
  | 'SKIPPED'
  /** The vendor held everything already: nothing was written. */
  | 'UNCHANGED';

/** What shall be known of a person, at all vendors or at some. What is not sent, or is null, stays as it is. At least one field to write, or a group to join. */
export type UpsertPersonInput = {
  /** Who it is about. */
  by: PersonKeyInput;
  /** Perfex's id of the customer whose contact a new one shall be. */
  customerId?: string | number | null | undefined;
  /** The date of birth, `YYYY-MM-DD`. */
  dateOfBirth?: string | null | undefined;
  /** Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation. */
  delivery?: WriteDelivery | null | undefined;
  /** `true` answers what would be written, in `plan`, and sends and stores nothing. An `idempotencyKey` is not used up. */
  dryRun?: boolean | null | undefined;
  /** The e-mail address. It is stored in lower case. */
  email?: string | null | undefined;
  /** The family name. */
  familyName?: string | null | undefined;
  /** The given name. */
  givenName?: string | null | undefined;
  /** A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation. */
  idempotencyKey?: string | null | undefined;
  /** Up to 20 groups for the person to join, at Persio. */
  joinGroups?: Array<string | number> | null | undefined;
  /** More about the person: names with any JSON as values. Metadata at Numi, custom attributes at Chatwoot, traits at Persio. Entries with other names stay. */
  metadata?: Record<string, unknown> | null | undefined;
  /** The phone number, with its country code or a national one of `DEFAULT_REGION`; stored in E.164 form. A profile at Numi cannot change its number: name `NUMI` in `vendors` to make one of the new number. */
  phoneNumber?: string | null | undefined;
  /** The vendors to write to. One that does not hold the person gets a record. All vendors that hold the person, where it is left out. */
  vendors?: Array<Vendor> | null | undefined;
};

/** How far an upsert has got. */
export type UpsertState =
  /** Every record is as asked. */
  | 'DELIVERED'
  /** Every record failed: `resumeUpsert` tries them again. */
  | 'FAILED'
  /** Some records are as asked, and others failed: `resumeUpsert` tries those again. */
  | 'PARTIAL'
  /** It is stored here, and is being written or will be. */
  | 'PENDING';

/** What a user may do in a Chatwoot account. */
export type UserRole =
  /** Answers conversations and manages the account. */
  | 'ADMINISTRATOR'
  /** Answers conversations. */
  | 'AGENT';

/** One of the four systems that Peoplegraph reads from and writes to. */
export type Vendor =
  /** Chatwoot keeps the users of its platform. */
  | 'CHATWOOT'
  /** Numi keeps profiles, keyed by phone number. */
  | 'NUMI'
  /** Perfex CRM keeps the contacts of customers. */
  | 'PERFEX'
  /** Persio takes group memberships and events. It can only be written to. */
  | 'PERSIO';

/** Whether a mutation waits for the outcome of its write. */
export type WriteDelivery =
  /** Answer `PENDING` as soon as the write is stored, and deliver it afterwards. */
  | 'ASYNC'
  /** Wait for the outcome as long as the time for the operation lasts; after that the answer is `PENDING` and the delivery goes on. */
  | 'SYNC';

/** Which writes to answer. What is left out or null does not matter. */
export type WriteFilterInput = {
  /** Only those of this mutation. */
  kind?: WriteKind | null | undefined;
  /** Only those in this state. */
  state?: WriteState | null | undefined;
  /** Only those to this vendor. */
  vendor?: Vendor | null | undefined;
};

/** Which mutation a write is of. */
export type WriteKind =
  /** `addToGroup`. */
  | 'ADD_TO_GROUP'
  /** `addToGroups`. */
  | 'ADD_TO_GROUPS'
  /** `createContact`. */
  | 'CREATE_CONTACT'
  /** `createUser`. */
  | 'CREATE_USER'
  /** `deleteContact`. */
  | 'DELETE_CONTACT'
  /** `deleteUser`. */
  | 'DELETE_USER'
  /** `identify`. */
  | 'IDENTIFY'
  /** `page`. */
  | 'PAGE'
  /** `setProfile`. */
  | 'SET_PROFILE'
  /** `setProfiles`. */
  | 'SET_PROFILES'
  /** `track`. */
  | 'TRACK'
  /** `updateContact`. */
  | 'UPDATE_CONTACT'
  /** `updateContacts`. */
  | 'UPDATE_CONTACTS'
  /** `updateUser`. */
  | 'UPDATE_USER'
  /** `updateUsers`. */
  | 'UPDATE_USERS';

/** How far a write has got. */
export type WriteState =
  /** It was given up: it became too old, it was cancelled, or its caller waited and was told of the failure. `lastError` says which. An attempt may have taken effect all the same. */
  | 'DEAD'
  /** The vendor has it. Of several items, at least one was delivered and none is left over. */
  | 'DELIVERED'
  /** It is stored here, and is being delivered or will be. */
  | 'PENDING'
  /** The vendor said no. That is final; `lastError` says why. */
  | 'REJECTED';

export type ProfileFieldsFragment = { phoneNumber: string, phoneNumberRaw: string, firstName: string | null, lastName: string | null, email: string | null, emailRaw: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> };

export type UserFieldsFragment = { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> };

export type ContactFieldsFragment = { id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } };

export type GroupMembershipFieldsFragment = { id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null };

export type AccountUserFieldsFragment = { accountId: string, userId: string, role: UserRole, user: { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> } | null };

export type PersonFieldsFragment = { id: string, redirectedFrom: string | null, otherMatches: Array<string>, createdAt: string, name: { full: string, given: string | null, family: string | null } | null, dateOfBirth: { value: string } | null, emails: Array<{ value: string, sources: Array<{ vendor: Vendor, recordId: string, freshness: Freshness }> }>, phoneNumbers: Array<{ value: string, sources: Array<{ vendor: Vendor, recordId: string, freshness: Freshness }> }>, profile: { phoneNumber: string, phoneNumberRaw: string, firstName: string | null, lastName: string | null, email: string | null, emailRaw: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> } | null, profiles: Array<{ phoneNumber: string, phoneNumberRaw: string, firstName: string | null, lastName: string | null, email: string | null, emailRaw: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> }> | null, users: Array<{ id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> }> | null, contacts: Array<{ id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } }> | null, memberships: { nodes: Array<{ id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }>, disagreements: Array<{ attribute: PersonAttribute, values: Array<{ value: string, sources: Array<{ vendor: Vendor, recordId: string }> }> }>, unavailable: Array<{ vendor: Vendor, code: ErrorCode, message: string, retryable: boolean, retryAfter: number | null }> };

export type PageInfoFieldsFragment = { hasNextPage: boolean, endCursor: string | null };

export type SourceFieldsFragment = { vendor: Vendor, configured: boolean, state: SourceState | null, latency: number | null, retryAt: string | null, budget: { limit: number, remaining: number, resetAt: string } | null, lastError: { code: ErrorCode, at: string } | null };

export type OperationErrorFieldsFragment = { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null };

export type WriteFieldsFragment = { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null };

export type UpsertFieldsFragment = { id: string, state: UpsertState, createdAt: string, endedAt: string | null, outcomes: Array<{ vendor: Vendor, recordId: string | null, groupId: string | null, state: UpsertOutcomeState, notHeld: Array<string>, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null }> };

export type UpsertPlanFieldsFragment = { vendor: Vendor, recordId: string | null, groupId: string | null, notHeld: Array<string>, differences: Array<{ attribute: string, from: unknown, to: unknown }>, request: { method: string, path: string, body: unknown } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null };

export type ErasureFieldsFragment = { id: string, personId: string | null, requestedBy: string, state: ErasureState, createdAt: string, nextAttemptAt: string | null, endedAt: string | null, receipts: Array<{ vendor: Vendor, recordId: string | null, outcome: ErasureOutcome, at: string | null, error: { code: ErrorCode, message: string, at: string } | null }> };

export type LinkedPersonFieldsFragment = { id: string, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }> };

export type SetProfileMutationVariables = Exact<{
  input: SetProfileInput;
}>;


export type SetProfileMutation = { setProfile: { profile: { phoneNumber: string, phoneNumberRaw: string, firstName: string | null, lastName: string | null, email: string | null, emailRaw: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> } | null, skippedMetadata: Array<{ name: string, reason: string }>, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type SetProfilesMutationVariables = Exact<{
  input: SetProfilesInput;
}>;


export type SetProfilesMutation = { setProfiles: { results: Array<{ index: number, payload: { profile: { phoneNumber: string, phoneNumberRaw: string, firstName: string | null, lastName: string | null, email: string | null, emailRaw: string | null, dateOfBirth: string | null, metadata: Record<string, unknown> } | null, skippedMetadata: Array<{ name: string, reason: string }> } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null }>, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null } | null };

export type CreateUserMutationVariables = Exact<{
  input: CreateUserInput;
}>;


export type CreateUserMutation = { createUser: { outcome: CreateUserOutcome | null, user: { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type UpdateUserMutationVariables = Exact<{
  input: UpdateUserInput;
}>;


export type UpdateUserMutation = { updateUser: { user: { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type UpdateUsersMutationVariables = Exact<{
  input: UpdateUsersInput;
}>;


export type UpdateUsersMutation = { updateUsers: { results: Array<{ index: number, payload: { user: { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> } | null } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null }>, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null } | null };

export type DeleteUserMutationVariables = Exact<{
  input: DeleteUserInput;
}>;


export type DeleteUserMutation = { deleteUser: { userId: string, outcome: DeleteUserOutcome | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type CreateUserLoginLinkMutationVariables = Exact<{
  input: CreateUserLoginLinkInput;
}>;


export type CreateUserLoginLinkMutation = { createUserLoginLink: { url: string, expiresAt: string } | null };

export type CreateContactMutationVariables = Exact<{
  input: CreateContactInput;
}>;


export type CreateContactMutation = { createContact: { contactId: string | null, warnings: Array<ContactWarning>, contact: { id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type UpdateContactMutationVariables = Exact<{
  input: UpdateContactInput;
}>;


export type UpdateContactMutation = { updateContact: { contactId: string, warnings: Array<ContactWarning>, contact: { id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type UpdateContactsMutationVariables = Exact<{
  input: UpdateContactsInput;
}>;


export type UpdateContactsMutation = { updateContacts: { results: Array<{ index: number, payload: { contactId: string, warnings: Array<ContactWarning>, contact: { id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } } | null } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null }>, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null } | null };

export type DeleteContactMutationVariables = Exact<{
  input: DeleteContactInput;
}>;


export type DeleteContactMutation = { deleteContact: { contactId: string, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type AddToGroupMutationVariables = Exact<{
  input: AddToGroupInput;
}>;


export type AddToGroupMutation = { addToGroup: { messageId: string, userId: string | null, anonymousId: string | null, timestamp: string, acceptedAt: string | null, membership: { id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type AddToGroupsMutationVariables = Exact<{
  input: AddToGroupsInput;
}>;


export type AddToGroupsMutation = { addToGroups: { results: Array<{ index: number, payload: { messageId: string, userId: string | null, anonymousId: string | null, timestamp: string, acceptedAt: string | null, membership: { id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null } | null } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null }>, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null } | null };

export type IdentifyMutationVariables = Exact<{
  input: IdentifyInput;
}>;


export type IdentifyMutation = { identify: { messageId: string, userId: string | null, anonymousId: string | null, timestamp: string, acceptedAt: string | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type TrackMutationVariables = Exact<{
  input: TrackInput;
}>;


export type TrackMutation = { track: { messageId: string, userId: string | null, anonymousId: string | null, timestamp: string, acceptedAt: string | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type PageMutationVariables = Exact<{
  input: PageInput;
}>;


export type PageMutation = { page: { messageId: string, userId: string | null, anonymousId: string | null, timestamp: string, acceptedAt: string | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type UpsertPersonMutationVariables = Exact<{
  input: UpsertPersonInput;
}>;


export type UpsertPersonMutation = { upsertPerson: { upsert: { id: string, state: UpsertState, createdAt: string, endedAt: string | null, outcomes: Array<{ vendor: Vendor, recordId: string | null, groupId: string | null, state: UpsertOutcomeState, notHeld: Array<string>, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null }> } | null, plan: Array<{ vendor: Vendor, recordId: string | null, groupId: string | null, notHeld: Array<string>, differences: Array<{ attribute: string, from: unknown, to: unknown }>, request: { method: string, path: string, body: unknown } | null, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null }> | null } | null };

export type ResumeUpsertMutationVariables = Exact<{
  input: ResumeUpsertInput;
}>;


export type ResumeUpsertMutation = { resumeUpsert: { upsert: { id: string, state: UpsertState, createdAt: string, endedAt: string | null, outcomes: Array<{ vendor: Vendor, recordId: string | null, groupId: string | null, state: UpsertOutcomeState, notHeld: Array<string>, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null }> } } | null };

export type ErasePersonMutationVariables = Exact<{
  input: ErasePersonInput;
}>;


export type ErasePersonMutation = { erasePerson: { erasure: { id: string, personId: string | null, requestedBy: string, state: ErasureState, createdAt: string, nextAttemptAt: string | null, endedAt: string | null, receipts: Array<{ vendor: Vendor, recordId: string | null, outcome: ErasureOutcome, at: string | null, error: { code: ErrorCode, message: string, at: string } | null }> } } | null };

export type ResumeErasureMutationVariables = Exact<{
  input: ResumeErasureInput;
}>;


export type ResumeErasureMutation = { resumeErasure: { erasure: { id: string, personId: string | null, requestedBy: string, state: ErasureState, createdAt: string, nextAttemptAt: string | null, endedAt: string | null, receipts: Array<{ vendor: Vendor, recordId: string | null, outcome: ErasureOutcome, at: string | null, error: { code: ErrorCode, message: string, at: string } | null }> } } | null };

export type LinkRecordsMutationVariables = Exact<{
  input: LinkRecordsInput;
}>;


export type LinkRecordsMutation = { linkRecords: { personId: string, person: { id: string, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }> } | null } | null };

export type MergePeopleMutationVariables = Exact<{
  input: MergePeopleInput;
}>;


export type MergePeopleMutation = { mergePeople: { personId: string, person: { id: string, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }> } | null } | null };

export type SplitPersonMutationVariables = Exact<{
  input: SplitPersonInput;
}>;


export type SplitPersonMutation = { splitPerson: { personId: string, otherIds: Array<string>, person: { id: string, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }> } | null } | null };

export type UnlinkRecordsMutationVariables = Exact<{
  input: UnlinkRecordsInput;
}>;


export type UnlinkRecordsMutation = { unlinkRecords: { personId: string, otherIds: Array<string>, person: { id: string, links: Array<{ vendor: Vendor, recordId: string, rule: LinkRule, linkedBy: string, linkedAt: string }> } | null } | null };

export type RetryWriteMutationVariables = Exact<{
  input: RetryWriteInput;
}>;


export type RetryWriteMutation = { retryWrite: { write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type CancelWriteMutationVariables = Exact<{
  input: CancelWriteInput;
}>;


export type CancelWriteMutation = { cancelWrite: { write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } } | null };

export type AccountUsersQueryVariables = Exact<{
  accountId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type AccountUsersQuery = { accountUsers: { totalCount: number | null, nodes: Array<{ accountId: string, userId: string, role: UserRole, user: { id: string, uid: string, name: string, displayName: string | null, availableName: string, email: string | null, emailRaw: string, isConfirmed: boolean, role: UserRole | null, accountId: string | null, avatarUrl: string | null, messageSignature: string | null, provider: string | null, customAttributes: Record<string, unknown>, uiSettings: Record<string, unknown>, accounts: Array<{ id: string, name: string, role: UserRole, activeAt: string | null }> } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type CustomerContactsQueryVariables = Exact<{
  customerId: string | number;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type CustomerContactsQuery = { customerContacts: { totalCount: number | null, nodes: Array<{ id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type RecentContactsQueryVariables = Exact<{
  createdAfter?: string | null | undefined;
  createdBefore?: string | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RecentContactsQuery = { recentContacts: { nodes: Array<{ id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type SearchContactsQueryVariables = Exact<{
  term: string;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type SearchContactsQuery = { searchContacts: { totalCount: number | null, nodes: Array<{ id: string, customerId: string, firstName: string, lastName: string, email: string | null, emailRaw: string | null, phoneNumber: string | null, phoneNumberRaw: string | null, title: string | null, isPrimary: boolean, isActive: boolean, direction: TextDirection | null, profileImage: string | null, customFields: unknown, createdAt: string | null, lastLoginAt: string | null, notifications: { invoice: boolean, estimate: boolean, creditNote: boolean, contract: boolean, task: boolean, project: boolean, ticket: boolean } }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type GroupMembershipQueryVariables = Exact<{
  groupId: string | number;
  userId?: string | number | null | undefined;
  anonymousId?: string | number | null | undefined;
}>;


export type GroupMembershipQuery = { groupMembership: { id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null } | null };

export type GroupMembershipsQueryVariables = Exact<{
  groupId?: string | number | null | undefined;
  userId?: string | number | null | undefined;
  anonymousId?: string | number | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type GroupMembershipsQuery = { groupMemberships: { nodes: Array<{ id: string, groupId: string, userId: string | null, anonymousId: string | null, status: GroupMembershipStatus, source: GroupMembershipSource, traits: Record<string, unknown>, joinedAt: string, observedAt: string | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type TimelineQueryVariables = Exact<{
  by: PersonKeyInput;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type TimelineQuery = { person: { timeline: { nodes: Array<{ id: string, kind: TimelineEventKind, at: string, actor: string, rule: LinkRule | null, otherPersonId: string | null, groupIds: Array<string>, record: { vendor: Vendor, recordId: string } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null } | null };

export type ExportPersonQueryVariables = Exact<{
  by: PersonKeyInput;
}>;


export type ExportPersonQuery = { exportPerson: Record<string, unknown> | null };

export type SourcesQueryVariables = Exact<{ [key: string]: never; }>;


export type SourcesQuery = { sources: Array<{ vendor: Vendor, configured: boolean, state: SourceState | null, latency: number | null, retryAt: string | null, budget: { limit: number, remaining: number, resetAt: string } | null, lastError: { code: ErrorCode, at: string } | null }> };

export type WriteQueryVariables = Exact<{
  id: string | number;
}>;


export type WriteQuery = { write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null };

export type WritesQueryVariables = Exact<{
  filter?: WriteFilterInput | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type WritesQuery = { writes: { nodes: Array<{ id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null }>, pageInfo: { hasNextPage: boolean, endCursor: string | null } } | null };

export type UpsertQueryVariables = Exact<{
  id: string | number;
}>;


export type UpsertQuery = { upsert: { id: string, state: UpsertState, createdAt: string, endedAt: string | null, outcomes: Array<{ vendor: Vendor, recordId: string | null, groupId: string | null, state: UpsertOutcomeState, notHeld: Array<string>, error: { code: ErrorCode, message: string, fields: Array<string>, vendor: Vendor | null, retryable: boolean, retryAfter: number | null, requestId: string | null } | null, write: { id: string, kind: WriteKind, vendor: Vendor, state: WriteState, attempts: number, createdAt: string, lastAttemptAt: string | null, nextAttemptAt: string | null, endedAt: string | null, lastError: { code: ErrorCode, message: string, at: string } | null } | null }> } | null };

export type ErasureQueryVariables = Exact<{
  id: string | number;
}>;


export type ErasureQuery = { erasure: { id: string, personId: string | null, requestedBy: string, state: ErasureState, createdAt: string, nextAttemptAt: string | null, endedAt: string | null, receipts: Array<{ vendor: Vendor, recordId: string | null, outcome: ErasureOutcome, at: string | null, error: { code: ErrorCode, message: string, at: string } | null }> } | null };

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
export const UserFieldsFragmentDoc = new TypedDocumentString(`
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
    `, {"fragmentName":"UserFields"}) as unknown as TypedDocumentString<UserFieldsFragment, unknown>;
export const AccountUserFieldsFragmentDoc = new TypedDocumentString(`
    fragment AccountUserFields on AccountUser {
  accountId
  userId
  role
  user {
    ...UserFields
  }
}
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}`, {"fragmentName":"AccountUserFields"}) as unknown as TypedDocumentString<AccountUserFieldsFragment, unknown>;
export const ProfileFieldsFragmentDoc = new TypedDocumentString(`
    fragment ProfileFields on Profile {
  phoneNumber
  phoneNumberRaw
  firstName
  lastName
  email
  emailRaw
  dateOfBirth
  metadata
}
    `, {"fragmentName":"ProfileFields"}) as unknown as TypedDocumentString<ProfileFieldsFragment, unknown>;
export const ContactFieldsFragmentDoc = new TypedDocumentString(`
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
    `, {"fragmentName":"ContactFields"}) as unknown as TypedDocumentString<ContactFieldsFragment, unknown>;
export const GroupMembershipFieldsFragmentDoc = new TypedDocumentString(`
    fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}
    `, {"fragmentName":"GroupMembershipFields"}) as unknown as TypedDocumentString<GroupMembershipFieldsFragment, unknown>;
export const PageInfoFieldsFragmentDoc = new TypedDocumentString(`
    fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}
    `, {"fragmentName":"PageInfoFields"}) as unknown as TypedDocumentString<PageInfoFieldsFragment, unknown>;
export const PersonFieldsFragmentDoc = new TypedDocumentString(`
    fragment PersonFields on Person {
  id
  redirectedFrom
  otherMatches
  createdAt
  name {
    full
    given
    family
  }
  dateOfBirth {
    value
  }
  emails {
    value
    sources {
      vendor
      recordId
      freshness
    }
  }
  phoneNumbers {
    value
    sources {
      vendor
      recordId
      freshness
    }
  }
  profile {
    ...ProfileFields
  }
  profiles {
    ...ProfileFields
  }
  users {
    ...UserFields
  }
  contacts {
    ...ContactFields
  }
  memberships {
    nodes {
      ...GroupMembershipFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
  disagreements {
    attribute
    values {
      value
      sources {
        vendor
        recordId
      }
    }
  }
  unavailable {
    vendor
    code
    message
    retryable
    retryAfter
  }
}
    fragment ProfileFields on Profile {
  phoneNumber
  phoneNumberRaw
  firstName
  lastName
  email
  emailRaw
  dateOfBirth
  metadata
}
fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`, {"fragmentName":"PersonFields"}) as unknown as TypedDocumentString<PersonFieldsFragment, unknown>;
export const SourceFieldsFragmentDoc = new TypedDocumentString(`
    fragment SourceFields on Source {
  vendor
  configured
  state
  latency
  budget {
    limit
    remaining
    resetAt
  }
  retryAt
  lastError {
    code
    at
  }
}
    `, {"fragmentName":"SourceFields"}) as unknown as TypedDocumentString<SourceFieldsFragment, unknown>;
export const OperationErrorFieldsFragmentDoc = new TypedDocumentString(`
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
    `, {"fragmentName":"OperationErrorFields"}) as unknown as TypedDocumentString<OperationErrorFieldsFragment, unknown>;
export const WriteFieldsFragmentDoc = new TypedDocumentString(`
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}
    `, {"fragmentName":"WriteFields"}) as unknown as TypedDocumentString<WriteFieldsFragment, unknown>;
export const UpsertFieldsFragmentDoc = new TypedDocumentString(`
    fragment UpsertFields on Upsert {
  id
  state
  createdAt
  endedAt
  outcomes {
    vendor
    recordId
    groupId
    state
    notHeld
    error {
      ...OperationErrorFields
    }
    write {
      ...WriteFields
    }
  }
}
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`, {"fragmentName":"UpsertFields"}) as unknown as TypedDocumentString<UpsertFieldsFragment, unknown>;
export const UpsertPlanFieldsFragmentDoc = new TypedDocumentString(`
    fragment UpsertPlanFields on UpsertPlan {
  vendor
  recordId
  groupId
  differences {
    attribute
    from
    to
  }
  notHeld
  request {
    method
    path
    body
  }
  error {
    ...OperationErrorFields
  }
}
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}`, {"fragmentName":"UpsertPlanFields"}) as unknown as TypedDocumentString<UpsertPlanFieldsFragment, unknown>;
export const ErasureFieldsFragmentDoc = new TypedDocumentString(`
    fragment ErasureFields on Erasure {
  id
  personId
  requestedBy
  state
  createdAt
  nextAttemptAt
  endedAt
  receipts {
    vendor
    recordId
    outcome
    at
    error {
      code
      message
      at
    }
  }
}
    `, {"fragmentName":"ErasureFields"}) as unknown as TypedDocumentString<ErasureFieldsFragment, unknown>;
export const LinkedPersonFieldsFragmentDoc = new TypedDocumentString(`
    fragment LinkedPersonFields on Person {
  id
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
}
    `, {"fragmentName":"LinkedPersonFields"}) as unknown as TypedDocumentString<LinkedPersonFieldsFragment, unknown>;
export const SetProfileDocument = new TypedDocumentString(`
    mutation SetProfile($input: SetProfileInput!) {
  setProfile(input: $input) {
    profile {
      ...ProfileFields
    }
    skippedMetadata {
      name
      reason
    }
    write {
      ...WriteFields
    }
  }
}
    fragment ProfileFields on Profile {
  phoneNumber
  phoneNumberRaw
  firstName
  lastName
  email
  emailRaw
  dateOfBirth
  metadata
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<SetProfileMutation, SetProfileMutationVariables>;
export const SetProfilesDocument = new TypedDocumentString(`
    mutation SetProfiles($input: SetProfilesInput!) {
  setProfiles(input: $input) {
    results {
      index
      payload {
        profile {
          ...ProfileFields
        }
        skippedMetadata {
          name
          reason
        }
      }
      error {
        ...OperationErrorFields
      }
    }
    write {
      ...WriteFields
    }
  }
}
    fragment ProfileFields on Profile {
  phoneNumber
  phoneNumberRaw
  firstName
  lastName
  email
  emailRaw
  dateOfBirth
  metadata
}
fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<SetProfilesMutation, SetProfilesMutationVariables>;
export const CreateUserDocument = new TypedDocumentString(`
    mutation CreateUser($input: CreateUserInput!) {
  createUser(input: $input) {
    outcome
    user {
      ...UserFields
    }
    write {
      ...WriteFields
    }
  }
}
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<CreateUserMutation, CreateUserMutationVariables>;
export const UpdateUserDocument = new TypedDocumentString(`
    mutation UpdateUser($input: UpdateUserInput!) {
  updateUser(input: $input) {
    user {
      ...UserFields
    }
    write {
      ...WriteFields
    }
  }
}
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<UpdateUserMutation, UpdateUserMutationVariables>;
export const UpdateUsersDocument = new TypedDocumentString(`
    mutation UpdateUsers($input: UpdateUsersInput!) {
  updateUsers(input: $input) {
    results {
      index
      payload {
        user {
          ...UserFields
        }
      }
      error {
        ...OperationErrorFields
      }
    }
    write {
      ...WriteFields
    }
  }
}
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<UpdateUsersMutation, UpdateUsersMutationVariables>;
export const DeleteUserDocument = new TypedDocumentString(`
    mutation DeleteUser($input: DeleteUserInput!) {
  deleteUser(input: $input) {
    userId
    outcome
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<DeleteUserMutation, DeleteUserMutationVariables>;
export const CreateUserLoginLinkDocument = new TypedDocumentString(`
    mutation CreateUserLoginLink($input: CreateUserLoginLinkInput!) {
  createUserLoginLink(input: $input) {
    url
    expiresAt
  }
}
    `) as unknown as TypedDocumentString<CreateUserLoginLinkMutation, CreateUserLoginLinkMutationVariables>;
export const CreateContactDocument = new TypedDocumentString(`
    mutation CreateContact($input: CreateContactInput!) {
  createContact(input: $input) {
    contactId
    contact {
      ...ContactFields
    }
    warnings
    write {
      ...WriteFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<CreateContactMutation, CreateContactMutationVariables>;
export const UpdateContactDocument = new TypedDocumentString(`
    mutation UpdateContact($input: UpdateContactInput!) {
  updateContact(input: $input) {
    contactId
    contact {
      ...ContactFields
    }
    warnings
    write {
      ...WriteFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<UpdateContactMutation, UpdateContactMutationVariables>;
export const UpdateContactsDocument = new TypedDocumentString(`
    mutation UpdateContacts($input: UpdateContactsInput!) {
  updateContacts(input: $input) {
    results {
      index
      payload {
        contactId
        contact {
          ...ContactFields
        }
        warnings
      }
      error {
        ...OperationErrorFields
      }
    }
    write {
      ...WriteFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<UpdateContactsMutation, UpdateContactsMutationVariables>;
export const DeleteContactDocument = new TypedDocumentString(`
    mutation DeleteContact($input: DeleteContactInput!) {
  deleteContact(input: $input) {
    contactId
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<DeleteContactMutation, DeleteContactMutationVariables>;
export const AddToGroupDocument = new TypedDocumentString(`
    mutation AddToGroup($input: AddToGroupInput!) {
  addToGroup(input: $input) {
    messageId
    userId
    anonymousId
    timestamp
    acceptedAt
    membership {
      ...GroupMembershipFields
    }
    write {
      ...WriteFields
    }
  }
}
    fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<AddToGroupMutation, AddToGroupMutationVariables>;
export const AddToGroupsDocument = new TypedDocumentString(`
    mutation AddToGroups($input: AddToGroupsInput!) {
  addToGroups(input: $input) {
    results {
      index
      payload {
        messageId
        userId
        anonymousId
        timestamp
        acceptedAt
        membership {
          ...GroupMembershipFields
        }
      }
      error {
        ...OperationErrorFields
      }
    }
    write {
      ...WriteFields
    }
  }
}
    fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}
fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<AddToGroupsMutation, AddToGroupsMutationVariables>;
export const IdentifyDocument = new TypedDocumentString(`
    mutation Identify($input: IdentifyInput!) {
  identify(input: $input) {
    messageId
    userId
    anonymousId
    timestamp
    acceptedAt
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<IdentifyMutation, IdentifyMutationVariables>;
export const TrackDocument = new TypedDocumentString(`
    mutation Track($input: TrackInput!) {
  track(input: $input) {
    messageId
    userId
    anonymousId
    timestamp
    acceptedAt
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<TrackMutation, TrackMutationVariables>;
export const PageDocument = new TypedDocumentString(`
    mutation Page($input: PageInput!) {
  page(input: $input) {
    messageId
    userId
    anonymousId
    timestamp
    acceptedAt
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<PageMutation, PageMutationVariables>;
export const UpsertPersonDocument = new TypedDocumentString(`
    mutation UpsertPerson($input: UpsertPersonInput!) {
  upsertPerson(input: $input) {
    upsert {
      ...UpsertFields
    }
    plan {
      ...UpsertPlanFields
    }
  }
}
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}
fragment UpsertFields on Upsert {
  id
  state
  createdAt
  endedAt
  outcomes {
    vendor
    recordId
    groupId
    state
    notHeld
    error {
      ...OperationErrorFields
    }
    write {
      ...WriteFields
    }
  }
}
fragment UpsertPlanFields on UpsertPlan {
  vendor
  recordId
  groupId
  differences {
    attribute
    from
    to
  }
  notHeld
  request {
    method
    path
    body
  }
  error {
    ...OperationErrorFields
  }
}`) as unknown as TypedDocumentString<UpsertPersonMutation, UpsertPersonMutationVariables>;
export const ResumeUpsertDocument = new TypedDocumentString(`
    mutation ResumeUpsert($input: ResumeUpsertInput!) {
  resumeUpsert(input: $input) {
    upsert {
      ...UpsertFields
    }
  }
}
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}
fragment UpsertFields on Upsert {
  id
  state
  createdAt
  endedAt
  outcomes {
    vendor
    recordId
    groupId
    state
    notHeld
    error {
      ...OperationErrorFields
    }
    write {
      ...WriteFields
    }
  }
}`) as unknown as TypedDocumentString<ResumeUpsertMutation, ResumeUpsertMutationVariables>;
export const ErasePersonDocument = new TypedDocumentString(`
    mutation ErasePerson($input: ErasePersonInput!) {
  erasePerson(input: $input) {
    erasure {
      ...ErasureFields
    }
  }
}
    fragment ErasureFields on Erasure {
  id
  personId
  requestedBy
  state
  createdAt
  nextAttemptAt
  endedAt
  receipts {
    vendor
    recordId
    outcome
    at
    error {
      code
      message
      at
    }
  }
}`) as unknown as TypedDocumentString<ErasePersonMutation, ErasePersonMutationVariables>;
export const ResumeErasureDocument = new TypedDocumentString(`
    mutation ResumeErasure($input: ResumeErasureInput!) {
  resumeErasure(input: $input) {
    erasure {
      ...ErasureFields
    }
  }
}
    fragment ErasureFields on Erasure {
  id
  personId
  requestedBy
  state
  createdAt
  nextAttemptAt
  endedAt
  receipts {
    vendor
    recordId
    outcome
    at
    error {
      code
      message
      at
    }
  }
}`) as unknown as TypedDocumentString<ResumeErasureMutation, ResumeErasureMutationVariables>;
export const LinkRecordsDocument = new TypedDocumentString(`
    mutation LinkRecords($input: LinkRecordsInput!) {
  linkRecords(input: $input) {
    personId
    person {
      ...LinkedPersonFields
    }
  }
}
    fragment LinkedPersonFields on Person {
  id
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
}`) as unknown as TypedDocumentString<LinkRecordsMutation, LinkRecordsMutationVariables>;
export const MergePeopleDocument = new TypedDocumentString(`
    mutation MergePeople($input: MergePeopleInput!) {
  mergePeople(input: $input) {
    personId
    person {
      ...LinkedPersonFields
    }
  }
}
    fragment LinkedPersonFields on Person {
  id
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
}`) as unknown as TypedDocumentString<MergePeopleMutation, MergePeopleMutationVariables>;
export const SplitPersonDocument = new TypedDocumentString(`
    mutation SplitPerson($input: SplitPersonInput!) {
  splitPerson(input: $input) {
    personId
    person {
      ...LinkedPersonFields
    }
    otherIds
  }
}
    fragment LinkedPersonFields on Person {
  id
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
}`) as unknown as TypedDocumentString<SplitPersonMutation, SplitPersonMutationVariables>;
export const UnlinkRecordsDocument = new TypedDocumentString(`
    mutation UnlinkRecords($input: UnlinkRecordsInput!) {
  unlinkRecords(input: $input) {
    personId
    person {
      ...LinkedPersonFields
    }
    otherIds
  }
}
    fragment LinkedPersonFields on Person {
  id
  links {
    vendor
    recordId
    rule
    linkedBy
    linkedAt
  }
}`) as unknown as TypedDocumentString<UnlinkRecordsMutation, UnlinkRecordsMutationVariables>;
export const RetryWriteDocument = new TypedDocumentString(`
    mutation RetryWrite($input: RetryWriteInput!) {
  retryWrite(input: $input) {
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<RetryWriteMutation, RetryWriteMutationVariables>;
export const CancelWriteDocument = new TypedDocumentString(`
    mutation CancelWrite($input: CancelWriteInput!) {
  cancelWrite(input: $input) {
    write {
      ...WriteFields
    }
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<CancelWriteMutation, CancelWriteMutationVariables>;
export const AccountUsersDocument = new TypedDocumentString(`
    query AccountUsers($accountId: ID!, $first: Int, $after: String) {
  accountUsers(accountId: $accountId, first: $first, after: $after) {
    totalCount
    nodes {
      ...AccountUserFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment UserFields on User {
  id
  uid
  name
  displayName
  availableName
  email
  emailRaw
  isConfirmed
  role
  accountId
  accounts {
    id
    name
    role
    activeAt
  }
  avatarUrl
  messageSignature
  provider
  customAttributes
  uiSettings
}
fragment AccountUserFields on AccountUser {
  accountId
  userId
  role
  user {
    ...UserFields
  }
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<AccountUsersQuery, AccountUsersQueryVariables>;
export const CustomerContactsDocument = new TypedDocumentString(`
    query CustomerContacts($customerId: ID!, $first: Int, $after: String) {
  customerContacts(customerId: $customerId, first: $first, after: $after) {
    totalCount
    nodes {
      ...ContactFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<CustomerContactsQuery, CustomerContactsQueryVariables>;
export const RecentContactsDocument = new TypedDocumentString(`
    query RecentContacts($createdAfter: DateTime, $createdBefore: DateTime, $first: Int, $after: String) {
  recentContacts(
    createdAfter: $createdAfter
    createdBefore: $createdBefore
    first: $first
    after: $after
  ) {
    nodes {
      ...ContactFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<RecentContactsQuery, RecentContactsQueryVariables>;
export const SearchContactsDocument = new TypedDocumentString(`
    query SearchContacts($term: String!, $first: Int, $after: String) {
  searchContacts(term: $term, first: $first, after: $after) {
    totalCount
    nodes {
      ...ContactFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment ContactFields on Contact {
  id
  customerId
  firstName
  lastName
  email
  emailRaw
  phoneNumber
  phoneNumberRaw
  title
  isPrimary
  isActive
  direction
  notifications {
    invoice
    estimate
    creditNote
    contract
    task
    project
    ticket
  }
  profileImage
  customFields
  createdAt
  lastLoginAt
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<SearchContactsQuery, SearchContactsQueryVariables>;
export const GroupMembershipDocument = new TypedDocumentString(`
    query GroupMembership($groupId: ID!, $userId: ID, $anonymousId: ID) {
  groupMembership(groupId: $groupId, userId: $userId, anonymousId: $anonymousId) {
    ...GroupMembershipFields
  }
}
    fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}`) as unknown as TypedDocumentString<GroupMembershipQuery, GroupMembershipQueryVariables>;
export const GroupMembershipsDocument = new TypedDocumentString(`
    query GroupMemberships($groupId: ID, $userId: ID, $anonymousId: ID, $first: Int, $after: String) {
  groupMemberships(
    groupId: $groupId
    userId: $userId
    anonymousId: $anonymousId
    first: $first
    after: $after
  ) {
    nodes {
      ...GroupMembershipFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment GroupMembershipFields on GroupMembership {
  id
  groupId
  userId
  anonymousId
  status
  source
  traits
  joinedAt
  observedAt
}
fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}`) as unknown as TypedDocumentString<GroupMembershipsQuery, GroupMembershipsQueryVariables>;
export const TimelineDocument = new TypedDocumentString(`
    query Timeline($by: PersonKeyInput!, $first: Int, $after: String) {
  person(by: $by) {
    timeline(first: $first, after: $after) {
      nodes {
        id
        kind
        at
        actor
        record {
          vendor
          recordId
        }
        rule
        otherPersonId
        groupIds
        write {
          ...WriteFields
        }
      }
      pageInfo {
        ...PageInfoFields
      }
    }
  }
}
    fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<TimelineQuery, TimelineQueryVariables>;
export const ExportPersonDocument = new TypedDocumentString(`
    query ExportPerson($by: PersonKeyInput!) {
  exportPerson(by: $by)
}
    `) as unknown as TypedDocumentString<ExportPersonQuery, ExportPersonQueryVariables>;
export const SourcesDocument = new TypedDocumentString(`
    query Sources {
  sources {
    ...SourceFields
  }
}
    fragment SourceFields on Source {
  vendor
  configured
  state
  latency
  budget {
    limit
    remaining
    resetAt
  }
  retryAt
  lastError {
    code
    at
  }
}`) as unknown as TypedDocumentString<SourcesQuery, SourcesQueryVariables>;
export const WriteDocument = new TypedDocumentString(`
    query Write($id: ID!) {
  write(id: $id) {
    ...WriteFields
  }
}
    fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<WriteQuery, WriteQueryVariables>;
export const WritesDocument = new TypedDocumentString(`
    query Writes($filter: WriteFilterInput, $first: Int, $after: String) {
  writes(filter: $filter, first: $first, after: $after) {
    nodes {
      ...WriteFields
    }
    pageInfo {
      ...PageInfoFields
    }
  }
}
    fragment PageInfoFields on PageInfo {
  hasNextPage
  endCursor
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}`) as unknown as TypedDocumentString<WritesQuery, WritesQueryVariables>;
export const UpsertDocument = new TypedDocumentString(`
    query Upsert($id: ID!) {
  upsert(id: $id) {
    ...UpsertFields
  }
}
    fragment OperationErrorFields on OperationError {
  code
  message
  fields
  vendor
  retryable
  retryAfter
  requestId
}
fragment WriteFields on Write {
  id
  kind
  vendor
  state
  attempts
  createdAt
  lastAttemptAt
  nextAttemptAt
  endedAt
  lastError {
    code
    message
    at
  }
}
fragment UpsertFields on Upsert {
  id
  state
  createdAt
  endedAt
  outcomes {
    vendor
    recordId
    groupId
    state
    notHeld
    error {
      ...OperationErrorFields
    }
    write {
      ...WriteFields
    }
  }
}`) as unknown as TypedDocumentString<UpsertQuery, UpsertQueryVariables>;
export const ErasureDocument = new TypedDocumentString(`
    query Erasure($id: ID!) {
  erasure(id: $id) {
    ...ErasureFields
  }
}
    fragment ErasureFields on Erasure {
  id
  personId
  requestedBy
  state
  createdAt
  nextAttemptAt
  endedAt
  receipts {
    vendor
    recordId
    outcome
    at
    error {
      code
      message
      at
    }
  }
}`) as unknown as TypedDocumentString<ErasureQuery, ErasureQueryVariables>;
