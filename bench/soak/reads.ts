import type { SoakAnswer, SoakClient } from './client.js';
import type { SoakRecord, SoakRecords } from './records.js';
import type { Tally } from './tally.js';

type Row = Readonly<Record<string, unknown>> | null;

/** Reads of every kind, whose every value is compared with the truth. */
export class SoakReads {
  readonly #contacts: ReadonlyMap<string, SoakRecord>;
  readonly #profiles: ReadonlyMap<string, SoakRecord>;

  constructor(
    private readonly client: SoakClient,
    private readonly records: SoakRecords,
    private readonly tally: Tally,
  ) {
    this.#contacts = new Map(records.contacts.map((record) => [record.key, record]));
    this.#profiles = new Map(records.profiles.map((record) => [record.key, record]));
  }

  /** A read of some kind; now and then the client hangs up before it has its answer. */
  async any(): Promise<void> {
    const hangUpAfter = Math.random() < 0.02 ? Math.random() * 50 : undefined;
    const options = { hangUpAfter, fresh: Math.random() < 0.05 };
    const kind = Math.random();
    if (kind < 0.4) await this.#three(options);
    else if (kind < 0.65) await this.#contactsOf(some(this.records.contacts, 40), options);
    else if (kind < 0.8) await this.#profilesOf(some(this.records.profiles, 15), options);
    else if (kind < 0.95) await this.#ofCustomer(options);
    else await this.#sources(options);
  }

  /** Every record, as the vendors hold it now. @returns how many could not be read. */
  async all(): Promise<number> {
    let unread = 0;
    for (const [kind, records] of Object.entries({
      contacts: this.records.contacts,
      profiles: this.records.profiles,
    })) {
      for (let start = 0; start < records.length; start += 50) {
        const some = records.slice(start, start + 50);
        const answer = await (kind === 'contacts'
          ? this.#contactsOf(some, { fresh: true })
          : this.#profilesOf(some, { fresh: true }));
        unread += answer?.errors.length ?? some.length;
      }
    }
    for (const record of this.records.users) {
      const answer = await this.client.ask(
        'query ($id: ID!) { user(id: $id) { id name } }',
        { id: record.key },
        { fresh: true },
      );
      if (answer) this.#check(answer, ['user'], record, 'id', 'name');
      unread += answer?.errors.length ?? 1;
    }
    return unread;
  }

  async #three(options: Options): Promise<void> {
    const [profile, user, contact] = [
      pick(this.records.profiles),
      pick(this.records.users),
      pick(this.records.contacts),
    ];
    const answer = await this.client.ask(
      `query ($p: String!, $u: ID!, $c: ID!) {
        profile(phoneNumber: $p) { phoneNumber firstName } user(id: $u) { id name } contact(id: $c) { id title }
      }`,
      { p: profile.key, u: user.key, c: contact.key },
      options,
    );
    if (!answer) return;
    this.#check(answer, ['profile'], profile, 'phoneNumber', 'firstName');
    this.#check(answer, ['user'], user, 'id', 'name');
    this.#check(answer, ['contact'], contact, 'id', 'title');
  }

  async #contactsOf(wanted: readonly SoakRecord[], options: Options): Promise<SoakAnswer | undefined> {
    const ids = wanted.map(({ key }) => key);
    const answer = await this.client.ask('query ($ids: [ID!]!) { contacts(ids: $ids) { id title } }', { ids }, options);
    if (answer) wanted.forEach((record, index) => this.#check(answer, ['contacts', index], record, 'id', 'title'));
    return answer;
  }

  async #profilesOf(wanted: readonly SoakRecord[], options: Options): Promise<SoakAnswer | undefined> {
    const answer = await this.client.ask(
      'query ($numbers: [String!]!) { profiles(phoneNumbers: $numbers) { phoneNumber firstName } }',
      { numbers: wanted.map(({ key }) => key) },
      options,
    );
    if (answer)
      wanted.forEach((record, index) => this.#check(answer, ['profiles', index], record, 'phoneNumber', 'firstName'));
    return answer;
  }

  async #ofCustomer(options: Options): Promise<void> {
    const id = pick(this.records.customers);
    const answer = await this.client.ask(
      `query ($id: ID!) { customerContacts(customerId: $id, first: 20) {
        nodes { id title profile { phoneNumber firstName } }
      } }`,
      { id },
      options,
    );
    const list = answer?.data?.['customerContacts'] as { nodes: Record<string, unknown>[] } | null | undefined;
    if (!answer || !list) return;
    for (const [index, node] of list.nodes.entries()) {
      const path = ['customerContacts', 'nodes', index];
      const contact = this.#contacts.get(String(node['id']));
      if (contact) this.#check(answer, path, contact, 'id', 'title');
      const profile = this.#profiles.get(String((node['profile'] as Row)?.['phoneNumber']));
      if (profile) this.#check(answer, [...path, 'profile'], profile, 'phoneNumber', 'firstName');
    }
  }

  async #sources(options: Options): Promise<void> {
    const answer = await this.client.ask('{ sources { vendor configured state } }', {}, options);
    if (answer && (answer.data?.['sources'] as unknown[] | undefined)?.length !== 4)
      this.tally.violation('the health of the sources was not answered');
  }

  /** Either the record that was asked for, with a value that it had meanwhile, or nothing and an error that says why. */
  #check(answer: SoakAnswer, path: readonly (string | number)[], record: SoakRecord, key: string, field: string): void {
    const row = path.reduce<unknown>(
      (value, name) => (value as Record<string, unknown> | null)?.[name],
      answer.data,
    ) as Row;
    if (!row) {
      const isExplained = answer.errors.some(
        (error) => error.path?.every((name, index) => name === path[index]) ?? true,
      );
      if (!isExplained) this.tally.violation(`${path.join('.')} of ${record.key} is missing without an error`);
      return;
    }
    this.tally.valuesChecked += 1;
    const value = row[field] as string | null;
    if (row[key] !== record.key) this.tally.violation(`${path.join('.')} is another record than ${record.key}`);
    else if (!record.truth.allows(value, answer.asked, answer.answered))
      this.tally.violation(
        `${path.join('.')}.${field} of ${record.key} is ${JSON.stringify(value)}, which it was not then`,
      );
  }
}

interface Options {
  readonly hangUpAfter?: number;
  readonly fresh?: boolean;
}

/** A few records are asked for far more often than the others. */
function pick<Item>(items: readonly Item[]): Item {
  const item = items[Math.floor(Math.random() ** 3 * items.length)];
  if (item === undefined) throw new RangeError('There is nothing to pick from.');
  return item;
}

const some = <Item>(items: readonly Item[], count: number): Item[] => [
  ...new Set(Array.from({ length: count }, () => pick(items))),
];
