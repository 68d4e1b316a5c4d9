import type { Logger } from 'pino';
import type { Identifier, IdentityLookup, IdentityStore } from '../domain/identity.js';
import type { ErasureStore } from '../domain/erasure.js';
import type { JobStore } from '../domain/job.js';
import type { TimelineStore } from '../domain/timeline.js';
import type { MembershipLedger, PermissionLedger } from '../domain/ledgers.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import type { Region } from '../domain/phone-number.js';
import type { Rehearsal } from '../domain/rehearsal.js';
import type { CallScope } from '../domain/scope.js';
import type { SourceHealth } from '../domain/source-health.js';
import type { Sources } from '../domain/sources.js';
import type { Vendor } from '../domain/vendor.js';
import type { ChangeBus, KeptRecords, RecordNames } from '../domain/change.js';
import { ChangeService } from './changes/changes.js';
import { ContactService } from './contacts.js';
import { ErasureSteps } from './erasures/erasure-steps.js';
import { ErasureService } from './erasures/erasures.js';
import { EventService } from './events.js';
import type { JobService } from './jobs/job-service.js';
import { Loaders, type RequestScope } from './loaders.js';
import { LoadingScope } from './loading-scope.js';
import { MembershipService } from './memberships.js';
import { IdentityService } from './people/identities.js';
import { PeopleService } from './people/people.js';
import { PersonExport } from './people/person-export.js';
import { TimelineService } from './people/timeline.js';
import { PersonReader } from './people/person-reader.js';
import { PersonReferences } from './people/person-references.js';
import { ProfileService } from './profiles.js';
import { createUpserts } from './upserts/index.js';
import type { UpsertService } from './upserts/upserts.js';
import { UserService } from './users.js';
import { WebhookService } from './webhooks/webhooks.js';
import type { WriteService } from './writes/write-service.js';

export interface ServiceDependencies {
  readonly sources: Sources;
  readonly memberships: MembershipLedger;
  readonly permissions: PermissionLedger;
  readonly identities: IdentityStore;
  readonly timelines: TimelineStore;
  readonly erasures: ErasureStore;
  /** Identifiers that are of nobody, or of many. */
  readonly isBlocked: (identifier: Identifier) => boolean;
  readonly writes: WriteService;
  readonly jobs: JobService;
  readonly jobStore: JobStore;
  /** How a vendor is doing; undefined where it is not configured. */
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
  readonly bus: ChangeBus;
  /** What is kept of the vendors' records. */
  readonly kept: KeptRecords;
  /** Names of records that all understand who share the store; undefined where nobody else does. */
  readonly names: RecordNames | undefined;
  /** Tells what a write would send. */
  readonly rehearse: Rehearsal;
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
  readonly people: PeopleService;
  readonly personReferences: PersonReferences;
  readonly timelines: TimelineService;
  readonly erasures: ErasureService;
  readonly exports: PersonExport;
  readonly upserts: UpsertService;
  readonly identities: IdentityService;
  readonly writes: WriteService;
  readonly changes: ChangeService;
  readonly webhooks: WebhookService;
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
  /** Opens fresh loaders for one request. @param caller the name of its API key. */
  open(scope: CallScope, caller: string): RequestScope;
}

export function createServices(dependencies: ServiceDependencies): Services {
  const {
    sources,
    memberships,
    permissions,
    identities,
    isBlocked,
    writes,
    jobs,
    defaultRegion,
    persioUserId,
    logger,
  } = dependencies;
  const reader = new PersonReader(identities, sources.contacts, persioUserId);
  const open = (scope: CallScope, caller: string): RequestScope => {
    const readPeople = (lookups: readonly IdentityLookup[]) => reader.read(lookups, request);
    const loaders: Loaders = new Loaders(sources, memberships, scope, readPeople, (lookups) =>
      identities.find(lookups),
    );
    const request: RequestScope = new LoadingScope(scope, loaders, caller);
    return request;
  };
  const writing = {
    profiles: new ProfileService(sources.profiles, defaultRegion, writes),
    users: new UserService(sources.users, writes),
    contacts: new ContactService(sources.contacts, permissions, defaultRegion, logger, writes),
    memberships: new MembershipService(sources.events, memberships, persioUserId, writes),
    events: new EventService(sources.events, persioUserId, writes),
  };
  const reading = { region: defaultRegion, persioUserId };
  const people = new PeopleService(reading);
  const findWrite = (id: string) => writes.find(id);
  const changes = new ChangeService({ ...dependencies, reading, findWrite });
  const { erasures, timelines, jobStore } = dependencies;
  const steps = new ErasureSteps({ ...writing, writes, identities, erasures, persioUserId });
  return {
    ...writing,
    people,
    personReferences: new PersonReferences({ region: defaultRegion, persioUserId }, isBlocked),
    timelines: new TimelineService(timelines),
    exports: new PersonExport({ people, timelines, jobs: jobStore, permissions, open }),
    erasures: new ErasureService({ jobs, people, steps, open }),
    upserts: createUpserts({ ...dependencies, ...writing, people, open }),
    identities: new IdentityService(identities, { persioUserId, isBlocked }),
    writes,
    changes,
    webhooks: new WebhookService({ ...dependencies, changes }),
    health: dependencies.health,
    open,
  };
}
