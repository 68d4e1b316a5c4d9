/** What can be read by key. */
export type RecordKind = 'profile' | 'user' | 'accountUsers' | 'contact' | 'contactsByEmail';

/** A record that was kept, with its times in milliseconds since the epoch. */
export interface KeptRecord {
  readonly storedAt: number;
  readonly freshUntil: number;
}

interface KeptRead {
  readonly kind: RecordKind;
  readonly keys: readonly string[];
  readonly records: readonly (KeptRecord | undefined)[];
  readonly at: number;
}

/** How old a record is that was not fetched for this request. */
export interface KeptOrigin {
  readonly fetchedAt: Date;
  /** Whether its time is over, and it stands in for a vendor that could not be asked. */
  readonly isStale: boolean;
}

/**
 * Notes which records a request was answered from what was kept: all others were fetched for it. A read is one note,
 * however many records it has, since hardly anybody asks.
 */
export class KeptReads {
  #fresh: KeptRead[] | undefined;
  #stale: Map<string, KeptRecord> | undefined;

  /** @param records in the order of the keys; those that were past their time at `at` have been asked for again. */
  note(kind: RecordKind, keys: readonly string[], records: readonly (KeptRecord | undefined)[], at: number): void {
    (this.#fresh ??= []).push({ kind, keys, records, at });
  }

  noteStale(kind: RecordKind, key: string, record: KeptRecord): void {
    (this.#stale ??= new Map()).set(nameOf(kind, key), record);
  }

  /** @returns undefined for a record that was fetched for this request. */
  originOf(kind: RecordKind, key: string): KeptOrigin | undefined {
    const stale = this.#stale?.get(nameOf(kind, key));
    if (stale) return { fetchedAt: new Date(stale.storedAt), isStale: true };
    for (const read of this.#fresh ?? []) {
      const record = read.kind === kind ? read.records[read.keys.indexOf(key)] : undefined;
      if (record && record.freshUntil > read.at) return { fetchedAt: new Date(record.storedAt), isStale: false };
    }
    return undefined;
  }
}

const nameOf = (kind: RecordKind, key: string): string => `${kind}:${key}`;
