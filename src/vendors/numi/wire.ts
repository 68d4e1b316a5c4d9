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

/** What a write sends: the identifier and at least one more field. */
export type WireChange = Readonly<Record<string, unknown>>;
