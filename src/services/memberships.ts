import type { PersioUserId } from '../domain/persio-user-id.js';
import { connection, type Connection } from '../domain/connection.js';
import type { Contact } from '../domain/contact.js';
import type { EventReceipt, GroupCall } from '../domain/group-event.js';
import type {
  AcceptedGroupCall,
  GroupMember,
  GroupMembership,
  GroupMembershipKey,
  MembershipCall,
} from '../domain/group-membership.js';
import type { MembershipLedger, MembershipPage } from '../domain/ledgers.js';
import { toE164 } from '../domain/phone-number.js';
import type { Profile } from '../domain/profile.js';
import type { Answer, EventSource } from '../domain/sources.js';
import type { User } from '../domain/user.js';
import { Vendor } from '../domain/vendor.js';
import { WriteKind } from '../domain/write.js';
import { decodePosition, encodePosition } from './cursor.js';
import type { RequestScope } from './loaders.js';
import { fixed, memberOf, subjectOf } from './event-calls.js';
import { isRecordId, loadEach } from './records.js';
import { settle } from './settle.js';
import type { DurableWrite, WriteOptions, WrittenItem, WrittenItems } from './writes/durable-write.js';
import type { WriteService } from './writes/write-service.js';

/** What became of a group call that Persio accepted. */
export interface GroupOutcome {
  readonly receipt: EventReceipt;
  readonly membership: GroupMembership;
}

export type WrittenGroup = WrittenItem<GroupCall, GroupOutcome>;

/** Memberships of groups: written to Persio, read from what this service wrote. */
export class MembershipService {
  readonly #add: DurableWrite<GroupCall, GroupOutcome>;
  readonly #addMany: DurableWrite<GroupCall, GroupOutcome>;

