import type { Act, LinkRefusal, RecordKey } from './identity.js';

/** How far an import of links has got. */
export interface ImportProgress {
  /** Bytes of the file that are done. */
  readonly position: number;
  /** Lines of the file that are done, the header among them. */
  readonly lines: number;
  /** Links that were said. */
  readonly linked: number;
  /** Lines that could not be used. */
  readonly rejected: number;
  /** When the whole file was done; null where it is not yet. */
  readonly endedAt: Date | null;
}

/** A piece of a file. */
export interface ImportChunk {
  /** Of each line the two records that are of one person. */
  readonly pairs: readonly (readonly [RecordKey, RecordKey])[];
  /** How far the import has got with it, as if each pair could be linked. */
  readonly progress: ImportProgress;
}

/** The port of the store for imports of links. Everything rejects with STORE_UNAVAILABLE where the store fails. */
export interface LinkImports {
  /** @param fingerprint names the contents of the file. @returns null where no import of them was begun. */
  find(fingerprint: string): Promise<ImportProgress | null>;
  /**
   * Links the pairs and notes the progress, both or neither.
   * @returns in the order of the pairs: why one was not linked, otherwise null.
   */
  apply(fingerprint: string, chunk: ImportChunk, act: Act): Promise<(LinkRefusal | null)[]>;
  /** Forgets how far an import has got. */
  forget(fingerprint: string): Promise<void>;
}
