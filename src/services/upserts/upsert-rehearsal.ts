import type { PermissionLedger } from '../../domain/ledgers.js';
import type { PersioUserId } from '../../domain/persio-user-id.js';
import type { PlannedRequest, Rehearsal } from '../../domain/rehearsal.js';
import { Vendor } from '../../domain/vendor.js';
import { WriteKind } from '../../domain/write.js';
import { PeoplegraphError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import { vendorOfUserIds } from '../people/persio-ids.js';
import type { Difference, UpsertTarget, UpsertWrite } from './upsert.js';
import type { PlannedPerson, UpsertPlanner } from './upsert-planner.js';

/** What an upsert would do at one record. */
export interface PlannedWrite extends UpsertTarget {
  /** Null where nothing would be sent. */
  readonly request: PlannedRequest | null;
  readonly differences: readonly Difference[];
  readonly notHeld: readonly string[];
  /** Why it would fail; null where nothing is known to be in the way. */
  readonly error: Error | null;
}

export interface UpsertRehearsalOptions {
  readonly planner: UpsertPlanner;
  readonly rehearse: Rehearsal;
  readonly permissions: PermissionLedger;
  readonly persioUserId: PersioUserId;
}

/** Goes through an upsert up to the moment at which the vendors would be sent something. */
export class UpsertRehearsal {
  constructor(private readonly options: UpsertRehearsalOptions) {}

  run(targets: readonly UpsertTarget[], person: PlannedPerson, request: RequestScope): Promise<PlannedWrite[]> {
    const made = targets.filter(({ recordId }) => recordId === null).map(({ vendor }) => vendor);
    const getsUserId = made.includes(vendorOfUserIds[this.options.persioUserId]);
    return Promise.all(
      targets.map((target) => {
        const isNamedLater = target.vendor === Vendor.PERSIO && target.recordId === null && getsUserId;
        // By then it has an id; as all values, it is not shown.
        const planned = isNamedLater ? { ...target, recordId: 'new' } : target;
        return this.#planned(target, planned, person, request);
      }),
    );
  }

  async #planned(
    target: UpsertTarget,
    planned: UpsertTarget,
    person: PlannedPerson,
    request: RequestScope,
  ): Promise<PlannedWrite> {
    try {
      const { write, differences, notHeld } = await this.options.planner.plan(planned, person, request);
      return { ...target, request: write && (await this.#request(write, request)), differences, notHeld, error: null };
    } catch (error) {
      if (!(error instanceof PeoplegraphError)) throw error;
      return { ...target, request: null, differences: [], notHeld: [], error };
    }
  }

  async #request(write: UpsertWrite, request: RequestScope): Promise<PlannedRequest> {
    const { rehearse, permissions } = this.options;
    switch (write.kind) {
      case WriteKind.SET_PROFILE:
        return rehearse(({ profiles }, scope) => profiles.setProfile(write.input, scope));
      case WriteKind.CREATE_USER:
        return rehearse(({ users }, scope) => users.createUser(write.input, scope));
      case WriteKind.UPDATE_USER:
        return rehearse(({ users }, scope) => users.updateUser(write.input.id, write.input.change, scope));
      case WriteKind.CREATE_CONTACT:
        return rehearse(({ contacts }, scope) => contacts.createContact(write.input, scope));
      case WriteKind.UPDATE_CONTACT: {
        const { id, change } = write.input;
        const [current, known] = await Promise.all([request.loaders.contacts.load(id), permissions.recall([id])]);
        if (!current) throw new TypeError('What is planned for a contact has been read from it.');
        const update = { current, change, knownPermissions: known.get(id) };
        return rehearse(({ contacts }, scope) => contacts.updateContact(update, scope));
      }
      case WriteKind.IDENTIFY:
        return rehearse(({ events }, scope) => events.identify(write.input, scope));
      case WriteKind.ADD_TO_GROUP:
        return rehearse(({ events }, scope) => events.group(write.input, scope));
    }
  }
}
