import type { Identity, IdentityStore } from '../../domain/identity.js';

/** One person by their id; null where there is none. @throws PERSON_UNREADABLE */
export async function identityOf(
  identities: Pick<IdentityStore, 'find'>,
  personId: string | null,
): Promise<Identity | null> {
  if (personId === null) return null;
  const [identity = null] = await identities.find([{ personId }]);
  if (identity instanceof Error) throw identity;
  return identity;
}
