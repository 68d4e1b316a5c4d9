import type { Job, JobRecord, JobStore } from '../../domain/job.js';
import type { PermissionLedger } from '../../domain/ledgers.js';
import { freshScope } from '../../domain/scope.js';
import type { TimelineEvent, TimelineStore } from '../../domain/timeline.js';
import type { OpenScope } from '../jobs/job-runner.js';
import type { RequestScope } from '../loaders.js';
import type { PeopleService } from './people.js';
import type { Person } from './person.js';
import type { PersonKey } from './person-key.js';

/** The most memberships, events and jobs in a document, each. */
export const largestExport = 1_000;

export interface PersonExportOptions {
  readonly people: PeopleService;
  readonly timelines: TimelineStore;
  readonly jobs: JobStore;
  readonly permissions: PermissionLedger;
  readonly open: OpenScope;
}

/** All that is held about a person, for the person: as one JSON document. */
export class PersonExport {
  constructor(private readonly options: PersonExportOptions) {}

  /** Reads what the vendors hold now. @returns null where nobody is known. @throws InputError */
  async document(by: PersonKey, request: RequestScope): Promise<Record<string, unknown> | null> {
    const { people, timelines, jobs, permissions, open } = this.options;
    const fresh = open(freshScope(request), request.caller);
    const person = await people.find(by, fresh);
    if (!person) return null;
    const contacts = present(person.contacts);
    const [memberships, timeline, work, written] = await Promise.all([
      people.memberships(person, largestExport, undefined, fresh),
      timelines.page(person.id, largestExport, undefined),
      jobs.ofPerson(person.id, largestExport),
      permissions.recall(contacts.map(({ id }) => id)),
    ]);
    const cut = {
      memberships: memberships.pageInfo.hasNextPage,
      timeline: timeline.hasNextPage,
      jobs: work.length === largestExport,
    };
    return asJson({
      exportedAt: new Date(),
      person: personPart(person),
      profiles: present(person.profiles),
      users: present(person.users),
      contacts,
      permissionsWritten: Object.fromEntries(written),
      memberships: memberships.nodes,
      links: person.links,
      timeline: timeline.items.map(eventPart),
      jobs: work.map(jobPart),
      unavailable: person.unavailable.map(({ vendor, code, message }) => ({ vendor, code, message })),
      truncated: Object.entries(cut).flatMap(([name, isCut]) => (isCut ? [name] : [])),
    });
  }
}

const present = <Value>(values: readonly (Value | Error)[] | Error): Value[] =>
  values instanceof Error
    ? []
    : values.filter((value): value is Exclude<typeof value, Error> => !(value instanceof Error));

const personPart = ({ id, createdAt, name, emails, phoneNumbers, dateOfBirth, persioUserIds }: Person) => ({
  id,
  createdAt,
  name,
  emails,
  phoneNumbers,
  dateOfBirth,
  persioUserIds,
});

/** Of a write, what is still kept of the items that are about the person, and of no others. */
function eventPart(event: TimelineEvent): object {
  if (event.kind !== 'WRITE') return event;
  const { id, at, actor, kind, record, places } = event;
  const { items, outcomes } = record.content ?? { items: null, outcomes: [] };
  const kept = places.map((place) => ({ sent: items?.[place] ?? null, outcome: outcomes[place] ?? null }));
  return { id, at, actor, kind, write: record.write, items: kept };
}

const jobPart = ({ job, content }: JobRecord): object => {
  const { id, kind, state, createdAt, createdBy, endedAt }: Job = job;
  const steps =
    content?.steps.map((step) => ({
      name: step.name,
      state: step.state,
      result: step.result,
      problem: step.problem,
    })) ?? [];
  return { id, kind, state, createdAt, createdBy, endedAt, input: content?.input ?? null, steps };
};

/** Times as texts, and no passwords: a write that is pending holds them. */
const asJson = (value: object): Record<string, unknown> =>
  JSON.parse(JSON.stringify(value, (name, part: unknown) => (name === 'password' ? undefined : part))) as Record<
    string,
    unknown
  >;
