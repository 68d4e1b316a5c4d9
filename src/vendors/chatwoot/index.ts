import type { UserSource } from '../../domain/sources.js';
import { Vendor } from '../../domain/vendor.js';
import type { VendorEnvironment, VendorLine, VendorModule } from '../vendor.js';
import { ChatwootClient } from './client.js';
import { readUsers } from './loader.js';
import { apiPath, isNonPermissible, tokenHeader } from './wire.js';

export { chatwootWebhook } from './webhook.js';

export interface ChatwootSettings {
  /** The root of the installation, such as `https://app.chatwoot.com`. */
  readonly url: string;
  /** The access token of the platform app. */
  readonly token: string;
}

/** The users of a Chatwoot installation, through its platform API. */
export const chatwoot: VendorModule<ChatwootSettings, UserSource> = {
  vendor: Vendor.CHATWOOT,
  connect(settings, environment) {
    const client = new ChatwootClient(line(settings, environment));
    return {
      readUsers: (ids, scope) => readUsers(client, ids, scope),
      readAccountUsers: (accountId, scope) => client.getAccountUsers(accountId, scope),
      createUser: (draft, scope, creationId) => client.createUser(draft, scope, creationId),
      updateUser: (id, change, scope) => client.updateUser(id, change, scope),
      deleteUser: (id, scope) => client.deleteUser(id, scope),
      createLoginLink: (id, scope) => client.createLoginLink(id, scope),
    };
  },
  async probe(settings, environment, scope) {
    await new ChatwootClient(line(settings, environment)).probe(scope);
    return { isProven: true };
  },
};

const line = ({ url, token }: ChatwootSettings, { open }: VendorEnvironment): VendorLine =>
  open({
    vendor: Vendor.CHATWOOT,
    baseUrl: url.replace(/\/+$/, '') + apiPath,
    headers: { [tokenHeader]: token },
    // Chatwoot refuses another app's record with the status of a bad token.
    meaning: ({ status, body }) => (status === 401 && isNonPermissible(body) ? 'record' : undefined),
  });
