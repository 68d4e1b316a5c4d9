import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ContactWarning } from '../../services/contact-updates.js';
import type { BulkResult } from '../bulk.js';
import { bulkResultOf } from '../bulk-result.js';
import { DurableBulkPayload, DurablePayload } from '../writes/durable-payload.js';

registerEnumType(ContactWarning, {
  name: 'ContactWarning',
  description: 'Something that happened beside what was asked for.',
  valuesConfig: {
    PERMISSIONS_CLEARED: {
      description:
        'Perfex has removed all portal permissions of the contact: it does so with every update that does not send them, and this service never wrote any that it could send again. Send `permissions` to set them.',
    },
    PERMISSIONS_NOT_NOTED: {
      description:
        'The permissions were written, but could not be noted here: a later update that does not send them cannot keep them.',
    },
  },
});

@ObjectType({ description: 'What became of a contact that was to be created.' })
export class CreateContactPayload extends DurablePayload {
  @Field(() => ID, {
    nullable: true,
    description: "Perfex's id of the new contact. Null while the write is pending.",
  })
  contactId!: string | null;

  @Field(() => [ContactWarning], { description: 'What happened beside what was asked for. Empty most of the time.' })
  warnings!: readonly ContactWarning[];
}

@ObjectType({ description: 'What became of a contact that was changed.' })
export class UpdateContactPayload extends DurablePayload {
  @Field(() => ID, { description: "Perfex's id of the contact." })
  contactId!: string;

  @Field(() => [ContactWarning], { description: 'What happened beside what was asked for. Empty most of the time.' })
  warnings!: readonly ContactWarning[];
}

export const UpdateContactResult = bulkResultOf(UpdateContactPayload, 'UpdateContactResult');

@ObjectType({ description: 'What became of several contacts that were changed.' })
export class UpdateContactsPayload extends DurableBulkPayload {
  @Field(() => [UpdateContactResult], { description: 'One result for each contact, in the order sent.' })
  results!: BulkResult<UpdateContactPayload>[];
}

@ObjectType({ description: 'What became of a contact that was deleted.' })
export class DeleteContactPayload extends DurablePayload {
  @Field(() => ID, { description: 'The id that the contact had.' })
  contactId!: string;
}
