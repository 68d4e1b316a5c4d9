import { randomUUID } from 'node:crypto';
import type { Contact, ContactDraft, ContactUpdate } from '../../domain/contact.js';
import type { CallScope } from '../../domain/scope.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse, ErrorCode, notFound, VendorError } from '../../errors.js';
import type { VendorAnswer } from '../answers.js';
import type { VendorLine } from '../vendor.js';
import { isNoData, isNothingChanged, isRefusedByModule, perfexError, writeError } from './errors.js';
import { readContact, type Reading, toCreateBody } from './normalize.js';
import { putBody } from './put-body.js';
import { fields, isRecordId } from './wire.js';

/** The calls that concern one contact. */
export class ContactClient {
  constructor(
    private readonly http: VendorLine,
    private readonly reading: Reading,
  ) {}

  /** The contact, or null where there is none. */
  async read(id: string, scope: CallScope): Promise<Contact | null> {
    // The path names a customer first, and any will do. `1`, because PHP takes a `0` for an empty part.
    const path = `/contacts/1/${id}`;
    const answer = await this.http.send({ operation: 'contacts.get', method: 'GET', path }, scope);
    if (isNoData(answer)) return null;
    if (answer.status !== 200) throw perfexError(answer);
    return this.contactWithId(id, answer.body);
  }

  /** The contact of a row that has to be the one asked for. @throws VENDOR_BAD_RESPONSE */
  contactWithId(id: string, row: unknown): Contact {
    const contact = readContact(row, this.reading);
    if (contact.id !== id) throw badResponse(Vendor.PERFEX, 'another contact than the one asked for');
    return contact;
  }

  /** @returns the new id. @throws CONFLICT for a taken e-mail address, BAD_USER_INPUT for a refused value. */
  async create(draft: ContactDraft, scope: CallScope, creationId: string = randomUUID()): Promise<string> {
    if (!isRecordId(draft.customerId)) {
      throw new VendorError(
        Vendor.PERFEX,
        ErrorCode.BAD_USER_INPUT,
        'A customer id in Perfex is a whole number above 0. Correct `customerId`.',
        { fields: ['customerId'] },
      );
    }
    const answer = await this.http.send(
      {
        operation: 'contacts.create',
        method: 'POST',
        path: '/contacts',
        json: toCreateBody(draft),
        // A repeat of this request with the same key is answered again and not done again.
        headers: { 'idempotency-key': creationId },
        repeatable: true,
      },
      scope,
    );
    if (answer.status !== 200 && answer.status !== 201) throw writeError(answer);
    const created = fields.record(answer.body, 'created contact');
    if (!fields.flag(created.status, 'created contact', 'status'))
      throw badResponse(Vendor.PERFEX, 'a creation that has status false');
    return fields.id(created.record_id, 'created contact', 'record_id');
  }

  /** @throws NOT_FOUND, CONFLICT for a taken e-mail address, BAD_USER_INPUT for a refused value. */
  async update(update: ContactUpdate, scope: CallScope): Promise<void> {
    const { id } = update.current;
    if (!isRecordId(id)) throw notFound(Vendor.PERFEX, 'contact');
    const json = putBody(update);
    const answer = await this.http.send(
      { operation: 'contacts.update', method: 'PUT', path: `/contacts/${id}`, json, repeatable: true },
      scope,
    );
    // "Client Update Fail." is how Perfex says that everything was as asked already.
    if (answer.status === 404 && isNothingChanged(answer.body)) return;
    if (answer.status !== 200) throw writeError(answer);
    confirm(answer, 'an update');
  }

  /** @throws NOT_FOUND */
  async delete(id: string, scope: CallScope): Promise<void> {
    if (!isRecordId(id)) throw notFound(Vendor.PERFEX, 'contact');
    const answer = await this.http.send(
      { operation: 'contacts.delete', method: 'DELETE', path: `/contacts/${id}` },
      scope,
    );
    if (isRefusedByModule(answer)) throw notFound(Vendor.PERFEX, 'contact');
    if (answer.status !== 200) throw perfexError(answer);
    confirm(answer, 'a deletion');
  }
}

function confirm(answer: VendorAnswer, what: string): void {
  const { status } = fields.record(answer.body, what);
  if (!fields.flag(status, what, 'status')) throw badResponse(Vendor.PERFEX, `${what} that has status false`);
}
