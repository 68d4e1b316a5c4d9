import { MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import { WriteDelivery, WriteKind, WriteState } from '../../domain/write.js';
import { InputError } from '../../errors.js';
import type { WriteOptions } from '../../services/writes/durable-write.js';
import { sent } from '../validation.js';

/** What every input of a mutation has that writes to a vendor. */
@InputType()
export class DurableInput {
  @Field(() => String, {
    nullable: true,
    description:
      'A text of your own, 1 to 200 characters, that names this write. The same key with the same input answers the first outcome and writes nothing again; with another input it is `CONFLICT`. With a key, a write that fails for a passing reason is tried again until it is delivered or too old. In an item of a bulk mutation it is refused: it belongs to the mutation.',
  })
  @MinLength(1)
  @MaxLength(200)
  idempotencyKey?: string;

  @Field(() => WriteDelivery, {
    nullable: true,
    description: 'Whether to wait for the outcome. `SYNC` where it is left out. Refused in an item of a bulk mutation.',
  })
  delivery?: WriteDelivery;
}

/** How an input wants to be written. */
export const optionsOf = ({ idempotencyKey, delivery }: DurableInput): WriteOptions => ({
  idempotencyKey: idempotencyKey ?? undefined,
  delivery: delivery ?? undefined,
});

/** What was really sent, without how it is to be written. */
export function sentFields<Input extends DurableInput>(input: Input): Omit<Input, keyof DurableInput> {
  const { idempotencyKey: _, delivery: __, ...fields } = sent(input);
  return fields;
}

/** @throws InputError where an item of a bulk mutation wants to be written in a way of its own. */
export function refuseItemOptions(item: DurableInput): void {
  const fields = (['idempotencyKey', 'delivery'] as const).filter((name) => item[name] != null);
  if (fields.length > 0)
    throw new InputError(`${fields.join(' and ')} cannot be set for an item. Set it for the mutation.`, fields);
}

@InputType({ description: 'Which writes to answer. What is left out or null does not matter.' })
export class WriteFilterInput {
  @Field(() => WriteState, { nullable: true, description: 'Only those in this state.' })
  state?: WriteState;

  @Field(() => Vendor, { nullable: true, description: 'Only those to this vendor.' })
  vendor?: Vendor;

  @Field(() => WriteKind, { nullable: true, description: 'Only those of this mutation.' })
  kind?: WriteKind;
}

@InputType({ description: 'The write to try again.' })
export class RetryWriteInput {
  @Field(() => ID, { description: 'The id of the write.' })
  id!: string;
}

@InputType({ description: 'The write to cancel.' })
export class CancelWriteInput {
  @Field(() => ID, { description: 'The id of the write.' })
  id!: string;
}
