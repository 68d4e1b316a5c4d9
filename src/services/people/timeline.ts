import { registerEnumType } from 'type-graphql';
import { connection, type Connection } from '../../domain/connection.js';
import type { LinkEvidence, LinkRule, RecordKey } from '../../domain/identity.js';
import type { TimelineEvent, TimelineStore } from '../../domain/timeline.js';
import { type Write, type WriteContent, WriteKind } from '../../domain/write.js';
import { decodeTimelinePosition, encodeTimelinePosition } from '../cursor.js';

/** What happened to a person in this service. */
export enum HappeningKind {
  WRITE = 'WRITE',
  JOINED_GROUP = 'JOINED_GROUP',
  LINKED = 'LINKED',
  UNLINKED = 'UNLINKED',
  MERGED = 'MERGED',
}

registerEnumType(HappeningKind, {
  name: 'TimelineEventKind',
  description: 'What happened to a person in this service.',
  valuesConfig: {
    WRITE: { description: 'Something about the person was written to a vendor, or is about to be.' },
    JOINED_GROUP: { description: 'The person was added to groups, or is about to be. That is a write, too.' },
    LINKED: { description: 'A record was found to belong to the person, and still does.' },
    UNLINKED: { description: 'A record was taken out of the person.' },
    MERGED: { description: 'Somebody else turned out to be the same person.' },
  },
});

/** Something that happened to a person, for callers. What does not belong to its kind is null or empty. */
export interface Happening {
  readonly id: string;
  readonly kind: HappeningKind;
  readonly at: Date;
  readonly actor: string;
  readonly write: Write | null;
  readonly groupIds: readonly string[];
  readonly record: RecordKey | null;
  readonly rule: LinkRule | null;
  readonly evidence: LinkEvidence | null;
  readonly otherPersonId: string | null;
}

/** What has happened to people in this service. */
export class TimelineService {
  constructor(private readonly store: TimelineStore) {}

  async page(personId: string, first: number, after: string | undefined): Promise<Connection<Happening>> {
    const { items, hasNextPage } = await this.store.page(personId, first, decodeTimelinePosition(after));
    return connection(items.map(toHappening), encodeTimelinePosition, {
      hasNextPage,
      hasPreviousPage: after !== undefined,
    });
  }
}

const nothing = { write: null, groupIds: [], record: null, rule: null, evidence: null, otherPersonId: null };

function toHappening(event: TimelineEvent): Happening {
  const { id, at, actor } = event;
  const common = { ...nothing, id, at, actor };
  switch (event.kind) {
    case 'WRITE': {
      const { write, content } = event.record;
      const isGroup = write.kind === WriteKind.ADD_TO_GROUP || write.kind === WriteKind.ADD_TO_GROUPS;
      if (!isGroup) return { ...common, kind: HappeningKind.WRITE, write };
      return { ...common, kind: HappeningKind.JOINED_GROUP, write, groupIds: groupsOf(content, event.places) };
    }
    case 'MERGED':
      return { ...common, kind: HappeningKind.MERGED, rule: event.rule, otherPersonId: event.otherPersonId };
    case 'LINKED':
    case 'UNLINKED': {
      const { key: record, rule, evidence } = event.link;
      const otherPersonId = event.kind === 'UNLINKED' ? event.otherPersonId : null;
      return { ...common, kind: HappeningKind[event.kind], record, rule, evidence, otherPersonId };
    }
  }
}

/** The groups of some items of a write: what was sent is erased once it has come to something. */
function groupsOf(content: WriteContent | undefined, places: readonly number[]): string[] {
  const groups = places.flatMap((place) => {
    const outcome = content?.outcomes[place];
    const made =
      outcome && 'value' in outcome ? (outcome.value as { membership: { groupId: string } }).membership : null;
    const sent = content?.items?.[place] as { groupId: string } | null | undefined;
    return (made ?? sent)?.groupId ?? [];
  });
  return [...new Set(groups)];
}
