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
  /** Whether an item holds something that must not stay stored once the write has ended. */
  readonly holdsSecret?: (input: Input) => boolean;
  /** @returns what became of each item, in their order. A repeat must do no more than the first attempt would have. */
  readonly deliver: (items: readonly DeliveredItem<Input>[], scope: CallScope) => Promise<readonly (Outcome | Error)[]>;
}
