import { LRUCache } from 'lru-cache';
import type { NameOfRecord, RecordNames } from '../domain/change.js';
import { Vendor } from '../domain/vendor.js';

/** Profiles whose names are remembered: as many as a process keeps, unless an operator lets it keep more. */
const mostRemembered = 50_000;

/**
 * Which profile another process means. Its phone number is told to nobody, only its name in the store that they share;
 * from that it cannot be found, so it is noted before the profile is read.
 */
export class NamedProfiles {
  readonly #numbers: LRUCache<string, string>;
  #nameOf: NameOfRecord | undefined;
  #isOpening = false;
  /** Whether something was read while the store could not say the names. */
  #isBlind = false;

  /** @param forget is told of those whose names are not remembered any longer: nobody could forget them otherwise. */
  constructor(
    private readonly open: RecordNames,
    forget: (phoneNumber: string) => void,
  ) {
    this.#numbers = new LRUCache({
      max: mostRemembered,
      dispose: (phoneNumber, _, reason) => {
        if (reason === 'evict') forget(phoneNumber);
      },
    });
    this.#begin();
  }

  /** Before they are read: what is kept of them could not be found otherwise. */
  note(phoneNumbers: readonly string[]): void {
    const nameOf = this.#nameOf;
    if (!nameOf) {
      // No reader waits for the store.
      this.#isBlind = true;
      this.#begin();
      return;
    }
    for (const recordId of phoneNumbers) this.#numbers.set(nameOf({ vendor: Vendor.NUMI, recordId }), recordId);
  }

  /** @returns those that may be kept here; null where it may be any. */
  named(names: readonly string[]): string[] | null {
    if (!this.#isBlind) return names.flatMap((name) => this.#numbers.get(name) ?? []);
    this.#isBlind = false;
    return null;
  }

  #begin(): void {
    if (this.#isOpening) return;
    this.#isOpening = true;
    this.open().then(
      (nameOf) => {
        this.#nameOf = nameOf;
      },
      () => {
        // It is tried again with the next read.
        this.#isOpening = false;
      },
    );
  }
}
