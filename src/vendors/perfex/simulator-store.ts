import { createHash } from 'node:crypto';
import { ContactPermission } from '../../domain/contact.js';
import type { SandboxPerson } from '../simulator.js';
import { toServerTime } from './server-clock.js';
import { simulatedRow, type SimulatedRow } from './simulator-row.js';
import { notificationNames, notificationOnWire, permissionOnWire } from './wire.js';

export type Data = Readonly<Record<string, unknown>>;

type WriteOutcome = 'done' | 'unknown' | 'unchanged' | 'e-mail missing' | 'e-mail taken';

interface StoredContact {
  row: SimulatedRow;
  permissions: readonly string[];
}

const plainFields = ['firstname', 'lastname', 'email', 'phonenumber', 'title', 'direction'] as const;
const presenceFields = ['is_primary', ...notificationNames.map((name) => notificationOnWire[name])] as const;

/** PHP's `isset`: there, and not null. */
export const isSet = (data: Data, key: string): boolean => data[key] !== undefined && data[key] !== null;

const isTrue = (value: unknown): boolean => value === true || value === 1 || value === '1';

interface StoreOptions {
  readonly people: readonly SandboxPerson[];
  readonly timezone: string;
  readonly now: () => number;
  readonly inactiveCustomers: ReadonlySet<number>;
}

/** The tables of the simulated installation. */
export class PerfexStore {
  readonly #contacts = new Map<number, StoredContact>();
  readonly #companies = new Map<number, string>();
  #hashes = 0;

  constructor(private readonly options: StoreOptions) {}

