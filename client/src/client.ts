import { ByKey } from './by-key.js';
import { type Path, PeoplegraphError, UnexpectedAnswerError } from './error.js';
import * as documents from './generated/graphql.js';
import { Mutations } from './generated/mutations.js';
import { lookups } from './lookups.js';
import { Operations, type RequestAnswer } from './operations.js';
import {
  type CallOptions,
  type ClientOptions,
  type Fields,
  type ListOptions,
  type LookupOptions,
  settingsOf,
} from './options.js';
import { type Page, Pages } from './pages.js';
import { type Answer, withErrors } from './partial.js';
import { subscribe, type SubscribeOptions } from './subscribe.js';
import { Transport } from './transport.js';
import { textOf, type TypedDocument } from './typed-document.js';

type Variables<Document> =
  Document extends TypedDocument<unknown, infer Values> ? Omit<Values, 'first' | 'after'> : never;

/**
 * Peoplegraph, typed. A method answers its record, or null where there is none. Where the record itself failed, it throws
 * a `PeoplegraphError`; where a part of it did, that part is null and `errors` of the answer says why.
 */
export class Peoplegraph extends Mutations {
  readonly #operations: Operations;
  readonly #byKey: ByKey;

  constructor(options: ClientOptions) {
    super();
    this.#operations = new Operations(new Transport(options), settingsOf(options));
    this.#byKey = new ByKey(this.#operations);
  }

