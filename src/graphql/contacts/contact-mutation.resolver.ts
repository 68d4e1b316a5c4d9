import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Contact } from '../../domain/contact.js';
import { ContactWarning, type ContactWrite } from '../../services/contact-updates.js';
import { runBulk } from '../bulk.js';
import { bulkComplexity } from '../bulk-result.js';
import type { GraphContext } from '../context.js';
import { lowerCased } from '../normalization.js';
import { WriteState } from '../../domain/write.js';
import { optionsOf, sentFields } from '../writes/write.input.js';
import { CreateContactInput, DeleteContactInput, UpdateContactInput, UpdateContactsInput } from './contact.input.js';
import {
  CreateContactPayload,
  DeleteContactPayload,
  UpdateContactPayload,
  UpdateContactsPayload,
} from './contact.payload.js';
import { Vendor } from '../../domain/vendor.js';
import { each, eachInBatches, inBatches, items, VendorCalls } from '../vendor-calls.js';

@Resolver()
export class ContactMutationResolver {
  @VendorCalls({ vendor: Vendor.PERFEX, calls: each })
  @Mutation(() => CreateContactPayload, {
    nullable: true,
    description: 'Creates a contact of a customer in Perfex. It is active and `LTR` unless told otherwise.',
  })
  async createContact(
    @Arg('input', () => CreateContactInput, { description: 'The contact to create.' }) input: CreateContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<CreateContactPayload> {
    const { write, outcome } = await services.contacts.create(lowerCased(sentFields(input)), optionsOf(input), request);
    const warnings = outcome?.permissionsNoted === false ? [ContactWarning.PERMISSIONS_NOT_NOTED] : [];
    return { write, contactId: outcome?.contactId ?? null, warnings };
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: ({ places }) => 2 * places })
  @Mutation(() => UpdateContactPayload, {
    nullable: true,
    description:
      "Changes a contact in Perfex: what was sent, and nothing else, although Perfex's own update clears what it is not sent.",
  })
  async updateContact(
    @Arg('input', () => UpdateContactInput, { description: 'What to change.' }) input: UpdateContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<UpdateContactPayload> {
    const { write, outcome } = await services.contacts.update(toWrite(input), optionsOf(input), request);
    return { write, contactId: input.id, warnings: outcome?.warnings ?? [] };
  }

  @VendorCalls({
    vendor: Vendor.PERFEX,
    calls: ({ args }) => updateCalls((args as { input: UpdateContactsInput }).input.contacts),
    records: items('contacts'),
  })
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
    return runBulk(
      input.contacts,
      context,
      (items) => services.contacts.updateMany(items.map(toWrite), optionsOf(input), request),
      ({ write, outcome }, { id }): UpdateContactPayload => ({
        write,
        contactId: id,
        warnings: outcome?.warnings ?? [],
      }),
    );
  }

  @VendorCalls({ vendor: Vendor.PERFEX, calls: each })
  @Mutation(() => DeleteContactPayload, { nullable: true, description: 'Deletes a contact in Perfex.' })
  async deleteContact(
    @Arg('input', () => DeleteContactInput, { description: 'The contact to delete.' }) input: DeleteContactInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<DeleteContactPayload> {
    const { write } = await services.contacts.delete(input.id, optionsOf(input), request);
    return { write, contactId: input.id };
  }
}

const readBack =
  'The contact as it is now, read back from Perfex. Null while the write is pending. Null, with an error, where it could not be read; it is written all the same.';

@Resolver(() => CreateContactPayload)
export class CreateContactPayloadResolver {
  @VendorCalls({ vendor: Vendor.PERFEX, calls: eachInBatches })
  @FieldResolver(() => Contact, { nullable: true, description: readBack })
  contact(
    @Root() { contactId }: CreateContactPayload,
    @Ctx() { request }: GraphContext,
  ): Promise<Contact | null> | null {
    return contactId === null ? null : request.loaders.contacts.load(contactId);
  }
}

@Resolver(() => UpdateContactPayload)
export class UpdateContactPayloadResolver {
  @VendorCalls({ vendor: Vendor.PERFEX, calls: eachInBatches })
  @FieldResolver(() => Contact, { nullable: true, description: readBack })
  contact(
    @Root() { contactId, write }: UpdateContactPayload,
    @Ctx() { request }: GraphContext,
  ): Promise<Contact | null> | null {
    return write.state === WriteState.PENDING ? null : request.loaders.contacts.load(contactId);
  }
}

/**
 * Each contact is read, and then written. A second update of one contact goes in a round of its own, and what makes
 * a contact the primary one may go apart from the others.
 */
function updateCalls(updates: readonly UpdateContactInput[]): number {
  const sameBefore = new Map<string, number>();
  const rounds: { primary: number; others: number }[] = [];
  for (const { id, isPrimary } of updates) {
    const number = sameBefore.get(id) ?? 0;
    sameBefore.set(id, number + 1);
    const round = (rounds[number] ??= { primary: 0, others: 0 });
    round[isPrimary === true ? 'primary' : 'others'] += 1;
  }
  return rounds.reduce(
    (sum, { primary, others }) => sum + inBatches(primary + others) + inBatches(primary) + inBatches(others),
    0,
  );
}

function toWrite(input: UpdateContactInput): ContactWrite {
  const { id, customerId, ...change } = lowerCased(sentFields(input));
  return { id, customerId, change };
}
