import type { Link, LinkRule } from './identity.js';
import type { WriteRecord } from './write.js';

/** A place in a timeline, which begins with what happened last. */
export interface TimelinePosition {
  readonly at: Date;
  /** Tells apart what happened at the same time. */
  readonly id: string;
}

/** Something that happened to a person. */
export type TimelineEvent = TimelinePosition & {
  /** The name of a caller's API key, or who links where no caller does. */
  readonly actor: string;
} & (
    | {
        readonly kind: 'WRITE';
        readonly record: WriteRecord;
        /** The items of the write that are about the person. */
        readonly places: readonly number[];
      }
    | { readonly kind: 'LINKED'; readonly link: Link }
    | { readonly kind: 'UNLINKED'; readonly link: Link; readonly otherPersonId: string }
    | { readonly kind: 'MERGED'; readonly rule: LinkRule; readonly otherPersonId: string }
  );

export interface TimelinePage {
  readonly items: readonly TimelineEvent[];
  readonly hasNextPage: boolean;
}

/** The port of the store for what happened to people. It rejects with STORE_UNAVAILABLE where the store fails. */
export interface TimelineStore {
  /** What happened to a person, and to the records that are theirs now, from a place on. */
  page(personId: string, first: number, after: TimelinePosition | undefined): Promise<TimelinePage>;
}
