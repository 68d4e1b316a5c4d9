import type { ContactDraft } from '../../domain/contact.js';
import type { GroupCall, IdentifyCall } from '../../domain/group-event.js';
import type { ProfileChange } from '../../domain/profile.js';
import type { UserDraft } from '../../domain/user.js';
import type { Vendor } from '../../domain/vendor.js';
import type { WriteKind, WriteProblem } from '../../domain/write.js';
import type { ContactWrite } from '../contact-updates.js';
import type { PersonKey } from '../people/person-key.js';
import type { UserUpdate } from '../users.js';

/** What shall be known of a person. What is undefined stays as it is. */
export interface PersonChange {
  readonly givenName?: string;
  readonly familyName?: string;
  /** In lower case. */
  readonly email?: string;
  /** E.164. */
  readonly phoneNumber?: string;
  /** `YYYY-MM-DD`. */
  readonly dateOfBirth?: string;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

/** An upsert as a caller asks for it. */
export interface UpsertInput {
  readonly by: PersonKey;
  readonly change: PersonChange;
  /** All that hold the person where undefined. One that does not hold them gets a record. */
  readonly vendors?: readonly Vendor[];
  /** Whose contact a new one in Perfex is. */
  readonly customerId?: string;
  readonly joinGroups: readonly string[];
}

/** The one write that a record takes. */
export type UpsertWrite =
  | { readonly kind: WriteKind.SET_PROFILE; readonly input: ProfileChange }
  | { readonly kind: WriteKind.CREATE_USER; readonly input: UserDraft }
  | { readonly kind: WriteKind.UPDATE_USER; readonly input: UserUpdate }
  | { readonly kind: WriteKind.CREATE_CONTACT; readonly input: ContactDraft }
  | { readonly kind: WriteKind.UPDATE_CONTACT; readonly input: ContactWrite }
  | { readonly kind: WriteKind.IDENTIFY; readonly input: IdentifyCall }
  | { readonly kind: WriteKind.ADD_TO_GROUP; readonly input: GroupCall };

/** Something that a write would change at a vendor. */
export interface Difference {
  /** As the input names it, with a dot before the name of an entry: `metadata.plan`; `name` where the vendor keeps one name. */
  readonly attribute: string;
  /** Null where the vendor holds nothing. */
  readonly from: unknown;
  readonly to: unknown;
}

/** What an upsert comes to at one record. */
export interface RecordPlan {
  /** Null where nothing is to be changed. */
  readonly write: UpsertWrite | null;
  readonly differences: readonly Difference[];
  /** Fields of the input for which the vendor has no place. */
  readonly notHeld: readonly string[];
}

/** A record that an upsert writes to, or a group that the person joins. */
export interface UpsertTarget {
  readonly vendor: Vendor;
  /** Null while there is none. */
  readonly recordId: string | null;
  readonly groupId: string | null;
}

export enum UpsertOutcomeState {
  DELIVERED = 'DELIVERED',
  PENDING = 'PENDING',
  REJECTED = 'REJECTED',
  DEAD = 'DEAD',
  UNCHANGED = 'UNCHANGED',
  SKIPPED = 'SKIPPED',
}

/** What is stored of a record beside what is planned for it. */
export interface StepResult extends UpsertTarget {
  /** Whether the record was made by the upsert. */
  readonly isNew: boolean;
  readonly writeId: string | null;
  readonly notHeld: readonly string[];
  /** Null while it is not done. */
  readonly state: UpsertOutcomeState | null;
}

/** What became of an upsert at one record. */
export interface UpsertOutcome extends UpsertTarget {
  readonly state: UpsertOutcomeState;
  readonly writeId: string | null;
  readonly notHeld: readonly string[];
  readonly error: WriteProblem | null;
}

export enum UpsertState {
  DELIVERED = 'DELIVERED',
  PENDING = 'PENDING',
  PARTIAL = 'PARTIAL',
  FAILED = 'FAILED',
}

export interface Upsert {
  readonly id: string;
  readonly state: UpsertState;
  /** Null as long as nobody knows the person. */
  readonly personId: string | null;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
  readonly outcomes: readonly UpsertOutcome[];
}
