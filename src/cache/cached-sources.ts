import type { Profile } from '../domain/profile.js';
import type { Sources } from '../domain/sources.js';
import type { AccountUser, User } from '../domain/user.js';
import { Vendor } from '../domain/vendor.js';
import { cachedContacts } from './cached-contacts.js';
import type { CachedSourcesOptions } from './options.js';
import { type Lifetimes, RecordReads } from './record-reads.js';
import { written } from './written.js';

/** What no write of ours could be trusted to invalidate is shared while it is under way, and not kept. */
const notKept: Lifetimes = { fresh: 0, negative: 0, stale: 0 };

/**
 * The same sources, with reads by key shared between requests and kept for a while. A write through them
 * forgets what was kept, whether it went well or not: after a failure nobody knows what the vendor holds.
 */
export function cachedSources(sources: Sources, options: CachedSourcesOptions): Sources {
  const { cache, lifetimes, clock, abreast } = options;
  const common = (vendor: Vendor, kind: string) => ({
    vendor,
    kind,
    cache,
    clock,
    lifetimes: lifetimes[vendor],
    onStale: () => options.onStale(vendor),
    batch: undefined,
    abreast,
  });
  const profiles = new RecordReads<Profile>({
    ...common(Vendor.NUMI, 'profile'),
    fetch: (keys, scope) => sources.profiles.readProfiles(keys, scope),
  });
  const users = new RecordReads<User>({
    ...common(Vendor.CHATWOOT, 'user'),
    fetch: (keys, scope) => sources.users.readUsers(keys, scope),
  });
  const accountUsers = new RecordReads<AccountUser[]>({
    ...common(Vendor.CHATWOOT, 'accountUsers'),
    lifetimes: notKept,
    fetch: (keys, scope) => Promise.all(keys.map((key) => sources.users.readAccountUsers(key, scope))),
  });

  return {
    profiles: {
      readProfiles: (keys, scope) => profiles.read(keys, scope),
      setProfile: (change, scope) =>
        written(profiles, [change.phoneNumber], sources.profiles.setProfile(change, scope)),
    },
    users: {
      readUsers: (keys, scope) => users.read(keys, scope),
      async readAccountUsers(accountId, scope) {
        const [answer = null] = await accountUsers.read([accountId], scope);
        if (answer instanceof Error) throw answer;
        return answer;
      },
      async createUser(draft, scope, creationId) {
        const outcome = await sources.users.createUser(draft, scope, creationId);
        const { user, created } = outcome;
        // One that was there already may be changed by somebody else at the same time: this answer may be the older.
        if (created) await users.replace(user.id, user);
        else await users.invalidate(user.id);
        return outcome;
      },
      async updateUser(id, change, scope) {
        try {
          const user = await sources.users.updateUser(id, change, scope);
          await users.replace(id, user);
          return user;
        } catch (error) {
          await users.distrust(id);
          throw error;
        }
      },
      async deleteUser(id, scope) {
        await written(users, [id], sources.users.deleteUser(id, scope));
        accountUsers.forgetFlights();
      },
      createLoginLink: (id, scope) => sources.users.createLoginLink(id, scope),
    },
    contacts: cachedContacts(sources.contacts, options),
    events: sources.events,
  };
}
