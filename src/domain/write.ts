import { registerEnumType } from 'type-graphql';
import type { MembershipCall } from './group-membership.js';
import type { Identifier, RecordKey } from './identity.js';
import type { Vendor } from './vendor.js';

/** How far a write has got. */
export enum WriteState {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  REJECTED = 'REJECTED',
  DEAD = 'DEAD',
}

registerEnumType(WriteState, {
  name: 'WriteState',
  description: 'How far a write has got.',
  valuesConfig: {
    PENDING: { description: 'It is stored here, and is being delivered or will be.' },
    DELIVERED: {
      description: 'The vendor has it. Of several items, at least one was delivered and none is left over.',
    },
    REJECTED: { description: 'The vendor said no. That is final; `lastError` says why.' },
    DEAD: {
      description:
        'It was given up: it became too old, it was cancelled, or its caller waited and was told of the failure. `lastError` says which. An attempt may have taken effect all the same.',
    },
  },
});

/** Whether a caller waits for the outcome of a write. */
export enum WriteDelivery {
  SYNC = 'SYNC',
  ASYNC = 'ASYNC',
}

registerEnumType(WriteDelivery, {
  name: 'WriteDelivery',
  description: 'Whether a mutation waits for the outcome of its write.',
  valuesConfig: {
    SYNC: {
      description:
        'Wait for the outcome as long as the time for the operation lasts; after that the answer is `PENDING` and the delivery goes on.',
    },
    ASYNC: { description: 'Answer `PENDING` as soon as the write is stored, and deliver it afterwards.' },
  },
});

/** Which mutation a write is of. */
export enum WriteKind {
  SET_PROFILE = 'SET_PROFILE',
  SET_PROFILES = 'SET_PROFILES',
  CREATE_USER = 'CREATE_USER',
  UPDATE_USER = 'UPDATE_USER',
  UPDATE_USERS = 'UPDATE_USERS',
  DELETE_USER = 'DELETE_USER',
  CREATE_CONTACT = 'CREATE_CONTACT',
  UPDATE_CONTACT = 'UPDATE_CONTACT',
  UPDATE_CONTACTS = 'UPDATE_CONTACTS',
  DELETE_CONTACT = 'DELETE_CONTACT',
  ADD_TO_GROUP = 'ADD_TO_GROUP',
  ADD_TO_GROUPS = 'ADD_TO_GROUPS',
  IDENTIFY = 'IDENTIFY',
  TRACK = 'TRACK',
  PAGE = 'PAGE',
}

registerEnumType(WriteKind, {
  name: 'WriteKind',
  description: 'Which mutation a write is of.',
  valuesConfig: {
    SET_PROFILE: { description: '`setProfile`.' },
    SET_PROFILES: { description: '`setProfiles`.' },
    CREATE_USER: { description: '`createUser`.' },
    UPDATE_USER: { description: '`updateUser`.' },
    UPDATE_USERS: { description: '`updateUsers`.' },
    DELETE_USER: { description: '`deleteUser`.' },
    CREATE_CONTACT: { description: '`createContact`.' },
    UPDATE_CONTACT: { description: '`updateContact`.' },
    UPDATE_CONTACTS: { description: '`updateContacts`.' },
    DELETE_CONTACT: { description: '`deleteContact`.' },
    ADD_TO_GROUP: { description: '`addToGroup`.' },
    ADD_TO_GROUPS: { description: '`addToGroups`.' },
    IDENTIFY: { description: '`identify`.' },
    TRACK: { description: '`track`.' },
    PAGE: { description: '`page`.' },
  },
});

/** A failure as it is stored: all that a caller is told of it, and nothing else. */
export interface WriteProblem {
  /** One of the public error codes. */
  readonly code: string;
  readonly message: string;
  readonly at: Date;
  readonly vendor?: Vendor;
  readonly retryable: boolean;
  /** Seconds. */
  readonly retryAfter?: number;
  readonly fields?: readonly string[];
}

/** A write to a vendor, from its commit here to its end. */
export interface Write {
  readonly id: string;
  readonly kind: WriteKind;
  readonly vendor: Vendor;
  readonly state: WriteState;
  /** How often its delivery was begun. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly lastAttemptAt: Date | null;
  /** Null where it has ended. */
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
  readonly lastError: WriteProblem | null;
}

/** What became of one item of a write. */
export type ItemOutcome = { readonly value: unknown } | { readonly problem: WriteProblem };

