import type { Identifier, RecordKey } from '../../domain/identity.js';
import type { MembershipCall } from '../../domain/group-membership.js';
import type { CallScope } from '../../domain/scope.js';
import type { Vendor } from '../../domain/vendor.js';

/** One item of a write on its way to the vendor. */
export interface DeliveredItem<Input> {
  /** The same for each attempt at this item, and for nothing else: for vendors that know a repeat by it. */
  readonly id: string;
  readonly input: Input;
  /** An earlier attempt was begun: it may have taken effect although nobody heard of it. */
  readonly isRepeat: boolean;
}

/** What has to be known of a kind of writes to deliver one from what is stored, also after a restart. */
export interface WriteDefinition<Input, Outcome> {
  readonly vendor: Vendor;
  /** Settles what an attempt must not make anew, such as a time. @param id that of the item. */
  readonly fix?: (input: Input, id: string) => Input;
  /** Names the record that an item writes to: writes to one record are delivered in the order of their commit. */
  readonly record: (input: Input) => string;
  /** Whom an item is about: the record that it writes to, or what a record that it makes will be known by. */
  readonly about: (input: Input) => readonly (RecordKey | Identifier)[];
  /** The records that an item has made. */
  readonly made?: (outcome: Outcome) => readonly RecordKey[];
  /** The membership that an item will make, which is shown as pending until then. */
  readonly membership?: (input: Input) => MembershipCall;
  /** Whether an item holds something that must not stay stored once the write has ended. */
  readonly holdsSecret?: (input: Input) => boolean;
  /** @returns what became of each item, in their order. A repeat must do no more than the first attempt would have. */
  readonly deliver: (items: readonly DeliveredItem<Input>[], scope: CallScope) => Promise<readonly (Outcome | Error)[]>;
}
