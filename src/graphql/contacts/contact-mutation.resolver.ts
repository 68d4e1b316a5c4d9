import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Contact } from '../../domain/contact.js';
import { ContactWarning, type ContactWrite, type ContactWriteOutcome } from '../../services/contact-updates.js';
import { runBulk } from '../bulk.js';
import { bulkComplexity } from '../bulk-result.js';
import type { GraphContext } from '../context.js';
import { lowerCased } from '../normalization.js';
import { sent } from '../validation.js';
import { CreateContactInput, DeleteContactInput, UpdateContactInput, UpdateContactsInput } from './contact.input.js';
import {
  CreateContactPayload,
  DeleteContactPayload,
  UpdateContactPayload,
  UpdateContactsPayload,
} from './contact.payload.js';

@Resolver()
export class ContactMutationResolver {
  @Mutation(() => CreateContactPayload, {
    nullable: true,
    description: 'Creates a contact of a customer in Perfex. It is active and `LTR` unless told otherwise.',
  })
  async createContact(
    @Arg('input', () => CreateContactInput, { description: 'The contact to create.' }) input: CreateContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<ContactWriteOutcome> {
    const { contactId, permissionsNoted } = await services.contacts.create(lowerCased(sent(input)), request);
    return { contactId, warnings: permissionsNoted ? [] : [ContactWarning.PERMISSIONS_NOT_NOTED] };
  }

  @Mutation(() => UpdateContactPayload, {
    nullable: true,
    description:
      "Changes a contact in Perfex: what was sent, and nothing else, although Perfex's own update clears what it is not sent.",
  })
  updateContact(
    @Arg('input', () => UpdateContactInput, { description: 'What to change.' }) input: UpdateContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<ContactWriteOutcome> {
    return services.contacts.update(toWrite(input), request);
  }

  @Mutation(() => UpdateContactsPayload, {
    nullable: true,
    description:
      'Changes up to 100 contacts in Perfex. Each has its own outcome; one that fails does not stop the others.',
    complexity: bulkComplexity('contacts'),
  })
  async updateContacts(
    @Arg('input', () => UpdateContactsInput, { description: 'What to change.' }) input: UpdateContactsInput,
    @Ctx() context: GraphContext,
  ): Promise<UpdateContactsPayload> {
    const { services, request } = context;
    const results = await runBulk(
      input.contacts,
      context,
      (items) => services.contacts.updateMany(items.map(toWrite), request),
      (outcome): UpdateContactPayload => outcome,
    );
    return { results };
  }

  @Mutation(() => DeleteContactPayload, { nullable: true, description: 'Deletes a contact in Perfex.' })
  async deleteContact(
    @Arg('input', () => DeleteContactInput, { description: 'The contact to delete.' }) { id }: DeleteContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<DeleteContactPayload> {
    await services.contacts.delete(id, request);
    return { contactId: id };
  }
}

const readBack =
  'The contact as it is now, read back from Perfex. Null, with an error, where it could not be read; it is written all the same.';

@Resolver(() => CreateContactPayload)
export class CreateContactPayloadResolver {
  @FieldResolver(() => Contact, { nullable: true, description: readBack })
  contact(@Root() { contactId }: CreateContactPayload, @Ctx() { request }: GraphContext): Promise<Contact | null> {
    return request.loaders.contacts.load(contactId);
  }
}

@Resolver(() => UpdateContactPayload)
export class UpdateContactPayloadResolver {
  @FieldResolver(() => Contact, { nullable: true, description: readBack })
  contact(@Root() { contactId }: UpdateContactPayload, @Ctx() { request }: GraphContext): Promise<Contact | null> {
    return request.loaders.contacts.load(contactId);
  }
}

function toWrite(input: UpdateContactInput): ContactWrite {
  const { id, customerId, ...change } = lowerCased(sent(input));
  return { id, customerId, change };
}