  seed(): void {
    this.#contacts.clear();
    this.#companies.clear();
    this.#hashes = 0;
    const people = this.options.people.flatMap(({ perfex }) => (perfex ? [perfex] : []));
    const hasCustomFields = people.some((person) => person.customFields !== undefined);
    for (const person of people) {
      this.#companies.set(person.customerId, person.company);
      this.#contacts.set(person.contactId, {
        row: simulatedRow(person, this.options.timezone, hasCustomFields),
        permissions: [permissionOnWire.INVOICES, permissionOnWire.SUPPORT],
      });
    }
  }

  find(id: number): SimulatedRow | undefined {
    return this.#contacts.get(id)?.row;
  }

  permissionsOf(id: number): ContactPermission[] {
    const held = this.#contacts.get(id)?.permissions ?? [];
    return Object.values(ContactPermission).filter((permission) => held.includes(permissionOnWire[permission]));
  }

  hasCustomer(id: unknown): boolean {
    return this.#companies.has(Number(id));
  }

  /** Active ones, the primary one first. */
  ofCustomer(customerId: string): SimulatedRow[] {
    return this.#rows()
      .filter((row) => row.userid === customerId && row.active === '1')
      .sort((a, b) => Number(b.is_primary) - Number(a.is_primary));
  }

  /** By company, "first last", e-mail and custom fields, in customers that are active. */
  search(term: string): (SimulatedRow & { company: string })[] {
    return this.#rows()
      .filter((row) => !this.options.inactiveCustomers.has(Number(row.userid)))
      .map((row) => ({ ...row, company: this.#companies.get(Number(row.userid)) ?? '' }))
      .filter((row) => {
        const values = row.customfields?.map(({ value }) => value) ?? [];
        return matches(term, [row.company, `${row.firstname} ${row.lastname}`, row.email, ...values]);
      });
  }

  /** By first name, last name and e-mail. */
  searchByName(term: string): SimulatedRow[] {
    return this.#rows().filter((row) => matches(term, [row.firstname, row.lastname, row.email]));
  }

  /** Newest first, inactive ones too. The bounds belong to the stretch. */
  newest(after: string | undefined, before: string | undefined): SimulatedRow[] {
    return this.#rows()
      .filter(({ datecreated }) => (!after || datecreated >= after) && (!before || datecreated <= before))
      .sort((a, b) => b.datecreated.localeCompare(a.datecreated) || Number(b.id) - Number(a.id));
  }

  hasEmail(email: unknown, exceptId?: number): boolean {
    const wanted = String(email).toLowerCase();
    return this.#rows().some((row) => row.email.toLowerCase() === wanted && Number(row.id) !== exceptId);
  }

  create(data: Data): number {
    const id = this.insertRaw({ ...data, password: isSet(data, 'password') ? this.#hash(data.password) : '' });
    if (isSet(data, 'is_primary')) this.#demoteOthers(id);
    return id;
  }

  /** What `contacts_create` does: the values go into the table as they are, the password too. */
  insertRaw(data: Data): number {
    const id = Math.max(0, ...this.#contacts.keys()) + 1;
    const text = (key: string) => (isSet(data, key) ? String(data[key]) : '');
    const row = simulatedRow(
      {
        contactId: id,
        customerId: Number(data.customer_id ?? data.userid ?? 0),
        firstName: text('firstname'),
        lastName: text('lastname'),
        email: text('email'),
        phoneNumber: text('phonenumber'),
        title: text('title'),
        createdAt: new Date(this.options.now()),
      },
      this.options.timezone,
      this.#rows().some((existing) => existing.customfields !== undefined),
    );
    for (const key of presenceFields) row[key] = isSet(data, key) ? '1' : '0';
    row.active = !isSet(data, 'active') || isTrue(data.active) ? '1' : '0';
    row.direction = isSet(data, 'direction') ? text('direction') : null;
    row.password = text('password');
    this.#contacts.set(id, { row, permissions: permissionsIn(data) });
    return id;
  }

  /** A PUT: no patch. What is not there of the flags, the notifications and the permissions goes off. */
  update(id: number, data: Data): WriteOutcome {
    const contact = this.#contacts.get(id);
    if (!contact) return 'unknown';
    if (!isSet(data, 'email') || data.email === '') return 'e-mail missing';
    if (this.hasEmail(data.email, id)) return 'e-mail taken';
    const row = { ...contact.row };
    for (const key of plainFields) if (isSet(data, key)) row[key] = String(data[key]);
    for (const key of presenceFields) row[key] = isSet(data, key) ? '1' : '0';
    if (isSet(data, 'active')) row.active = isTrue(data.active) ? '1' : '0';
    if (isSet(data, 'password') && data.password !== '') {
      row.password = this.#hash(data.password);
      row.last_password_change = toServerTime(new Date(this.options.now()), this.options.timezone);
    }
    const permissions = permissionsIn(data);
    const same = JSON.stringify([row, permissions]) === JSON.stringify([contact.row, [...contact.permissions].sort()]);
    if (same) return 'unchanged';
    this.#contacts.set(id, { row, permissions });
    if (row.is_primary === '1') this.#demoteOthers(id);
    return 'done';
  }

  remove(id: number): boolean {
    return this.#contacts.delete(id);
  }

  /** A customer has one primary contact. */
  #demoteOthers(id: number): void {
    const customer = this.find(id)?.userid;
    for (const row of this.#rows()) if (row.userid === customer && Number(row.id) !== id) row.is_primary = '0';
  }

  #rows(): SimulatedRow[] {
    return [...this.#contacts.values()].map(({ row }) => row).sort((a, b) => Number(a.id) - Number(b.id));
  }

  /** Salted, as bcrypt is: the same password never gives the same hash. */
  #hash(password: unknown): string {
    this.#hashes += 1;
    return `$2a$08$${createHash('sha256')
      .update(`${this.#hashes} ${String(password)}`)
      .digest('base64')}`;
  }
}

const matches = (term: string, texts: readonly string[]): boolean =>
  texts.some((text) => text.toLowerCase().includes(term.toLowerCase()));

const permissionsIn = (data: Data): string[] =>
  Array.isArray(data.permissions) ? [...new Set(data.permissions.map(String))].sort() : [];
