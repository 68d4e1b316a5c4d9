import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Vendor } from '../../domain/vendor.js';
import type { Write, WriteProblem } from '../../domain/write.js';
import { ErrorCode, InputError } from '../../errors.js';
import type { Person } from '../../services/people/person.js';
import type { Upsert, UpsertInput, UpsertOutcome } from '../../services/upserts/upsert.js';
import type { GraphContext } from '../context.js';
import { lowerCased } from '../normalization.js';
import { OperationError, toOperationError } from '../operation-error.js';
import { toKey } from '../people/person.resolver.js';
import { PersonType } from '../people/person.type.js';
import { each, type FieldUse, VendorCalls } from '../vendor-calls.js';
import { optionsOf, sentFields } from '../writes/write.input.js';
import { WriteType } from '../writes/write.type.js';
import { ResumeUpsertInput, UpsertPersonInput } from './upsert.input.js';
import { ResumeUpsertPayload, UpsertPersonPayload } from './upsert.payload.js';
import type { UpsertPlan } from './upsert-plan.type.js';
import { UpsertOutcomeType, UpsertType } from './upsert.type.js';

const groups = ({ args }: FieldUse): number => {
  const { joinGroups } = (args['input'] ?? {}) as { joinGroups?: readonly unknown[] | null };
  return joinGroups?.length ?? 0;
};

/** Reads and writes of a person who has one record at each vendor; Perfex is searched, and read again for each change. */
const callsOf = (persio: (use: FieldUse) => number): MethodDecorator =>
  VendorCalls(
    { vendor: Vendor.NUMI, calls: (use) => 2 * each(use) },
    { vendor: Vendor.CHATWOOT, calls: (use) => 2 * each(use) },
    { vendor: Vendor.PERFEX, calls: (use) => 4 * each(use) },
    { vendor: Vendor.PERSIO, calls: persio },
  );

@Resolver(() => UpsertType)
export class UpsertResolver {
  @Query(() => UpsertType, {
    nullable: true,
    description: 'An upsert by its id. Null where there is none, or where it has been deleted since.',
  })
  upsert(
    @Arg('id', () => ID, { description: 'The id of the upsert.' }) id: string,
    @Ctx() { services }: GraphContext,
  ): Promise<Upsert | null> {
    return services.upserts.find(id);
  }

  @callsOf((use) => 1 + groups(use))
  @Mutation(() => UpsertPersonPayload, {
    nullable: true,
    description:
      'Writes what is known of a person to all vendors that hold them, or to those named. What a vendor holds already is not written again. One that fails takes nothing from the others: `resumeUpsert` tries it again.',
  })
  async upsertPerson(
    @Arg('input', () => UpsertPersonInput, { description: 'Who, and what to write.' }) input: UpsertPersonInput,
    @Ctx() { services, request, logger }: GraphContext,
  ): Promise<UpsertPersonPayload> {
    const asked = toUpsert(input);
    if (!input.dryRun) return { upsert: await services.upserts.begin(asked, optionsOf(input), request), plan: null };
    const planned = await services.upserts.rehearse(asked, request);
    const plan = planned.map(({ error, ...rest }): UpsertPlan => ({
      ...rest,
      error: error && toOperationError(error, request.requestId, logger),
    }));
    return { upsert: null, plan };
  }

  // Up to as many groups as an upsert may have.
  @callsOf(() => 21)
  @Mutation(() => ResumeUpsertPayload, {
    nullable: true,
    description:
      'Writes again what has failed of an upsert, and nothing else, and goes on until it is written or too old.',
  })
  async resumeUpsert(
    @Arg('input', () => ResumeUpsertInput, { description: 'Which upsert.' }) { id, delivery }: ResumeUpsertInput,
    @Ctx() { services, request }: GraphContext,
  ): Promise<ResumeUpsertPayload> {
    return { upsert: await services.upserts.resume(id, delivery ?? undefined, request) };
  }

  @VendorCalls(
    { vendor: Vendor.NUMI, calls: each },
    { vendor: Vendor.CHATWOOT, calls: each },
    { vendor: Vendor.PERFEX, calls: each },
  )
  @FieldResolver(() => PersonType, { nullable: true, description: 'The person. Null while nobody is known.' })
  person(@Root() { personId }: Upsert, @Ctx() { services, request }: GraphContext): Promise<Person | null> {
    return personId === null ? Promise.resolve(null) : services.people.find({ id: personId }, request);
  }
}

@Resolver(() => UpsertOutcomeType)
export class UpsertOutcomeResolver {
  @FieldResolver(() => WriteType, {
    nullable: true,
    description: 'The write that was made. Null where none was, and where it has been deleted since.',
  })
  write(@Root() { writeId }: UpsertOutcome, @Ctx() { services }: GraphContext): Promise<Write | null> {
    return writeId === null ? Promise.resolve(null) : services.writes.find(writeId);
  }

  @FieldResolver(() => OperationError, {
    nullable: true,
    description: 'Why it failed, or its last attempt. Null where nothing did.',
  })
  error(@Root() { error }: UpsertOutcome): OperationError | null {
    return error && storedError(error);
  }
}

function toUpsert(input: UpsertPersonInput): UpsertInput {
  const { by, vendors, customerId, joinGroups = [], dryRun: _, ...change } = lowerCased(sentFields(input));
  if (Object.keys(change).length + joinGroups.length === 0)
    throw new InputError('Send at least one field to write beside by, or a group to join.');
  return { by: toKey(by), change, vendors, customerId, joinGroups };
}

const storedError = ({ code, message, vendor, retryable, retryAfter, fields }: WriteProblem): OperationError => ({
  code: code as ErrorCode,
  message,
  vendor: vendor ?? null,
  retryable,
  retryAfter: retryAfter ?? null,
  fields: fields ?? [],
  requestId: null,
});
