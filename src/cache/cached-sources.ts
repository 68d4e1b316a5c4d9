import type { KeptRecords } from '../domain/change.js';
import type { RecordKind } from '../domain/kept-reads.js';
import type { Profile } from '../domain/profile.js';
import type { Sources } from '../domain/sources.js';
import type { AccountUser, User } from '../domain/user.js';
import { Vendor } from '../domain/vendor.js';
import { cachedContacts } from './cached-contacts.js';
import type { CachedSourcesOptions } from './options.js';
import { NamedProfiles } from './named-profiles.js';
import { notKept, RecordReads } from './record-reads.js';
import { written } from './written.js';

export interface CachedSources {
  readonly sources: Sources;
  /** What is kept of them. */
  readonly kept: KeptRecords;
}

/**
 * The same sources, with reads by key shared between requests and kept for a while. A write through them
 * forgets what was kept, whether it went well or not: after a failure nobody knows what the vendor holds.
 */
export function cachedSources(sources: Sources, options: CachedSourcesOptions): CachedSources {
  const { cache, lifetimes, clock, abreast } = options;
  const common = (vendor: Vendor, kind: RecordKind) => ({
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
    fetch(keys, scope) {
      named?.note(keys);
      return sources.profiles.readProfiles(keys, scope);
    },
  });
  const named = options.names && new NamedProfiles(options.names, (phoneNumber) => profiles.forgetOwn(phoneNumber));
  const users = new RecordReads<User>({
    ...common(Vendor.CHATWOOT, 'user'),
    fetch: (keys, scope) => sources.users.readUsers(keys, scope),
  });
  const accountUsers = new RecordReads<AccountUser[]>({
    ...common(Vendor.CHATWOOT, 'accountUsers'),
    lifetimes: notKept,
    fetch: (keys, scope) => Promise.all(keys.map((key) => sources.users.readAccountUsers(key, scope))),
  });

  const contacts = cachedContacts(sources.contacts, options);
  const kinds = [profiles, users, accountUsers];
  const cached: Sources = {
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
    contacts: contacts.source,
    events: sources.events,
  };
  /** By the vendor of a record. Of Persio nothing is kept. */
  const keptOf = {
    [Vendor.NUMI]: profiles,
    [Vendor.CHATWOOT]: users,
    [Vendor.PERFEX]: contacts,
    [Vendor.PERSIO]: null,
  };
  const forgetAll = (): void => {
    for (const reads of kinds) reads.forgetFlights();
    contacts.forgetFlights();
    cache.forgetOwn();
  };
  return {
    sources: cached,
    kept: {
      async forget(records) {
        await Promise.all(records.flatMap(({ vendor, recordId }) => keptOf[vendor]?.invalidate(recordId) ?? []));
      },
      forgetOwn(records) {
        for (const { vendor, recordId } of records) keptOf[vendor]?.forgetOwn(recordId);
      },
      forgetProfiles(names) {
        const phoneNumbers = named ? named.named(names) : null;
        if (!phoneNumbers) forgetAll();
        for (const phoneNumber of phoneNumbers ?? []) profiles.forgetOwn(phoneNumber);
      },
      forgetAll,
    },
  };
}
