import { randomUUID } from 'node:crypto';
import type { CallScope } from '../../domain/scope.js';
import type { AccountUser, CreatedUser, LoginLink, User, UserChange, UserDraft } from '../../domain/user.js';
import { Vendor } from '../../domain/vendor.js';
import { badResponse, notFound } from '../../errors.js';
import type { VendorAnswer, VendorRequest } from '../answers.js';
import type { VendorLine } from '../vendor.js';
import { isMadeBy, readAccountUsers, readUser, toUserBody } from './normalize.js';
import { refusal } from './refusal.js';
import { creationMarker, isNonPermissible, isNoSuchRecord, loginLinkLifetime, parseLoginUrl } from './wire.js';

/** The last id that a user can have: hardly anybody has it. */
const highestId = '2147483647';

/** The calls of Chatwoot's platform API, one method each. Every failure is a coded error. */
export class ChatwootClient {
  constructor(private readonly http: VendorLine) {}

  /** @returns null where there is no such user. */
  async getUser(id: string, scope: CallScope): Promise<User | null> {
    if (!isId(id)) return null;
    const answer = await this.#send({ operation: 'users.get', method: 'GET', path: userPath(id) }, scope);
    return answer && userOf(answer, id);
  }

  /** Asks for a user whom there is not. Rejects where the answer is no answer of Chatwoot to a good token. */
  async probe(scope: CallScope): Promise<void> {
    const answer = await this.http.send({ operation: 'users.get', method: 'GET', path: userPath(highestId) }, scope);
    // It is another platform app's: only to a good token is this said.
    if (answer.status === 401 && isNonPermissible(answer.body)) return;
    if (answer.status === 404 && isNoSuchRecord(answer.body)) return;
    if (answer.status !== 200) throw refusal(answer);
    userOf(answer, highestId);
  }

  /**
   * An e-mail address that is taken is answered with its user, unchanged, and the same `200` as a
   * creation. The answer holds no time of creation, and equal fields prove nothing, so every creation
   * sends a custom attribute with a value of its own: only a user that this very call made carries it.
   * Not repeatable by itself: only with the same id does a repeat know the user of the first attempt as its own.
   */
  async createUser(draft: UserDraft, scope: CallScope, creationId: string = randomUUID()): Promise<CreatedUser> {
    const body = toUserBody(draft);
    const answer = await this.#send(
      {
        operation: 'users.create',
        method: 'POST',
        path: '/users',
        json: { ...body, custom_attributes: { ...body.custom_attributes, [creationMarker]: creationId } },
        repeatable: false,
      },
      scope,
    );
    if (!answer) throw badResponse(Vendor.CHATWOOT, 'status 404');
    return { user: readUser(answer.body), created: isMadeBy(creationId, answer.body) };
  }

  async updateUser(id: string, change: UserChange, scope: CallScope): Promise<User> {
    const request = { operation: 'users.update', method: 'PATCH', json: toUserBody(change), repeatable: true } as const;
    return userOf(await this.#sendToUser(id, request, scope), id);
  }

  /** The vendor deletes in a job of its own: the user can still be read for a while. */
  async deleteUser(id: string, scope: CallScope): Promise<void> {
    await this.#sendToUser(id, { operation: 'users.delete', method: 'DELETE', repeatable: true }, scope);
  }

  /** The URL signs in whoever holds it: it goes to the caller only, never into a log or an error. */
  async createLoginLink(id: string, scope: CallScope): Promise<LoginLink> {
    // Counted from before the call, so that the link lives at least as long as it says.
    const requestedAt = Date.now();
    const answer = await this.#sendToUser(id, { operation: 'users.login', method: 'GET', below: '/login' }, scope);
    return { url: parseLoginUrl(answer.body), expiresAt: new Date(requestedAt + loginLinkLifetime) };
  }

  /** @returns null where there is no such account. */
  async getAccountUsers(accountId: string, scope: CallScope): Promise<AccountUser[] | null> {
    if (!isId(accountId)) return null;
    const answer = await this.#send(
      {
        operation: 'accountUsers.list',
        method: 'GET',
        path: `/accounts/${encodeURIComponent(accountId)}/account_users`,
      },
      scope,
    );
    if (!answer) return null;
    const accountUsers = readAccountUsers(answer.body);
    if (accountUsers.some((accountUser) => accountUser.accountId !== accountId))
      throw badResponse(Vendor.CHATWOOT, 'account users of another account than the one asked for');
    return accountUsers;
  }

  async #sendToUser(
    id: string,
    { below = '', ...request }: Omit<VendorRequest, 'path'> & { readonly below?: string },
    scope: CallScope,
  ): Promise<VendorAnswer> {
    const answer = isId(id) ? await this.#send({ ...request, path: userPath(id) + below }, scope) : null;
    if (!answer) throw notFound(Vendor.CHATWOOT, 'user');
    return answer;
  }

  /** @returns null where Chatwoot has no such record. */
  async #send(request: VendorRequest, scope: CallScope): Promise<VendorAnswer | null> {
    const answer = await this.http.send(request, scope);
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (answer.status === 404 && isNoSuchRecord(answer.body)) return null;
    throw refusal(answer);
  }
}

/**
 * Chatwoot's ids are plain decimals. Anything else cannot exist there, and must not be asked for: `..` would
 * name another path even when encoded, and the server reads the digits that a text begins with.
 */
const isId = (id: string): boolean => /^[1-9]\d*$/.test(id);

const userPath = (id: string): string => `/users/${encodeURIComponent(id)}`;

function userOf(answer: VendorAnswer, id: string): User {
  const user = readUser(answer.body);
  if (user.id !== id) throw badResponse(Vendor.CHATWOOT, 'another user than the one asked for');
  return user;
}
