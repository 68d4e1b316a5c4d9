import { Vendor } from '../../domain/vendor.js';
import type { Person } from '../people/person.js';
import type { UpsertInput, UpsertTarget } from './upsert.js';

/** Those that keep records; Persio is told of people and keeps nothing that can be asked for. */
const recordKeepers = [Vendor.NUMI, Vendor.CHATWOOT, Vendor.PERFEX] as const;

/**
 * What an upsert writes to: the records of the person at the vendors named, or at all, and a new one where a vendor is
 * named that has none.
 * @param isConfigured Those that this server does not know are left out unless they are named.
 */
export function targetsOf(
  person: Person | null,
  { change, vendors, joinGroups }: UpsertInput,
  isConfigured: (vendor: Vendor) => boolean,
): UpsertTarget[] {
  const isMeant = (vendor: Vendor): boolean => vendors?.includes(vendor) ?? isConfigured(vendor);
  const changes = Object.values(change).some((value) => value !== undefined);
  const of = (vendor: Vendor, ids: readonly string[]): UpsertTarget[] => {
    if (!changes || !isMeant(vendor)) return [];
    const isNew = vendors !== undefined && (ids.length === 0 || lacksNumber(vendor, ids, change.phoneNumber));
    return [...ids, ...(isNew ? [null] : [])].map((recordId) => ({ vendor, recordId, groupId: null }));
  };
  const idsAt = (vendor: Vendor): string[] =>
    (person?.links ?? []).filter((link) => link.vendor === vendor).map(({ recordId }) => recordId);
  const persioUserIds = person?.persioUserIds ?? [];
  return [
    ...recordKeepers.flatMap((vendor) => of(vendor, idsAt(vendor))),
    ...of(Vendor.PERSIO, persioUserIds),
    ...joinGroups.map((groupId) => ({ vendor: Vendor.PERSIO, recordId: persioUserIds[0] ?? null, groupId })),
  ];
}

/** A profile has one number for ever: somebody with a new number needs another profile. */
const lacksNumber = (vendor: Vendor, ids: readonly string[], phoneNumber: string | undefined): boolean =>
  vendor === Vendor.NUMI && phoneNumber !== undefined && !ids.includes(phoneNumber);
