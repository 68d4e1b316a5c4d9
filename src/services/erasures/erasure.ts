import { registerEnumType } from 'type-graphql';
import type { Vendor } from '../../domain/vendor.js';
import type { WriteProblem } from '../../domain/write.js';

/** How far an erasure has got. */
export enum ErasureState {
  PENDING = 'PENDING',
  ERASED = 'ERASED',
  FAILED = 'FAILED',
}

registerEnumType(ErasureState, {
  name: 'ErasureState',
  description: 'How far an erasure has got.',
  valuesConfig: {
    PENDING: { description: 'It is under way, and goes on by itself.' },
    ERASED: { description: 'Every vendor has done what it can, and this service has forgotten the person.' },
    FAILED: {
      description:
        'A vendor refused, or could not be reached for too long: this service knows the person still. `resumeErasure` tries again what failed.',
    },
  },
});

/** What became of one record. */
export enum ErasureOutcome {
  PENDING = 'PENDING',
  DELETED = 'DELETED',
  ANONYMIZED = 'ANONYMIZED',
  ABSENT = 'ABSENT',
  UNSUPPORTED = 'UNSUPPORTED',
  FAILED = 'FAILED',
}

registerEnumType(ErasureOutcome, {
  name: 'ErasureOutcome',
  description: 'What became of a record of a person who is erased.',
  valuesConfig: {
    PENDING: { description: 'Nothing yet: the vendor is asked until it answers.' },
    DELETED: { description: 'The vendor has deleted it. Chatwoot does so a while later.' },
    ANONYMIZED: {
      description:
        'Numi deletes nothing: names, e-mail address, date of birth and the values of the metadata were overwritten with nothing. The phone number stays, as it is what Numi knows the profile by.',
    },
    ABSENT: { description: 'The vendor had no such record any more.' },
    UNSUPPORTED: { description: 'Persio can delete nothing: what it was sent is there until Persio is asked by hand.' },
    FAILED: { description: 'The vendor refused; `error` says why.' },
  },
});

/** What became of one record at its vendor. */
export interface ErasureReceipt {
  readonly vendor: Vendor;
  /** Null once the erasure has ended: a receipt names nobody. */
  readonly recordId: string | null;
  readonly outcome: ErasureOutcome;
  readonly at: Date | null;
  readonly error: WriteProblem | null;
}

export interface Erasure {
  readonly id: string;
  readonly state: ErasureState;
  readonly personId: string | null;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly endedAt: Date | null;
  readonly receipts: readonly ErasureReceipt[];
}
