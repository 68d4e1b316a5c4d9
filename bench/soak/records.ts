import type { SandboxPerson } from '../../src/vendors/simulator.js';
import { Truth } from './truth.js';

/** One record of one vendor, with the field that the soak writes. */
export interface SoakRecord {
  readonly key: string;
  readonly truth: Truth;
}

export interface SoakRecords {
  readonly profiles: readonly SoakRecord[];
  readonly users: readonly SoakRecord[];
  readonly contacts: readonly SoakRecord[];
  readonly customers: readonly string[];
}

/** So many of each are used: enough that most reads miss, and few enough that each is read many times. */
const recordsUsed = 150;

/** Records of the sandbox's people, with the values that the vendors hold at the start. */
export function soakRecords(people: readonly SandboxPerson[]): SoakRecords {
  const profiles = new Map<string, SoakRecord>();
  const users: SoakRecord[] = [];
  const contacts: SoakRecord[] = [];
  const customers = new Set<string>();
  for (const { numi, chatwoot, perfex } of people) {
    if (numi && !profiles.has(numi.phoneNumber))
      profiles.set(numi.phoneNumber, { key: numi.phoneNumber, truth: new Truth(numi.firstName ?? null) });
    if (chatwoot && !chatwoot.foreign) users.push({ key: String(chatwoot.id), truth: new Truth(chatwoot.name) });
    if (perfex && contacts.length < recordsUsed) {
      contacts.push({ key: String(perfex.contactId), truth: new Truth(perfex.title || null) });
      customers.add(String(perfex.customerId));
    }
  }
  return {
    profiles: [...profiles.values()].slice(0, recordsUsed),
    users: users.slice(0, recordsUsed),
    contacts,
    customers: [...customers],
  };
}
