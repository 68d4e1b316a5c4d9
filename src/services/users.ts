import { connection, type Connection } from '../domain/connection.js';
import type { RecordKey } from '../domain/identity.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer, UserSource } from '../domain/sources.js';
import type { AccountUser, CreatedUser, LoginLink, User, UserChange, UserDraft } from '../domain/user.js';
import { Vendor } from '../domain/vendor.js';
import { WriteKind } from '../domain/write.js';
import { notFound } from '../errors.js';
import { decodeOffset, encodeOffset } from './cursor.js';
import { KeyedQueue } from './keyed-queue.js';
import type { RequestScope } from './loaders.js';
import { loadAll, loadEach, recordId } from './records.js';
import { checkEach, settle } from './settle.js';
import type { DeliveredItem } from './writes/definition.js';
import type { DurableWrite, WriteOptions, WrittenItem, WrittenItems } from './writes/durable-write.js';
import { knownBy } from './writes/subjects.js';
import { unlessGone } from './writes/unless-gone.js';
import type { WriteService } from './writes/write-service.js';

/** A change to one user. */
export interface UserUpdate {
  readonly id: string;
  readonly change: UserChange;
}

type UpdatedUser = WrittenItem<UserUpdate, User>;

/** Users of the platform, at Chatwoot. */
export class UserService {
  /** Two changes of one user in the same write must not overlap either. */
  readonly #queue = new KeyedQueue();
  readonly #create: DurableWrite<UserDraft, CreatedUser>;
  readonly #update: DurableWrite<UserUpdate, User>;
  readonly #updateMany: DurableWrite<UserUpdate, User>;
  readonly #delete: DurableWrite<string, true>;

  constructor(
    private readonly source: UserSource,
    writes: WriteService,
  ) {
    const vendor = Vendor.CHATWOOT;
    this.#create = writes.define(WriteKind.CREATE_USER, {
      vendor,
      record: ({ email }) => `email ${email}`,
      about: (draft) => knownBy(draft),
      made: ({ user }) => [userKey(user.id)],
      holdsSecret: ({ password }) => password !== undefined,
      // A repeat is answered with the user that an earlier attempt made, who carries the id.
      deliver: (items, scope) => settle(items, ({ id, input }) => this.source.createUser(input, scope, id)),
    });
    const update = {
      vendor,
      record: ({ id }: UserUpdate) => `user ${id}`,
      about: ({ id }: UserUpdate) => [userKey(id)],
      holdsSecret: ({ change }: UserUpdate) => change.password !== undefined,
      deliver: (items: readonly DeliveredItem<UserUpdate>[], scope: CallScope) =>
        settle(items, ({ input }) => this.#deliverUpdate(input, scope)),
    };
    this.#update = writes.define(WriteKind.UPDATE_USER, update);
    this.#updateMany = writes.define(WriteKind.UPDATE_USERS, update);
    this.#delete = writes.define(WriteKind.DELETE_USER, {
      vendor,
      record: (id) => `user ${id}`,
      about: (id) => [userKey(id)],
      deliver: (items, scope) => settle(items, (item) => this.#deliverDeletion(item, scope)),
    });
  }

  find(id: string, request: RequestScope): Promise<User | null> {
    return request.loaders.users.load(recordId(id, 'id'));
  }

  findMany(ids: readonly string[], request: RequestScope): Promise<Answer<User>[]> {
    return loadAll(
      request.loaders.users,
      ids.map((id) => recordId(id, 'ids')),
    );
  }

  /** In the order of the ids; what is wrong with one stays with that one. */
  findEach(ids: readonly string[], request: RequestScope): Promise<Answer<User>[]> {
    return loadEach(
      request.loaders.users,
      checkEach(ids, (id) => recordId(id, 'id')),
    );
  }

  /** Chatwoot answers all memberships of an account at once: pages are cut here. Null where there is no such account. */
  async accountUsers(
    accountId: string,
    first: number,
    after: string | undefined,
    request: RequestScope,
  ): Promise<Connection<AccountUser> | null> {
    const start = (decodeOffset('accountUsers', after)?.offset ?? -1) + 1;
    const all = await request.loaders.accountUsers.load(recordId(accountId, 'accountId'));
    if (!all) return null;
    return connection(
      all.slice(start, start + first),
      ({ userId }, index) => encodeOffset('accountUsers', { offset: start + index, id: userId }),
      { hasNextPage: start + first < all.length, hasPreviousPage: start > 0, totalCount: all.length },
    );
  }

  async create(
    draft: UserDraft,
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItem<UserDraft, CreatedUser>> {
    const written = await this.#create.one(draft, options, request);
    if (written.outcome) this.#note(written.outcome.user, request);
    return written;
  }

  /** @throws VendorError NOT_FOUND where there is no such user. */
  async update(update: UserUpdate, options: WriteOptions, request: RequestScope): Promise<UpdatedUser> {
    recordId(update.id, 'id');
    const written = await this.#update.one(update, options, request);
    if (written.outcome) this.#note(written.outcome, request);
    return written;
  }

  /** @returns the outcome or the error of each update, in the order given. */
  async updateMany(
    updates: readonly UserUpdate[],
    options: WriteOptions,
    request: RequestScope,
  ): Promise<WrittenItems<UserUpdate, User>> {
    const checked = checkEach(updates, (update) => {
      recordId(update.id, 'id');
      return update;
    });
    const written = await this.#updateMany.many(checked, options, request);
    for (const result of written.results)
      if (!(result instanceof Error) && result.outcome) this.#note(result.outcome, request);
    return written;
  }

  /** The vendor deletes later, in a job of its own. @throws VendorError NOT_FOUND where there is no such user. */
  async delete(id: string, options: WriteOptions, request: RequestScope): Promise<WrittenItem<string, true>> {
    const key = recordId(id, 'id');
    const written = await this.#delete.one(key, options, request);
    request.loaders.users.clear(key);
    return written;
  }

  #note(user: User, { loaders }: RequestScope): void {
    loaders.users.clear(user.id).prime(user.id, user);
  }

  #deliverUpdate({ id, change }: UserUpdate, scope: CallScope): Promise<User> {
    if (Object.values(change).every((value) => value === undefined)) return this.#existing(id, scope);
    return this.#queue.run(id, () => this.source.updateUser(id, change, scope));
  }

  async #deliverDeletion({ input, isRepeat }: DeliveredItem<string>, scope: CallScope): Promise<true> {
    await unlessGone(
      isRepeat,
      this.#queue.run(input, () => this.source.deleteUser(input, scope)),
    );
    return true;
  }

  /** A change to nothing is no reason to write. */
  async #existing(id: string, scope: CallScope): Promise<User> {
    const [user = null] = await this.source.readUsers([id], scope);
    if (user instanceof Error) throw user;
    if (!user) throw notFound(Vendor.CHATWOOT, 'user');
    return user;
  }

  createLoginLink(id: string, request: RequestScope): Promise<LoginLink> {
    return this.source.createLoginLink(recordId(id, 'userId'), request);
  }
}

const userKey = (recordId: string): RecordKey => ({ vendor: Vendor.CHATWOOT, recordId });
