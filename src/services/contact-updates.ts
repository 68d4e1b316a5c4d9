import type { Logger } from 'pino';
import type { Contact, ContactChange, ContactPermission, ContactUpdate } from '../domain/contact.js';
import type { PermissionLedger } from '../domain/ledgers.js';
import { type CallScope, freshScope } from '../domain/scope.js';
import type { ContactSource } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import { InputError, notFound } from '../errors.js';
import { Gate } from './gate.js';
import { KeyedQueue } from './keyed-queue.js';

export interface ContactWrite {
  readonly id: string;
  /** Where it is sent, the contact must belong to this customer. */
  readonly customerId?: string;
  readonly change: ContactChange;
}

/** What the caller has to know beside the contact itself. */
export enum ContactWarning {
  PERMISSIONS_CLEARED = 'PERMISSIONS_CLEARED',
  PERMISSIONS_NOT_NOTED = 'PERMISSIONS_NOT_NOTED',
}

export interface ContactWriteOutcome {
  readonly contactId: string;
  readonly warnings: readonly ContactWarning[];
}

/**
 * Partial updates of contacts. The vendor's update clears what it is not sent, so each one reads the
 * contact first and sends back what must stay: two updates of one contact must never overlap.
 */
export class ContactUpdates {
  readonly #queue = new KeyedQueue();
  /** The primary flag is the customer's: making one contact primary changes another, whose own update must not overlap. */
  readonly #gate = new Gate();

  constructor(
    private readonly source: ContactSource,
    private readonly permissions: PermissionLedger,
    private readonly logger: Logger,
  ) {}

  /** Runs alone among all the work on this contact. */
  exclusive<Result>(id: string, work: () => Promise<Result>): Promise<Result> {
    return this.#gate.shared(() => this.#queue.run(id, work));
  }

  /** Runs a creation: alone where the new contact is to be the primary one. */
  creation<Result>(isPrimary: boolean, work: () => Promise<Result>): Promise<Result> {
    return isPrimary ? this.#gate.exclusive(work) : work();
  }

  /** @returns the outcome or the error of each write, in the order given. */
  run(writes: readonly ContactWrite[], request: CallScope): Promise<(ContactWriteOutcome | Error)[]> {
    const makesPrimary = writes.some(({ change }) => change.isPrimary === true);
    const work = () => this.#runRounds(writes, request);
    return makesPrimary ? this.#gate.exclusive(work) : this.#gate.shared(work);
  }

