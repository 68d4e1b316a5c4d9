import type { Logger } from 'pino';
import type { ContactDraft } from '../domain/contact.js';
import type { PermissionLedger } from '../domain/ledgers.js';
import type { CallScope } from '../domain/scope.js';
import type { ContactSource } from '../domain/sources.js';
import type { ContactUpdates } from './contact-updates.js';
import type { DeliveredItem } from './writes/definition.js';
import { unlessGone } from './writes/unless-gone.js';

export interface CreatedContact {
  readonly contactId: string;
  /** Whether the permissions could be noted for later updates. */
  readonly permissionsNoted: boolean;
}

/** Creations and deletions of contacts on their way to the vendor. */
export class ContactDeliveries {
  constructor(
    private readonly source: ContactSource,
    private readonly permissions: PermissionLedger,
    private readonly updates: ContactUpdates,
    private readonly logger: Logger,
  ) {}

  async create({ id, input }: DeliveredItem<ContactDraft>, scope: CallScope): Promise<CreatedContact> {
    const contactId = await this.updates.creation(input.isPrimary === true, () =>
      this.source.createContact(input, scope, id),
    );
    if (input.permissions === undefined) {
      // Perfex gives an id a second time where its database was restored: what the ledger has under it is another contact's.
      await this.#forgetPermissions(contactId, scope);
      return { contactId, permissionsNoted: true };
    }
    return { contactId, permissionsNoted: await this.updates.notePermissions(contactId, input.permissions, scope) };
  }

  async delete({ input, isRepeat }: DeliveredItem<string>, scope: CallScope): Promise<true> {
    await unlessGone(
      isRepeat,
      this.updates.exclusive(input, () => this.source.deleteContact(input, scope)),
    );
    await this.#forgetPermissions(input, scope);
    return true;
  }

  /** The vendor has done its part already: a store that fails now is no reason to call the write failed. */
  async #forgetPermissions(id: string, { requestId }: CallScope): Promise<void> {
    await this.permissions.forget(id).catch((error: unknown) => {
      this.logger.warn({ requestId, error }, 'permissions of a contact that is gone are still in the ledger');
    });
  }
}