/** A write with what it holds. */
export interface WriteRecord {
  readonly write: Write;
  /** Until when it is tried. */
  readonly expiresAt: Date;
  /** Undefined where it cannot be decrypted any more. */
  readonly content: WriteContent | undefined;
}

export interface WriteContent {
  /** Tells whether a repeat of its key asks for the same. */
  readonly fingerprint: string;
  /** One for a single mutation; null once they have been erased. */
  readonly items: readonly unknown[] | null;
  /** By item; null where it has not ended. */
  readonly outcomes: readonly (ItemOutcome | null)[];
}

/** Whom an item of a write is about: a record, or what a record that it makes will be known by. */
export interface WriteSubject {
  /** The place of the item in the write. */
  readonly place: number;
  readonly of: RecordKey | Identifier;
}

/** What a write is going to change. */
export interface WriteTargets {
  /** What it writes to: writes to one record are delivered in the order of their commit. */
  readonly records: readonly string[];
  /** By item, the membership that it will make: it is shown as pending until the item has ended. Null where it has, or where it makes none. */
  readonly memberships: readonly (MembershipCall | null)[];
}

/** A write that is about to be made. */
export interface WriteIntent extends WriteTargets {
  readonly id: string;
  readonly kind: WriteKind;
  readonly vendor: Vendor;
  readonly subjects: readonly WriteSubject[];
  /** The name of the caller's API key. */
  readonly caller: string;
  readonly items: readonly unknown[];
  readonly fingerprint: string;
  readonly idempotencyKey: string | undefined;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** Until when the key is remembered. */
  readonly keyExpiresAt: Date;
}

/** What became of a commit. `claimed`: the lease is the caller's. `known`: another write has the key, and this is it. */
export type Commit = { readonly outcome: 'claimed' | 'queued' | 'known'; readonly record: WriteRecord };

/** The right to deliver a write, for a while. */
export interface Lease {
  readonly owner: string;
  readonly now: Date;
  readonly until: Date;
}

/** How a delivery left a write. */
export interface Settlement {
  readonly state: WriteState;
  /** Undefined where those that are stored stay. */
  readonly outcomes: readonly (ItemOutcome | null)[] | undefined;
  /** Whom it has turned out to be about, beside what was known at its commit. */
  readonly subjects: readonly WriteSubject[];
  readonly lastError: WriteProblem | null;
  readonly at: Date;
  /** Null where it has ended. */
  readonly nextAttemptAt: Date | null;
  /** Whether the items stay stored, so that it can be tried again. */
  readonly keepsItems: boolean;
  /** Whether its items make memberships, which are shown as pending until they have ended. */
  readonly makesMemberships?: boolean;
}

export interface WriteFilter {
  readonly state?: WriteState;
  readonly vendor?: Vendor;
  readonly kind?: WriteKind;
}

/** A place in the list of writes, which begins with the newest. */
export interface WritePosition {
  readonly sequence: number;
  readonly id: string;
}

export interface WritePage {
  readonly items: readonly { readonly write: Write; readonly position: WritePosition }[];
  readonly hasNextPage: boolean;
}

/** The port of the store for writes. Everything rejects with STORE_UNAVAILABLE where the store fails. */
export interface WriteJournal {
  /** Commits an intent, unless its key is taken. With a lease it is claimed at once, where no earlier write to a record of it is pending. */
  commit(intent: WriteIntent, lease: Lease | undefined): Promise<Commit>;
  /** Takes over what is due, the oldest first, and of each record the first pending write only. */
  claimDue(vendor: Vendor, limit: number, lease: Lease): Promise<WriteRecord[]>;
  /** Ends an attempt. @returns null where the lease was lost to somebody else in the meantime: nothing is changed then. */
  settle(id: string, attempts: number, owner: string, settlement: Settlement): Promise<Write | null>;
  find(id: string): Promise<WriteRecord | null>;
  page(filter: WriteFilter, first: number, after: WritePosition | undefined): Promise<WritePage>;
  /** Makes a pending write due, and a dead one pending again. @returns null where it is being delivered, or has ended otherwise. */
  retry(id: string, targets: WriteTargets, now: Date, expiresAt: Date): Promise<Write | null>;
  /** Ends a pending write that nobody is delivering. @returns null where there is none such. */
  cancel(id: string, problem: WriteProblem): Promise<Write | null>;
  /** Deletes what ended before. @returns how many. */
  deleteEnded(before: Date): Promise<number>;
}