  async #runRounds(writes: readonly ContactWrite[], request: CallScope): Promise<(ContactWriteOutcome | Error)[]> {
    const outcomes = new Array<ContactWriteOutcome | Error>(writes.length);
    let waiting = [...writes.entries()];
    while (waiting.length > 0) {
      // A second write to the same contact needs what the first one leaves behind: it goes in a later round.
      const round = new Map<string, [number, ContactWrite]>();
      const later: typeof waiting = [];
      for (const [index, write] of waiting) {
        if (round.has(write.id)) later.push([index, write]);
        else round.set(write.id, [index, write]);
      }
      const entries = [...round.values()];
      const results = await this.#exclusiveAll([...round.keys()].sort(), () =>
        this.#runDistinct(
          entries.map(([, write]) => write),
          request,
        ),
      );
      for (const [place, [index]] of entries.entries()) outcomes[index] = results[place] as ContactWriteOutcome | Error;
      waiting = later;
    }
    return outcomes;
  }

  /** Holds the queues of all these contacts; always taken in the same order, so that two bulks cannot wait for each other. */
  #exclusiveAll<Result>(ids: readonly string[], work: () => Promise<Result>): Promise<Result> {
    const [id, ...others] = ids;
    if (id === undefined) return work();
    return this.#queue.run(id, () => this.#exclusiveAll(others, work));
  }

  async #runDistinct(writes: readonly ContactWrite[], request: CallScope): Promise<(ContactWriteOutcome | Error)[]> {
    const ids = writes.map(({ id }) => id);
    const [contacts, known] = await Promise.all([
      // What is sent back must be what the vendor holds now, not what a cache remembers.
      this.source.readContacts(ids, freshScope(request)),
      this.permissions.recall(ids),
    ]);

    const plans = writes.map((write, place) => plan(write, contacts[place] ?? null, known.get(write.id)));
    const updates = plans.filter((step): step is ContactUpdate => !(step instanceof Error) && step !== 'UNCHANGED');
    // Making a contact primary ends that of another, whose own update sends the flag that it had: that one goes first.
    const makers = updates.filter(({ change }) => change.isPrimary === true);
    const others = updates.filter((update) => !makers.includes(update));
    const errors = new Map([...(await this.#send(others, request)), ...(await this.#send(makers, request))]);

    return Promise.all(
      plans.map(async (step, place): Promise<ContactWriteOutcome | Error> => {
        const { id } = writes[place] as ContactWrite;
        if (step instanceof Error) return step;
        if (step === 'UNCHANGED') return { contactId: id, warnings: [] };
        return errors.get(step) ?? this.#settle(id, step, request);
      }),
    );
  }

  async #send(updates: readonly ContactUpdate[], request: CallScope): Promise<ReadonlyMap<ContactUpdate, Error>> {
    const failures = new Map<ContactUpdate, Error>();
    const [first, ...others] = updates;
    if (!first) return failures;
    if (others.length === 0) {
      await this.source.updateContact(first, request).catch((error: unknown) => failures.set(first, error as Error));
      return failures;
    }
    const results = await this.source.updateContacts(updates, request);
    for (const [place, update] of updates.entries()) {
      const error = results[place];
      if (error) failures.set(update, error);
    }
    return failures;
  }

  async #settle(
    id: string,
    { change, knownPermissions }: ContactUpdate,
    request: CallScope,
  ): Promise<ContactWriteOutcome> {
    const warnings: ContactWarning[] = [];
    if (change.permissions !== undefined) {
      if (!(await this.notePermissions(id, change.permissions, request)))
        warnings.push(ContactWarning.PERMISSIONS_NOT_NOTED);
    } else if (knownPermissions === undefined) {
      warnings.push(ContactWarning.PERMISSIONS_CLEARED);
    }
    return { contactId: id, warnings };
  }

  /** The vendor has them already: a store that fails now must not make the write look failed. @returns whether it went well. */
  async notePermissions(id: string, permissions: readonly ContactPermission[], request: CallScope): Promise<boolean> {
    try {
      await this.permissions.remember(id, permissions);
      return true;
    } catch (error) {
      this.logger.error({ requestId: request.requestId, error }, 'permissions were written and could not be noted');
      return false;
    }
  }
}

function plan(
  { customerId, change }: ContactWrite,
  current: Contact | Error | null,
  knownPermissions: readonly ContactPermission[] | undefined,
): ContactUpdate | Error | 'UNCHANGED' {
  if (current instanceof Error) return current;
  if (current === null) return notFound(Vendor.PERFEX, 'contact');
  if (customerId !== undefined && customerId !== current.customerId) {
    return new InputError('customerId is not the customer of this contact. Leave it out, or send the right one.', [
      'customerId',
    ]);
  }
  return changesNothing(change, current) ? 'UNCHANGED' : { current, change, knownPermissions };
}

/** Sending such a change would only risk what the vendor clears; a password or permissions cannot be compared. */
function changesNothing(change: ContactChange, current: Contact): boolean {
  const { notifications = {}, phoneNumber, password, permissions, email, title, ...others } = change;
  if (password !== undefined || permissions !== undefined) return false;
  if (email !== undefined && email !== current.emailRaw) return false;
  if (title !== undefined && title !== (current.title ?? '')) return false;
  if (phoneNumber !== undefined && phoneNumber !== (current.phoneNumber ?? current.phoneNumberRaw ?? '')) return false;
  return isPartOf(others, current) && isPartOf(notifications, current.notifications);
}

const isPartOf = <Whole extends object>(part: Partial<Whole>, whole: Whole): boolean =>
  Object.entries(part).every(([name, value]) => value === undefined || value === whole[name as keyof Whole]);
