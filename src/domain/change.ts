import { registerEnumType } from 'type-graphql';
import type { RecordKey } from './identity.js';

/** Why a subscriber is told. */
export enum ChangeCause {
  STARTED = 'STARTED',
  WRITE = 'WRITE',
  WEBHOOK = 'WEBHOOK',
  LINKS = 'LINKS',
  HEALTH = 'HEALTH',
  MISSED = 'MISSED',
}

registerEnumType(ChangeCause, {
  name: 'ChangeCause',
  description: 'Why an event of a subscription is sent.',
  valuesConfig: {
    STARTED: {
      description: 'The subscription has begun: this is how things stand. Whatever changes from now on is told.',
    },
    WRITE: { description: 'A write of this service has got further or has ended.' },
    WEBHOOK: { description: 'A vendor said that something has changed there.' },
    LINKS: { description: 'Records were linked, separated or erased, or people merged.' },
    HEALTH: { description: 'A vendor is doing better or worse than before.' },
    MISSED: {
      description:
        'This server was cut off from the others for a while: something may have changed meanwhile, and this is how things stand now.',
    },
  },
});

/**
 * What happened, by ids only: whoever wants to know more asks for it. It goes from process to process, so it holds no
 * personal data: a record of Numi, whose id is a phone number, is told of by its person, and by its name in the store.
 */
export type Change =
  | { readonly kind: 'PEOPLE'; readonly ids: readonly string[]; readonly cause: ChangeCause }
  | { readonly kind: 'RECORDS'; readonly records: readonly RecordKey[]; readonly cause: ChangeCause }
  /** Records of Numi, by names that nobody understands who does not share the store. */
  | { readonly kind: 'PROFILES'; readonly names: readonly string[] }
  | { readonly kind: 'WRITE'; readonly id: string }
  /** Others may have said something that never arrived. */
  | { readonly kind: 'MISSED' };

/** @param isRemote whether another process said so. */
export type ChangeListener = (change: Change, isRemote: boolean) => void;

/**
 * Tells every process that shares the store, or the cache, what has changed. It never fails and never lets anybody
 * wait; what it could not tell while others were out of reach, it makes up for with `MISSED`.
 */
export interface ChangeBus {
  /** Whether there are other processes that may listen. */
  readonly reachesOthers: boolean;
  publish(changes: readonly Change[]): void;
  /** @returns the function that ends it. */
  subscribe(listener: ChangeListener): () => void;
  close(): Promise<void>;
}

/** Names a record by a keyed hash, which is the same for all who share the store. */
export type NameOfRecord = (key: RecordKey) => string;

/** Opens the names of the store. It rejects where the store is away; then it can be tried again. */
export type RecordNames = () => Promise<NameOfRecord>;

/** The records that are kept of what the vendors hold. */
export interface KeptRecords {
  /** Forgets records: they have changed. Resolves when readers no longer see what was there before. */
  forget(records: readonly RecordKey[]): Promise<void>;
  /** Forgets what this process alone keeps of records that another one has changed: what they share knows it already. */
  forgetOwn(records: readonly RecordKey[]): void;
  /** The same for profiles, by their names in the store. */
  forgetProfiles(names: readonly string[]): void;
  /** Forgets whatever this process alone keeps: nobody knows what has changed. */
  forgetAll(): void;
}
