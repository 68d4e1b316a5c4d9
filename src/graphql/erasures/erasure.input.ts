import { ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { WriteDelivery } from '../../domain/write.js';
import { PersonKeyInput } from '../people/person.input.js';
import { DurableInput } from '../writes/write.input.js';

@InputType({ description: 'The person to erase.' })
export class ErasePersonInput extends DurableInput {
  @Field(() => PersonKeyInput, {
    description: 'By what the person is found. Look at `person` first: this cannot be undone.',
  })
  @ValidateNested()
  by!: PersonKeyInput;
}

@InputType({ description: 'The erasure to try again.' })
export class ResumeErasureInput {
  @Field(() => ID, { description: 'The id of the erasure.' })
  id!: string;

  @Field(() => WriteDelivery, {
    nullable: true,
    description: 'Whether to wait for what comes of it. `SYNC` where it is left out.',
  })
  delivery?: WriteDelivery;
}
