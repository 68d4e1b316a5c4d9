import { Vendor } from '../../src/domain/vendor.js';
import type { SoakClient } from './client.js';
import type { FaultSchedule } from './faults.js';
import type { SoakRecord, SoakRecords } from './records.js';
import type { Tally } from './tally.js';

interface Written {
  readonly vendor: Vendor;
  readonly records: readonly SoakRecord[];
  readonly query: string;
  readonly input: (values: readonly string[]) => Record<string, unknown>;
  /** The mutation's field, and, for a bulk, that there is a result for each. */
  readonly field: string;
  readonly isBulk?: boolean;
}

/** Writes of every kind, each with a value that nobody has written before. */
export class SoakWrites {
  #next = 0;

  constructor(
    private readonly client: SoakClient,
    private readonly records: SoakRecords,
    private readonly faults: FaultSchedule,
    private readonly tally: Tally,
  ) {}

  async any(): Promise<void> {
    const kind = Math.random();
    const { profiles, users, contacts } = this.records;
    if (kind < 0.25) {
      await this.#write(writable(profiles, 1), (records) => ({
        vendor: Vendor.NUMI,
        records,
        field: 'setProfile',
        query:
          'mutation ($input: SetProfileInput!) { setProfile(input: $input) { profile { firstName } write { state } } }',
        input: ([firstName]) => ({ phoneNumber: records[0]?.key, firstName }),
      }));
    } else if (kind < 0.5) {
      await this.#write(writable(users, 1), (records) => ({
        vendor: Vendor.CHATWOOT,
        records,
        field: 'updateUser',
        query: 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { user { name } write { state } } }',
        input: ([name]) => ({ id: records[0]?.key, name }),
      }));
    } else if (kind < 0.7) {
      await this.#write(writable(contacts, 1), (records) => ({
        vendor: Vendor.PERFEX,
        records,
        field: 'updateContact',
        query: 'mutation ($input: UpdateContactInput!) { updateContact(input: $input) { contactId write { state } } }',
        input: ([title]) => ({ id: records[0]?.key, title }),
      }));
    } else if (kind < 0.85) {
      await this.#write(writable(contacts, 5), (records) => ({
        vendor: Vendor.PERFEX,
        records,
        field: 'updateContacts',
        isBulk: true,
        query:
          'mutation ($input: UpdateContactsInput!) { updateContacts(input: $input) { results { error { code } } write { state } } }',
        input: (titles) => ({ contacts: records.map(({ key }, index) => ({ id: key, title: titles[index] })) }),
      }));
    } else {
      const input = { userId: String(1 + Math.floor(Math.random() * 50)), groupId: `group-${this.#next % 20}` };
      await this.client.ask(
        'mutation ($input: AddToGroupInput!) { addToGroup(input: $input) { messageId membership { id } } }',
        { input },
      );
    }
  }

  async #write(records: readonly SoakRecord[], toWrite: (records: readonly SoakRecord[]) => Written): Promise<void> {
    if (records.length === 0) return;
    const { vendor, query, input, field, isBulk } = toWrite(records);
    const values = records.map(() => `value-${(this.#next += 1)}`);
    const ended = records.map(({ truth }, index) => truth.write(values[index] as string));
    this.tally.writes += records.length;
    const began = performance.now();
    const answer = await this.client.ask(query, { input: input(values) });
    const payload = answer?.data?.[field] as
      { results?: { error: { code: string } | null }[]; write: { state: string } | null } | null | undefined;
    // What is pending will be written, and nobody has said so yet.
    const isDelivered = payload?.write?.state === 'DELIVERED';
    const isCertain = !this.faults.sentGarbage(vendor, began, performance.now());
    ended.forEach((end, index) => {
      const error = isBulk ? payload?.results?.[index]?.error : null;
      if (error) this.tally.error(error.code);
      const acknowledged = isDelivered && !error && isCertain;
      if (acknowledged) this.tally.acknowledged += 1;
      end(acknowledged);
    });
  }
}

function writable(records: readonly SoakRecord[], count: number): SoakRecord[] {
  const found: SoakRecord[] = [];
  const start = Math.floor(Math.random() ** 2 * records.length);
  for (let step = 0; step < records.length && found.length < count; step += 1) {
    const record = records[(start + step) % records.length];
    if (record?.truth.isWritable) found.push(record);
  }
  return found;
}
