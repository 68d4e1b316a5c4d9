import { connection, type Connection } from '../domain/connection.js';
import type { Answer, UserSource } from '../domain/sources.js';
import type { AccountUser, CreatedUser, LoginLink, User, UserChange, UserDraft } from '../domain/user.js';
import { Vendor } from '../domain/vendor.js';
import { notFound } from '../errors.js';
import { decodeOffset, encodeOffset } from './cursor.js';
import { KeyedQueue } from './keyed-queue.js';
import type { RequestScope } from './loaders.js';
import { loadAll, recordId } from './records.js';

/** Users of the platform, at Chatwoot. */
export class UserService {
  readonly #writes = new KeyedQueue();

  constructor(private readonly source: UserSource) {}

  find(id: string, request: RequestScope): Promise<User | null> {
    return request.loaders.users.load(recordId(id, 'id'));
  }

  findMany(ids: readonly string[], request: RequestScope): Promise<Answer<User>[]> {
    return loadAll(
      request.loaders.users,
      ids.map((id) => recordId(id, 'ids')),
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

  async create(draft: UserDraft, request: RequestScope): Promise<CreatedUser> {
    const created = await this.source.createUser(draft, request);
    request.loaders.users.clear(created.user.id).prime(created.user.id, created.user);
    return created;
  }

  /** @throws VendorError NOT_FOUND where there is no such user. */
  async update(id: string, change: UserChange, request: RequestScope): Promise<User> {
    const key = recordId(id, 'id');
    if (Object.values(change).every((value) => value === undefined)) return this.#existing(key, request);
    const user = await this.#writes.run(key, () => this.source.updateUser(key, change, request));
    request.loaders.users.clear(key).prime(key, user);
    return user;
  }

  /** The vendor deletes later, in a job of its own. @throws VendorError NOT_FOUND where there is no such user. */
  async delete(id: string, request: RequestScope): Promise<void> {
    const key = recordId(id, 'id');
    await this.#writes.run(key, () => this.source.deleteUser(key, request));
    request.loaders.users.clear(key);
  }

  /** A change to nothing is no reason to write. */
  async #existing(id: string, request: RequestScope): Promise<User> {
    const user = await request.loaders.users.load(id);
    if (!user) throw notFound(Vendor.CHATWOOT, 'user');
    return user;
  }

  createLoginLink(id: string, request: RequestScope): Promise<LoginLink> {
    return this.source.createLoginLink(recordId(id, 'userId'), request);
  }
}
