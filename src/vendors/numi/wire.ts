import { z } from 'zod';
import { Vendor } from '../../domain/vendor.js';
import { badResponse } from '../../errors.js';

/**
 * Numi's own names. Its contract is not public: these are assumed, and this file is the one place
 * to correct when the real ones are known. Paths and the header of the key are settings.
 */
export const names = {
  exists: 'exists',
  profile: 'profile',
  phoneNumber: 'phone_number',
  firstName: 'first_name',
  lastName: 'last_name',
  email: 'email',
  dateOfBirth: 'date_of_birth',
  metadata: 'metadata',
} as const;

/** An empty text says the same as no text. */
const text = z
  .string()
  .nullish()
  .transform((value) => value || null);

const profileSchema = z.object({
  [names.phoneNumber]: z.string().min(1),
  [names.firstName]: text,
  [names.lastName]: text,
  [names.email]: text,
  [names.dateOfBirth]: text.pipe(z.iso.date().nullable()),
  [names.metadata]: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((value) => value ?? {}),
});

const answerSchema = z.discriminatedUnion(names.exists, [
  z.object({ [names.exists]: z.literal(false) }).transform(() => null),
  z
    .object({ [names.exists]: z.literal(true), [names.profile]: profileSchema })
    .transform((answer) => answer[names.profile]),
]);

export type WireProfile = z.infer<typeof profileSchema>;

/** What a write sends: the identifier and at least one more field. */
export type WireChange = Readonly<Record<string, unknown>>;

/**
 * The profile in the answer to a read, or null where it says that there is none.
 *
 * @throws VENDOR_BAD_RESPONSE naming the place of the first thing that is not as agreed.
 */
export function parseAnswer(body: unknown): WireProfile | null {
  const parsed = answerSchema.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the whole answer';
  throw badResponse(Vendor.NUMI, `${place} (${issue?.message ?? 'wrong shape'})`);
}
