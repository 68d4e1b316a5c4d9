import type { Contact, ContactUpdate } from '../../domain/contact.js';
import type { CallScope } from '../../domain/scope.js';
import type { Answer } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import { notFound } from '../../errors.js';
import type { BatchRoute, Operation, Outcome } from './batch.js';
import type { ContactClient } from './client.js';
import { isNothingChanged, isUnknownContact, itemError } from './errors.js';
import { putBody } from './put-body.js';
import { batchLimit, isRecordId } from './wire.js';

/** One thing that is done for each of many keys, in a list of operations or alone. */
interface Task<Key, Value> {
  readonly toOperation: (key: Key) => Operation;
  /** What the outcome of the operation means for the key. @throws the error of that key alone. */
  readonly toValue: (key: Key, outcome: Outcome) => Value;
  readonly callAlone: (key: Key) => Promise<Value>;
}

/** Many contacts in the fewest calls: lists of 50 side by side, or single calls where there is no batch route. */
export class ContactLoader {
  constructor(
    private readonly batch: BatchRoute,
    private readonly client: ContactClient,
  ) {}

  /** In the order of the ids: the contact, null where there is none, or the error of that id alone. */
  async read(ids: readonly string[], scope: CallScope): Promise<Answer<Contact>[]> {
    // What is no id names no contact, and is never sent: MySQL would read `5x` as 5.
    const askable = ids.filter(isRecordId);
    const answers = await this.each<string, Contact | null>(
      askable,
      {
        toOperation: (id) => ({ tool: 'contacts_get', arguments: { id: Number(id) } }),
        toValue: (id, outcome) => {
          if (outcome.status === 'refused' && isUnknownContact(outcome.reason)) return null;
          return this.client.contactWithId(id, resultOf(outcome));
        },
        callAlone: (id) => this.client.read(id, scope),
      },
      scope,
    );
    if (askable.length === ids.length) return answers;
    let position = 0;
    return ids.map((id) => (isRecordId(id) ? (answers[position++] ?? null) : null));
  }

  /** In the order of the updates: null, or the error of that update alone. */
  async update(updates: readonly ContactUpdate[], scope: CallScope): Promise<(null | Error)[]> {
    const operationOf = new Map<ContactUpdate, Operation>();
    const errorOf = new Map<ContactUpdate, Error | null>();
    for (const update of updates) {
      try {
        operationOf.set(update, toUpdateOperation(update));
      } catch (error) {
        errorOf.set(update, toError(error));
      }
    }
    const sendable = [...operationOf.keys()];
    const outcomes = await this.each<ContactUpdate, null>(
      sendable,
      {
        toOperation: (update) => operationOf.get(update) ?? toUpdateOperation(update),
        toValue: (_, outcome) => {
          if (outcome.status === 'refused' && isNothingChanged(outcome.reason)) return null;
          resultOf(outcome);
          return null;
        },
        callAlone: async (update) => {
          await this.client.update(update, scope);
          return null;
        },
      },
      scope,
    );
    sendable.forEach((update, position) => errorOf.set(update, outcomes[position] ?? null));
    return updates.map((update) => errorOf.get(update) ?? null);
  }

  /** In the order of the keys: what came of each, or its error. */
  async each<Key, Value>(keys: readonly Key[], task: Task<Key, Value>, scope: CallScope): Promise<(Value | Error)[]> {
    const lists: (readonly Key[])[] = [];
    for (let start = 0; start < keys.length; start += batchLimit) lists.push(keys.slice(start, start + batchLimit));
    const answers = await Promise.all(lists.map((list) => this.#oneList(list, task, scope)));
    return answers.flat();
  }

  async #oneList<Key, Value>(
    keys: readonly Key[],
    task: Task<Key, Value>,
    scope: CallScope,
  ): Promise<(Value | Error)[]> {
    let outcomes: Outcome[] | undefined;
    try {
      outcomes = await this.batch.send(keys.map(task.toOperation), scope);
    } catch (error) {
      return keys.map(() => toError(error));
    }
    if (outcomes === undefined) return Promise.all(keys.map((key) => task.callAlone(key).catch(toError)));
    return outcomes.map((outcome, position) => {
      try {
        return task.toValue(keys[position] as Key, outcome);
      } catch (error) {
        return toError(error);
      }
    });
  }
}

function toUpdateOperation(update: ContactUpdate): Operation {
  if (!isRecordId(update.current.id)) throw notFound(Vendor.PERFEX, 'contact');
  return { tool: 'contacts_update', arguments: { id: Number(update.current.id), data: putBody(update) } };
}

function resultOf(outcome: Outcome): unknown {
  if (outcome.status === 'refused') throw itemError(outcome.reason);
  if (outcome.status === 'unclear') throw outcome.error;
  return outcome.result;
}

const toError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
