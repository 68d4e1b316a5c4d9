import { Field, ObjectType } from 'type-graphql';
import type { Write } from '../../domain/write.js';
import { WriteType } from './write.type.js';

/** What every payload of a mutation has that writes to a vendor. */
@ObjectType()
export abstract class DurablePayload {
  @Field(() => WriteType, {
    description: 'The write. While it is `PENDING`, what only the vendor could say is null.',
  })
  write!: Write;
}

/** The same for a bulk mutation. */
@ObjectType()
export abstract class DurableBulkPayload {
  @Field(() => WriteType, {
    nullable: true,
    description: 'The one write of all items that passed their checks. Null where none did.',
  })
  write!: Write | null;
}