  /** The person behind a phone number, an e-mail address or a record, with what all vendors hold of them. */
  person<Selection extends object = documents.PersonFieldsFragment>(
    { by }: { readonly by: documents.PersonKeyInput },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<Selection> | null> {
    return this.#lookUp('person', by, options, documents.PersonFieldsFragmentDoc);
  }

  /** Several people, in the order asked for, null where nobody is known. */
  people<Selection extends object = documents.PersonFieldsFragment>(
    { by }: { readonly by: readonly documents.PersonKeyInput[] },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<(Answer<Selection> | null)[]>> {
    return this.#lookUpAll('person', by, options, documents.PersonFieldsFragmentDoc);
  }

  /** The profile of a phone number, from Numi. */
  profile<Selection extends object = documents.ProfileFieldsFragment>(
    { phoneNumber }: { readonly phoneNumber: string },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<Selection> | null> {
    return this.#lookUp('profile', phoneNumber, options, documents.ProfileFieldsFragmentDoc);
  }

  /** Several profiles, in the order asked for, null where Numi has none. */
  profiles<Selection extends object = documents.ProfileFieldsFragment>(
    { phoneNumbers }: { readonly phoneNumbers: readonly string[] },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<(Answer<Selection> | null)[]>> {
    return this.#lookUpAll('profile', phoneNumbers, options, documents.ProfileFieldsFragmentDoc);
  }

  /** A user of the Chatwoot platform. */
  user<Selection extends object = documents.UserFieldsFragment>(
    { id }: { readonly id: string | number },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<Selection> | null> {
    return this.#lookUp('user', id, options, documents.UserFieldsFragmentDoc);
  }

  /** Several users, in the order asked for, null where Chatwoot has none. */
  users<Selection extends object = documents.UserFieldsFragment>(
    { ids }: { readonly ids: readonly (string | number)[] },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<(Answer<Selection> | null)[]>> {
    return this.#lookUpAll('user', ids, options, documents.UserFieldsFragmentDoc);
  }

  /** A contact of a customer, from Perfex. */
  contact<Selection extends object = documents.ContactFieldsFragment>(
    { id }: { readonly id: string | number },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<Selection> | null> {
    return this.#lookUp('contact', id, options, documents.ContactFieldsFragmentDoc);
  }

  /** Several contacts, in the order asked for, null where Perfex has none. */
  contacts<Selection extends object = documents.ContactFieldsFragment>(
    { ids }: { readonly ids: readonly (string | number)[] },
    options: LookupOptions<Selection> = {},
  ): Promise<Answer<(Answer<Selection> | null)[]>> {
    return this.#lookUpAll('contact', ids, options, documents.ContactFieldsFragmentDoc);
  }

  /** The users of a Chatwoot account with their roles. */
  accountUsers(of: Variables<typeof documents.AccountUsersDocument>, options?: ListOptions) {
    return this.#list(documents.AccountUsersDocument, of, options, (data) => data.accountUsers);
  }

  /** The active contacts of a customer, the primary one first. */
  customerContacts(of: Variables<typeof documents.CustomerContactsDocument>, options?: ListOptions) {
    return this.#list(documents.CustomerContactsDocument, of, options, (data) => data.customerContacts);
  }

  /** All contacts, inactive ones too, the newest first. */
  recentContacts(of: Variables<typeof documents.RecentContactsDocument> = {}, options?: ListOptions) {
    return this.#list(documents.RecentContactsDocument, of, options, (data) => data.recentContacts);
  }

  /** Contacts of active customers that match a text. */
  searchContacts(of: Variables<typeof documents.SearchContactsDocument>, options?: ListOptions) {
    return this.#list(documents.SearchContactsDocument, of, options, (data) => data.searchContacts);
  }

  /** The memberships of a person or of a group. Send one of `userId`, `anonymousId` and `groupId`. */
  groupMemberships(of: Variables<typeof documents.GroupMembershipsDocument>, options?: ListOptions) {
    return this.#list(documents.GroupMembershipsDocument, of, options, (data) => data.groupMemberships);
  }

  /** What has happened to a person, the newest first. */
  timeline(of: Variables<typeof documents.TimelineDocument>, options?: ListOptions) {
    return this.#list(documents.TimelineDocument, of, options, (data) => data.person?.timeline);
  }

  /** The writes that the service has stored, the newest first. */
  writes(filter: documents.WriteFilterInput = {}, options?: ListOptions) {
    return this.#list(documents.WritesDocument, { filter }, options, (data) => data.writes);
  }

  /** The membership of somebody in a group. Send `userId` or `anonymousId`. */
  groupMembership(of: Variables<typeof documents.GroupMembershipDocument>, options?: CallOptions) {
    return this.#ask(documents.GroupMembershipDocument, 'groupMembership', of, options);
  }

  /** How each of the four vendors is doing. */
  sources(options?: CallOptions) {
    return this.run(documents.SourcesDocument, 'sources', {}, options);
  }

  /** A write by its id. */
  write(of: { readonly id: string }, options?: CallOptions) {
    return this.#ask(documents.WriteDocument, 'write', of, options);
  }

  /** What became of an `upsertPerson`, by its id. */
  upsert(of: { readonly id: string }, options?: CallOptions) {
    return this.#ask(documents.UpsertDocument, 'upsert', of, options);
  }

  /** What became of an `erasePerson`, by its id. */
  erasure(of: { readonly id: string }, options?: CallOptions) {
    return this.#ask(documents.ErasureDocument, 'erasure', of, options);
  }

  /** All that is held about a person, as one JSON document. */
  exportPerson(of: { readonly by: documents.PersonKeyInput }, options?: CallOptions) {
    return this.#ask(documents.ExportPersonDocument, 'exportPerson', of, options);
  }

  /**
   * Runs a document of your own: a generated one, or a text with the types given. Answers what could be answered with the
   * errors of the rest.
   *
   * @throws PeoplegraphError where nothing could be answered.
   */
  request<Result, Values = Readonly<Record<string, unknown>>>(
    document: TypedDocument<Result, Values>,
    ...[variables, options]: Record<string, never> extends Values
      ? [variables?: Values, options?: CallOptions]
      : [variables: Values, options?: CallOptions]
  ): Promise<RequestAnswer<Result>> {
    return this.#operations.run<Result>(textOf(document), variables ?? {}, options);
  }

  /** Runs a subscription: each answer as it comes, until the service or the signal ends it. */
  subscribe<Result, Values = Readonly<Record<string, unknown>>>(
    document: TypedDocument<Result, Values>,
    variables: Values,
    options?: SubscribeOptions,
  ): AsyncGenerator<RequestAnswer<Result>, void, undefined> {
    return subscribe<Result>(this.#operations.transport, textOf(document), variables, options);
  }

  protected override async run<Result, Values, Field extends keyof Result>(
    document: TypedDocument<Result, Values>,
    field: Field,
    variables: Values,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<Result[Field]>>> {
    const value = await this.#ask(document, field, variables, options);
    if (value !== null) return value;
    const details = { code: 'UNEXPECTED_ANSWER', retryable: false, path: [String(field)] };
    throw new UnexpectedAnswerError('The service answered nothing where it has to.', details);
  }

  async #ask<Result, Values, Field extends keyof Result>(
    document: TypedDocument<Result, Values>,
    field: Field,
    variables: Values,
    options?: CallOptions,
  ): Promise<Answer<NonNullable<Result[Field]>> | null> {
    const { data, errors } = await this.#operations.run<Result>(textOf(document), variables, options);
    const value = data[field];
    return value === null || value === undefined ? null : withErrors(value, errors);
  }

  #list<Result, Values, Node>(
    document: TypedDocument<Result, Values>,
    variables: Omit<Values, 'first' | 'after'>,
    { pageSize = 100, after, ...options }: ListOptions = {},
    pageIn: (data: Result) => Page<Node> | null | undefined,
  ): Pages<Node> {
    const load = async (cursor: string | undefined) => {
      const asked = { ...variables, first: pageSize, after: cursor };
      const { data, errors } = await this.#operations.run<Result>(textOf(document), asked, options);
      const page = pageIn(data);
      if (page) return withErrors(page, errors);
      const [error] = errors;
      if (error) throw error;
      return null;
    };
    return new Pages(load, after);
  }

  #lookUp<Selection extends object>(
    name: keyof typeof lookups,
    key: unknown,
    { fields, signal }: LookupOptions<Selection>,
    standard: Fields<unknown>,
  ): Promise<Answer<Selection> | null> {
    const fragment = textOf(fields ?? standard).trim();
    return this.#byKey.load(lookups[name], key, fragment, signal) as Promise<Answer<Selection> | null>;
  }

  /** A key that fails is null, with its error; where all fail, so does the list. */
  async #lookUpAll<Selection extends object>(
    name: keyof typeof lookups,
    keys: readonly unknown[],
    options: LookupOptions<Selection>,
    standard: Fields<unknown>,
  ): Promise<Answer<(Answer<Selection> | null)[]>> {
    const outcomes = await Promise.allSettled(keys.map((key) => this.#lookUp(name, key, options, standard)));
    const errors: PeoplegraphError[] = [];
    const records = outcomes.map((outcome, index) => {
      if (outcome.status === 'fulfilled') return outcome.value;
      const reason: unknown = outcome.reason;
      if (!(reason instanceof PeoplegraphError)) throw reason;
      const path: Path = [lookups[name].many, index, ...(reason.path ?? []).slice(1)];
      errors.push(reason.with({ path }));
      return null;
    });
    const [error] = errors;
    if (error && errors.length === keys.length) throw error;
    return withErrors(records, errors);
  }
}