  constructor(
    private readonly source: EventSource,
    private readonly ledger: MembershipLedger,
    /** Whose id the company sends to Persio as `userId`. */
    private readonly userIdKind: PersioUserId,
    writes: WriteService,
  ) {
    const common = {
      vendor: Vendor.PERSIO,
      fix: fixed<GroupCall>,
      about: (call: GroupCall) => subjectOf(call, this.userIdKind),
      membership: pending,
      record: (call: GroupCall) => `group ${JSON.stringify([memberOf(call), call.groupId])}`,
    };
    this.#add = writes.define(WriteKind.ADD_TO_GROUP, {
      ...common,
      deliver: async (items, scope) => {
        const calls = items.map(({ input }) => input);
        return this.#record(calls, await settle(calls, (call) => this.source.group(call, scope)));
      },
    });
    this.#addMany = writes.define(WriteKind.ADD_TO_GROUPS, {
      ...common,
      deliver: async (items, scope) => {
        const calls = items.map(({ input }) => input);
        return this.#record(calls, await this.source.groupMany(calls, scope));
      },
    });
  }

  find(key: GroupMembershipKey, request: RequestScope): Promise<GroupMembership | null> {
    return request.loaders.memberships.load(key);
  }

  /** In the order of the keys. */
  findEach(keys: readonly GroupMembershipKey[], request: RequestScope): Promise<Answer<GroupMembership>[]> {
    return loadEach(request.loaders.memberships, keys);
  }

  async ofMember(
    member: GroupMember,
    first: number,
    after: string | undefined,
    request: RequestScope,
  ): Promise<Connection<GroupMembership>> {
    const page = await request.loaders.memberPages.load({ member, first, after: decodePosition(after) });
    return toConnection(page, after);
  }

  async ofGroup(groupId: string, first: number, after: string | undefined): Promise<Connection<GroupMembership>> {
    return toConnection(await this.ledger.pageOfGroup(groupId, first, decodePosition(after)), after);
  }

  /** The memberships of a vendor's record, or null where Persio's user ids are not the ids of such records. */
  ofRecord(
    kind: Exclude<PersioUserId, 'OWN'>,
    id: string,
    first: number,
    after: string | undefined,
    request: RequestScope,
  ): Promise<Connection<GroupMembership> | null> {
    return kind === this.userIdKind ? this.ofMember({ userId: id }, first, after, request) : Promise.resolve(null);
  }

  user(membership: GroupMembership, request: RequestScope): Promise<User | null> {
    const id = this.#idOf('CHATWOOT_USER', membership);
    return id !== null && isRecordId(id) ? request.loaders.users.load(id) : Promise.resolve(null);
  }

  contact(membership: GroupMembership, request: RequestScope): Promise<Contact | null> {
    const id = this.#idOf('PERFEX_CONTACT', membership);
    return id !== null && isRecordId(id) ? request.loaders.contacts.load(id) : Promise.resolve(null);
  }

  profile(membership: GroupMembership, request: RequestScope): Promise<Profile | null> {
    const id = this.#idOf('NUMI_PHONE', membership);
    const phoneNumber = id === null ? null : toE164(id, undefined);
    return phoneNumber === null ? Promise.resolve(null) : request.loaders.profiles.load(phoneNumber);
  }

  async add(call: GroupCall, options: WriteOptions, request: RequestScope): Promise<WrittenGroup> {
    const written = await this.#add.one(call, options, request);
    forgetMemberships(request);
    return written;
  }

  /** @returns the outcome or the error of each call, in the order given. */
  async addMany(
    calls: readonly GroupCall[],
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItems<GroupCall, GroupOutcome>> {
    const written = await this.#addMany.many(calls, options, request);
    forgetMemberships(request);
    return written;
  }

  /** As the write left it or, while that is pending, as it is known now. Null where the write has ended in between. */
  ofWrite({ outcome, input }: WrittenGroup, request: RequestScope): Promise<GroupMembership | null> {
    if (outcome) return Promise.resolve(outcome.membership);
    return input ? this.find(keyOf(input), request) : Promise.resolve(null);
  }

  /** The ledger is what was delivered: a call that could not be recorded is sent again, and Persio drops the repeat. */
  async #record(
    calls: readonly GroupCall[],
    receipts: readonly (EventReceipt | Error)[],
  ): Promise<(GroupOutcome | Error)[]> {
    const acceptedCalls = calls.flatMap((call, index) => {
      const receipt = receipts[index];
      return receipt && !(receipt instanceof Error) ? [accepted(call, receipt)] : [];
    });
    const memberships = acceptedCalls.length > 0 ? await this.ledger.record(acceptedCalls) : [];
    let recorded = 0;
    return receipts.map((receipt) =>
      receipt instanceof Error ? receipt : { receipt, membership: memberships[recorded++] as GroupMembership },
    );
  }

  #idOf(kind: PersioUserId, { userId }: GroupMembership): string | null {
    return kind === this.userIdKind ? userId : null;
  }
}

function forgetMemberships({ loaders }: RequestScope): void {
  loaders.memberships.clearAll();
  loaders.memberPages.clearAll();
}

/** Of a stored call: it has one of the ids. */
const keyOf = ({ userId, anonymousId, groupId }: GroupCall): GroupMembershipKey =>
  userId === undefined ? { anonymousId: anonymousId as string, groupId } : { userId, groupId };

/** Of a stored call: its time is fixed. */
const pending = ({ userId, anonymousId, groupId, traits, timestamp }: GroupCall): MembershipCall => ({
  userId: userId ?? null,
  anonymousId: anonymousId ?? null,
  groupId,
  traits: traits ?? {},
  timestamp: timestamp as Date,
});

const accepted = (call: GroupCall, receipt: EventReceipt): AcceptedGroupCall => ({
  userId: receipt.userId,
  anonymousId: receipt.anonymousId,
  groupId: call.groupId,
  traits: call.traits ?? {},
  timestamp: receipt.timestamp,
  observedAt: receipt.acceptedAt,
});

const toConnection = (page: MembershipPage, after: string | undefined): Connection<GroupMembership> =>
  connection(page.items, encodePosition, { hasNextPage: page.hasNextPage, hasPreviousPage: after !== undefined });
