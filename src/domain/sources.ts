import type { Contact, ContactDraft, ContactUpdate } from './contact.js';
import type { EventReceipt, GroupCall, IdentifyCall, PageCall, TrackCall } from './group-event.js';
import type { Profile, ProfileChange } from './profile.js';
import type { CallScope } from './scope.js';
import type { AccountUser, CreatedUser, LoginLink, User, UserChange, UserDraft } from './user.js';

/**
 * The ports that the vendors fill. A read of many keys answers in the order of the keys:
 * the record, null where the vendor has none, or the error of that key alone. Every other
 * failure rejects with one of the coded errors.
 */
export type Answer<Value> = Value | null | Error;

/** A stretch of a list, counted from its start. */
export interface Window {
  readonly offset: number;
  /** 1 to 100. */
  readonly first: number;
}

export interface Slice<Value> {
  readonly items: readonly Value[];
  readonly hasNextPage: boolean;
  /** The length of the whole list, or null where the vendor does not tell. */
  readonly totalCount: number | null;
}

export interface ProfileSource {
  /** @param phoneNumbers E.164, distinct. */
  readProfiles(phoneNumbers: readonly string[], scope: CallScope): Promise<Answer<Profile>[]>;
  setProfile(change: ProfileChange, scope: CallScope): Promise<void>;
}

export interface UserSource {
  /** @param ids distinct. */
  readUsers(ids: readonly string[], scope: CallScope): Promise<Answer<User>[]>;
  /** All memberships of an account; null where there is no such account. */
  readAccountUsers(accountId: string, scope: CallScope): Promise<AccountUser[] | null>;
  /** @param creationId by which a repeat knows the user that an earlier attempt has made; a new one where undefined. */
  createUser(draft: UserDraft, scope: CallScope, creationId?: string): Promise<CreatedUser>;
  updateUser(id: string, change: UserChange, scope: CallScope): Promise<User>;
  deleteUser(id: string, scope: CallScope): Promise<void>;
  createLoginLink(id: string, scope: CallScope): Promise<LoginLink>;
}

export interface RecentContactsFilter {
  readonly createdAfter?: Date;
  readonly createdBefore?: Date;
}

/** Contacts that the vendor takes in one call; what bounds the calls and what gathers keys for them count by it. */
export const contactsPerCall = 50;

export interface ContactSource {
  /** @param ids distinct. */
  readContacts(ids: readonly string[], scope: CallScope): Promise<Answer<Contact>[]>;
  /** The active contacts of a customer, the primary one first. */
  readCustomerContacts(customerId: string, window: Window, scope: CallScope): Promise<Slice<Contact>>;
  searchContacts(term: string, window: Window, scope: CallScope): Promise<Slice<Contact>>;
  /**
   * Those with exactly this e-mail address; an empty list where there are none.
   * @param emails in lower case, distinct.
   */
  findContactsByEmail(emails: readonly string[], scope: CallScope): Promise<Answer<Contact[]>[]>;
  /** Newest first, inactive ones too. */
  readRecentContacts(filter: RecentContactsFilter, window: Window, scope: CallScope): Promise<Slice<Contact>>;
  /**
   * @param creationId with which a repeat creates nothing new; a new one where undefined.
   * @returns the id of the new contact.
   */
  createContact(draft: ContactDraft, scope: CallScope, creationId?: string): Promise<string>;
  updateContact(update: ContactUpdate, scope: CallScope): Promise<void>;
  /** @param updates of distinct contacts. @returns null, or the error of that update alone, in the order given. */
  updateContacts(updates: readonly ContactUpdate[], scope: CallScope): Promise<(null | Error)[]>;
  deleteContact(id: string, scope: CallScope): Promise<void>;
}

export interface EventSource {
  group(call: GroupCall, scope: CallScope): Promise<EventReceipt>;
  /** @returns the receipt, or the error of that call alone, in the order given. */
  groupMany(calls: readonly GroupCall[], scope: CallScope): Promise<(EventReceipt | Error)[]>;
  identify(call: IdentifyCall, scope: CallScope): Promise<EventReceipt>;
  track(call: TrackCall, scope: CallScope): Promise<EventReceipt>;
  page(call: PageCall, scope: CallScope): Promise<EventReceipt>;
}

/** One source for each vendor. */
export interface Sources {
  readonly profiles: ProfileSource;
  readonly users: UserSource;
  readonly contacts: ContactSource;
  readonly events: EventSource;
}
