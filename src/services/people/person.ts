import type { Contact } from '../../domain/contact.js';
import type { Link, RecordKey } from '../../domain/identity.js';
import type { Profile } from '../../domain/profile.js';
import type { Answer } from '../../domain/sources.js';
import type { User } from '../../domain/user.js';
import type { Vendor } from '../../domain/vendor.js';
import type { ErrorCode } from '../../errors.js';
import type { BestValues } from './best-values.js';

/** What can stand in a list of records: one that could not be read is its error. */
export type Read<Value> = Value | Error;

export type PersonLink = RecordKey & Omit<Link, 'key'>;

/** Why what a vendor holds is missing. */
export interface UnavailableSource {
  readonly vendor: Vendor;
  readonly code: ErrorCode;
  readonly message: string;
  readonly retryable: boolean;
  /** In seconds. */
  readonly retryAfter: number | null;
}

/** A person, and what the vendors hold of them. A part that could not be read is an error in the place of its value. */
export interface Person extends BestValues {
  readonly id: string;
  readonly createdAt: Date;
  /** The id that was asked for, where it has been merged into this person. */
  readonly redirectedFrom: string | null;
  readonly otherMatches: readonly string[];
  /** That of the phone number asked for, where it is one of them; otherwise the one that was linked first. */
  readonly profile: Answer<Profile>;
  readonly profiles: readonly Read<Profile>[] | Error;
  readonly users: readonly Read<User>[] | Error;
  readonly contacts: readonly Read<Contact>[] | Error;
  /** Why a part is missing: one error for each vendor. */
  readonly unavailable: readonly UnavailableSource[];
  readonly links: readonly PersonLink[];
  /** By which Persio knows the person. */
  readonly persioUserIds: readonly string[];
}
