import { registerEnumType } from 'type-graphql';
import type { Answer } from './sources.js';
import type { Vendor } from './vendor.js';

/** Names a record at a vendor: a phone number in E.164 at Numi, an id at the others. */
export interface RecordKey {
  readonly vendor: Vendor;
  readonly recordId: string;
}

/** One name for each record. */
export const recordName = ({ vendor, recordId }: RecordKey): string => `${vendor} ${recordId}`;

/** By what people are known across vendors. */
export enum IdentifierKind {
  EMAIL = 'EMAIL',
  PHONE_NUMBER = 'PHONE_NUMBER',
}

registerEnumType(IdentifierKind, {
  name: 'IdentifierKind',
  description: 'By what people are known across vendors.',
  valuesConfig: {
    EMAIL: { description: 'An e-mail address in lower case.' },
    PHONE_NUMBER: { description: 'A phone number in E.164 form.' },
  },
});

export interface Identifier {
  readonly kind: IdentifierKind;
  /** Normalized: lower case, or E.164. */
  readonly value: string;
}

/** A name in parts; empty where a part is not known. */
export interface NameParts {
  readonly given: string;
  readonly family: string;
}

/** What a record says of whose it is. */
export interface Sighting {
  readonly key: RecordKey;
  readonly name: NameParts;
  readonly identifiers: readonly Identifier[];
}

/** Why a record belongs to its person, from the strongest to the weakest reason. */
export enum LinkRule {
  FIRST = 'FIRST',
  DECLARED = 'DECLARED',
  VENDOR_ID = 'VENDOR_ID',
  EMAIL_AND_PHONE_NUMBER = 'EMAIL_AND_PHONE_NUMBER',
  EMAIL_AND_NAME = 'EMAIL_AND_NAME',
  PHONE_NUMBER_AND_NAME = 'PHONE_NUMBER_AND_NAME',
  EMAIL = 'EMAIL',
  PHONE_NUMBER = 'PHONE_NUMBER',
}

registerEnumType(LinkRule, {
  name: 'LinkRule',
  description:
    'Why a record belongs to its person. `EMAIL` and `PHONE_NUMBER` alone are weak reasons, the others strong.',
  valuesConfig: {
    FIRST: { description: 'It is the record with which the person became known here.' },
    DECLARED: { description: 'A caller said so: `linkRecords`, `mergePeople` or an import.' },
    VENDOR_ID: {
      description:
        "One vendor's record is named by the other's id: the setting `PERSIO_USER_ID` says whose ids Persio has.",
    },
    EMAIL_AND_PHONE_NUMBER: { description: 'The e-mail address and the phone number are the same.' },
    EMAIL_AND_NAME: { description: 'The e-mail address is the same, and the names fit.' },
    PHONE_NUMBER_AND_NAME: { description: 'The phone number is the same, and the names fit.' },
    EMAIL: { description: 'The e-mail address is the same, and the names cannot be compared.' },
    PHONE_NUMBER: { description: 'The phone number is the same, and the names cannot be compared.' },
  },
});

/** Those that never join two records of one vendor by themselves. */
export const isWeak = (rule: LinkRule): boolean => rule === LinkRule.EMAIL || rule === LinkRule.PHONE_NUMBER;

/** What a rule found. It names no values: whoever may see the person sees them in the records. */
export interface LinkEvidence {
  /** What is the same in both records. */
  readonly identifiers: readonly IdentifierKind[];
  /** The record that it was compared with; null where there is none. */
  readonly matched: RecordKey | null;
}

/** A record as a part of a person. */
export interface Link {
  readonly key: RecordKey;
  readonly rule: LinkRule;
  readonly evidence: LinkEvidence;
  readonly linkedAt: Date;
  /** The name of a caller's API key, or one of `linkers`. */
  readonly linkedBy: string;
}

/** The most records of one person: whoever has more is a mistake, and one that spreads. */
export const mostRecordsOfPerson = 100;

/** Who links where no caller does. */
export const linkers = { rules: 'rules', import: 'import' } as const;

/** A person as this service knows them: an id, and the records that belong to it. */
export interface Identity {
  readonly id: string;
  readonly createdAt: Date;
  /** The first record, then the others in the order in which they were linked. */
  readonly links: readonly Link[];
  /** The id that was asked for, where it has been merged into this person; otherwise null. */
  readonly redirectedFrom: string | null;
  /** Other people who have the identifier that was asked for. */
  readonly otherMatches: readonly string[];
}

/** How a person is asked for. */
export type IdentityLookup =
  { readonly personId: string } | { readonly record: RecordKey } | { readonly identifier: Identifier };

/** Who changes links, and when. */
export interface Act {
  readonly actor: string;
  readonly at: Date;
}

/** Why records are not linked: one of them has been erased or is of somebody who is being erased, or their person would have too many. */
export type LinkRefusal = 'ERASED' | 'TOO_MANY_RECORDS';

/**
 * The port of the store for identities. Everything rejects with STORE_UNAVAILABLE where the store fails, and changes
 * with PERSON_UNREADABLE where one of the people concerned cannot be decrypted.
 */
export interface IdentityStore {
  /**
   * One round of statements for all lookups.
   * @returns in their order; null where nobody is known, PERSON_UNREADABLE where that person cannot be decrypted.
   */
  find(lookups: readonly IdentityLookup[]): Promise<Answer<Identity>[]>;
  /** Whether somebody was asked for to be forgotten who was known so: nobody is to be looked for then. */
  areErased(lookups: readonly IdentityLookup[]): Promise<boolean[]>;
  /**
   * Learns records, and links them by the rules. A record that is known as it is costs no write.
   * @returns in the order of the sightings: the person of each; null where its identifiers have been erased.
   */
  observe(sightings: readonly Sighting[], at: Date): Promise<(Identity | null)[]>;
  /**
   * Says of each group of records that they are of one person, whatever was said before.
   * @returns the person of each group, or why nothing was said of that group.
   */
  declare(groups: readonly (readonly RecordKey[])[], act: Act): Promise<(Identity | LinkRefusal)[]>;
  /**
   * Takes records out of a person. Each part becomes a person of its own, whose records no rule links to those of
   * another part, nor to those that stay.
   * @returns who is left, in the order of the parts; null where the person does not have all of them, or has no others.
   * @throws PeoplegraphError CONFLICT where the person is being erased.
   */
  separate(
    personId: string,
    parts: readonly (readonly RecordKey[])[],
    act: Act,
  ): Promise<{ stayed: Identity; left: Identity[] } | null>;
  /**
   * Makes one person of several: the first id stays.
   * @returns null where one of them is not known, or where that person would have too many records.
   * @throws PeoplegraphError CONFLICT where one of them is being erased.
   */
  merge(personIds: readonly string[], act: Act): Promise<Identity | null>;
}
