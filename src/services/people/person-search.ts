import type { Contact } from '../../domain/contact.js';
import {
  IdentifierKind,
  type Identity,
  type IdentityLookup,
  type RecordKey,
  recordName,
} from '../../domain/identity.js';
import type { Answer } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { ReadRecord } from './vendor-records.js';

/** What the vendors have answered so far, for all people that are searched together. */
export interface Arrived {
  /** By the name of the record. */
  readonly records: Map<string, ReadRecord>;
  readonly contactsByEmail: Map<string, Answer<Contact[]>>;
}

/** The search for one person: what is known of them, and what has still to be asked. */
export class PersonSearch {
  /** As the store has it now; null while nobody is known. */
  identity: Identity | null = null;
  /** Whoever was known so has been erased, and is not looked for. */
  isErased = false;
  /** Why the store does not say who it is. */
  failure: Error | undefined;
  /** At which Numi was asked for a profile that is not linked. */
  #phoneNumber: string | undefined;
  /** By which Perfex was asked for contacts that are not linked. */
  #emails: readonly string[] | undefined;

  constructor(
    readonly lookup: IdentityLookup,
    private readonly arrived: Arrived,
  ) {}

  /** The records that belong to the person and have been read, in the order in which they were linked. */
  get records(): ReadRecord[] {
    return this.#links.flatMap((key) => this.arrived.records.get(recordName(key)) ?? []);
  }

  /** The records that were found without a link: whose they are, the store says. */
  get found(): ReadRecord[] {
    const contacts = this.#answersByEmail.flatMap((answer) => (answer instanceof Error ? [] : (answer ?? [])));
    const keys = [
      ...('record' in this.lookup ? [this.lookup.record] : []),
      ...(this.#phoneNumber === undefined ? [] : [profileKey(this.#phoneNumber)]),
      ...contacts.map(({ id }) => ({ vendor: Vendor.PERFEX, recordId: id })),
    ];
    return keys.flatMap((key) => this.arrived.records.get(recordName(key)) ?? []);
  }

  /** Why the vendor could not be searched. */
  failureOf(vendor: Vendor.NUMI | Vendor.PERFEX): Error | undefined {
    const answers =
      vendor === Vendor.PERFEX
        ? this.#answersByEmail
        : this.found.flatMap(({ key, answer }) => (key.recordId === this.#phoneNumber ? [answer] : []));
    return answers.find((answer) => answer instanceof Error);
  }

  /** What is to be read by key: linked records and, once, the profile of a phone number where none is linked. */
  nextRecords(): RecordKey[] {
    if (this.isErased) return [];
    const asked = !this.identity && 'record' in this.lookup ? [this.lookup.record] : [];
    if (this.#phoneNumber === undefined && !this.#has(Vendor.NUMI))
      [this.#phoneNumber] = this.#identifiers(IdentifierKind.PHONE_NUMBER);
    const profile = this.#phoneNumber === undefined ? [] : [profileKey(this.#phoneNumber)];
    return [...asked, ...this.#links, ...profile].filter((key) => !this.arrived.records.has(recordName(key)));
  }

  /** The e-mail addresses to search contacts by where none is linked, the likeliest first; once. */
  nextEmails(): readonly string[] {
    if (this.isErased || this.#emails || this.#has(Vendor.PERFEX)) return [];
    this.#emails = this.#identifiers(IdentifierKind.EMAIL);
    return this.#emails;
  }

  get #links(): RecordKey[] {
    return this.identity?.links.map(({ key }) => key) ?? [];
  }

  get #answersByEmail(): (Answer<Contact[]> | undefined)[] {
    return (this.#emails ?? []).map((email) => this.arrived.contactsByEmail.get(email));
  }

  #has(vendor: Vendor): boolean {
    return this.#links.some((key) => key.vendor === vendor);
  }

  /** What was asked for, then what the records say. */
  #identifiers(kind: IdentifierKind): string[] {
    const asked = 'identifier' in this.lookup ? [this.lookup.identifier] : [];
    const said = this.records.flatMap(({ statement }) => statement?.sighting.identifiers ?? []);
    const values = [...asked, ...said].filter((identifier) => identifier.kind === kind).map(({ value }) => value);
    return [...new Set(values)];
  }
}

const profileKey = (phoneNumber: string): RecordKey => ({ vendor: Vendor.NUMI, recordId: phoneNumber });
