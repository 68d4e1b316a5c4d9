import type { FastifyInstance, FastifyReply } from 'fastify';
import { randomBytes } from 'node:crypto';
import type { ChatwootState, SimulatedUser } from './simulator-state.js';
import { userJson, userParameters, validationFailure } from './simulator-user.js';
import { apiPath, tokenHeader, type WireRole } from './wire.js';

type ById = { Params: { id: string } };
type ByAccount = { Params: { accountId: string }; Body: { user_id?: number; role?: WireRole } | undefined };

const notFound = (reply: FastifyReply): FastifyReply => reply.code(404).send({ status: 404, error: 'Not Found' });

/** The platform API. Only the hyphenated token header counts, since proxies drop the one with underscores. */
export function addRoutes(server: FastifyInstance, state: ChatwootState, key: string): void {
  server.setNotFoundHandler((_, reply) => notFound(reply));
  server.register(
    async (api) => {
      api.addHook('preHandler', async (request, reply) =>
        request.headers[tokenHeader.toLowerCase()] === key
          ? undefined
          : reply.code(401).send({ error: 'Invalid access_token' }),
      );
      addUserRoutes(api, state);
      addAccountUserRoutes(api, state);
    },
    { prefix: apiPath },
  );
}

function addUserRoutes(api: FastifyInstance, state: ChatwootState): void {
  const json = (user: SimulatedUser): Record<string, unknown> => userJson(user, state.accounts);
  const withUser = (id: string, reply: FastifyReply, answer: (user: SimulatedUser) => FastifyReply): FastifyReply => {
    const user = state.find(Number(id));
    if (!user) return notFound(reply);
    if (user.foreign) return reply.code(401).send({ error: 'Non permissible resource' });
    return answer(user);
  };

  api.get<ById>('/users/:id', (request, reply) => withUser(request.params.id, reply, (user) => reply.send(json(user))));

  api.post('/users', (request, reply) => {
    const parameters = userParameters(request.body);
    const { name = '', displayName = null, email = '', customAttributes = {} } = parameters;
    const existing = state.findByEmail(email);
    if (existing) {
      // From now on the asking platform app is permitted to see the user.
      existing.foreign = false;
      return reply.send(json(existing));
    }
    const failure = validationFailure(parameters, state);
    if (failure) return reply.code(422).send(failure);
    return reply.send(json(state.add({ name, displayName, email, customAttributes })));
  });

  api.patch<ById>('/users/:id', (request, reply) =>
    withUser(request.params.id, reply, (user) => {
      const parameters = userParameters(request.body);
      const failure = validationFailure(parameters, state, user);
      if (failure) return reply.code(422).send(failure);
      const { name, displayName, email, customAttributes } = parameters;
      if (name !== undefined) user.name = name;
      if (displayName !== undefined) user.displayName = displayName;
      if (email !== undefined) user.email = email;
      user.customAttributes = { ...user.customAttributes, ...customAttributes };
      return reply.send(json(user));
    }),
  );

  api.delete<ById>('/users/:id', (request, reply) =>
    withUser(request.params.id, reply, (user) => {
      state.scheduleDeletion(user.id);
      return reply.code(200).send();
    }),
  );

  api.get<ById>('/users/:id/login', (request, reply) =>
    withUser(request.params.id, reply, (user) => {
      const query = new URLSearchParams({ email: user.email, sso_auth_token: randomBytes(16).toString('hex') });
      return reply.send({ url: `http://${request.host}/app/login?${query}` });
    }),
  );
}

function addAccountUserRoutes(api: FastifyInstance, state: ChatwootState): void {
  const path = '/accounts/:accountId/account_users';
  const membershipOf = (user: SimulatedUser, accountId: number) =>
    user.memberships.find((membership) => membership.accountId === accountId);
  const withAccount = (id: string, reply: FastifyReply, answer: (accountId: number) => FastifyReply): FastifyReply =>
    state.accounts.has(Number(id)) ? answer(Number(id)) : notFound(reply);

  api.get<ByAccount>(path, (request, reply) =>
    withAccount(request.params.accountId, reply, (accountId) =>
      reply.send(
        state.members(accountId).map(({ userId, role }) => ({ account_id: accountId, user_id: userId, role })),
      ),
    ),
  );

  api.post<ByAccount>(path, (request, reply) =>
    withAccount(request.params.accountId, reply, (accountId) => {
      const { user_id: userId, role = 'agent' } = request.body ?? {};
      const user = state.find(Number(userId));
      if (!user) return reply.code(422).send({ message: 'User must exist', attributes: ['user'] });
      if (!['agent', 'administrator'].includes(role))
        return reply.code(422).send({ message: 'Role is not included in the list', attributes: ['role'] });
      const membership = membershipOf(user, accountId);
      if (membership) membership.role = role;
      else user.memberships.push({ accountId, role, activeAt: null });
      return reply.send({ account_id: accountId, user_id: user.id, role });
    }),
  );

  api.delete<ByAccount>(path, (request, reply) =>
    withAccount(request.params.accountId, reply, (accountId) => {
      const user = state.find(Number(request.body?.user_id));
      const membership = user && membershipOf(user, accountId);
      if (membership) user.memberships.splice(user.memberships.indexOf(membership), 1);
      return reply.code(200).send();
    }),
  );
}
