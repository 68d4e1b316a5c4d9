import type { Logger } from 'pino';
import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import type { Region } from '../domain/phone-number.js';
import type { CallScope } from '../domain/scope.js';
import type { SourceHealth } from '../domain/source-health.js';
import type { Sources } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import { ContactService } from './contacts.js';
import { EventService } from './events.js';
import { Loaders, type RequestScope } from './loaders.js';
import { LoadingScope } from './loading-scope.js';
import { MembershipService } from './memberships.js';
import { ProfileService } from './profiles.js';
import { UserService } from './users.js';
import type { WriteService } from './writes/write-service.js';

export interface ServiceDependencies {
  readonly sources: Sources;
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  readonly writes: WriteService;
  /** How a vendor is doing; undefined where it is not configured. */
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
  readonly defaultRegion: Region | undefined;
  readonly persioUserId: PersioUserId;
  readonly logger: Logger;
}

/** What the resolvers ask. Built once; each request brings its own loaders. */
export interface Services {
  readonly profiles: ProfileService;
  readonly users: UserService;
  readonly contacts: ContactService;
  readonly memberships: MembershipService;
  readonly events: EventService;
  readonly writes: WriteService;
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
  /** Opens fresh loaders for one request. */
  open(scope: CallScope): RequestScope;
}

export function createServices(dependencies: ServiceDependencies): Services {
  const { sources, memberships, permissions, writes, defaultRegion, persioUserId, logger } = dependencies;
  return {
    profiles: new ProfileService(sources.profiles, defaultRegion, writes),
    users: new UserService(sources.users, writes),
    contacts: new ContactService(sources.contacts, permissions, defaultRegion, logger, writes),
    memberships: new MembershipService(sources.events, memberships, persioUserId, writes),
    events: new EventService(sources.events, writes),
    writes,
    health: dependencies.health,
    open: (scope) => new LoadingScope(scope, new Loaders(sources, memberships, scope)),
  };
}
