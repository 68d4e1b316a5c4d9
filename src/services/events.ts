import type { EventCall, EventReceipt, IdentifyCall, PageCall, TrackCall } from '../domain/group-event.js';
import type { PersioUserId } from '../domain/persio-user-id.js';
import type { CallScope } from '../domain/scope.js';
import type { EventSource } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import { WriteKind } from '../domain/write.js';
import { fixed, memberOf, subjectOf } from './event-calls.js';
import type { RequestScope } from './loaders.js';
import { settle } from './settle.js';
import type { DurableWrite, WriteOptions, WrittenItem } from './writes/durable-write.js';
import type { WriteService } from './writes/write-service.js';

export type WrittenEvent<Call extends EventCall> = WrittenItem<Call, EventReceipt>;

/** Events, at Persio. */
export class EventService {
  readonly #identify: DurableWrite<IdentifyCall, EventReceipt>;
  readonly #track: DurableWrite<TrackCall, EventReceipt>;
  readonly #page: DurableWrite<PageCall, EventReceipt>;

  constructor(
    source: EventSource,
    /** Whose id the company sends to Persio as `userId`. */
    userIdKind: PersioUserId,
    writes: WriteService,
  ) {
    const define = <Call extends EventCall>(
      kind: WriteKind,
      send: (call: Call, scope: CallScope) => Promise<EventReceipt>,
    ): DurableWrite<Call, EventReceipt> =>
      writes.define(kind, {
        vendor: Vendor.PERSIO,
        fix: fixed<Call>,
        about: (call) => subjectOf(call, userIdKind),
        record: (call) => `events ${JSON.stringify(memberOf(call))}`,
        deliver: (items, scope) => settle(items, ({ input }) => send(input, scope)),
      });
    this.#identify = define(WriteKind.IDENTIFY, (call: IdentifyCall, scope) => source.identify(call, scope));
    this.#track = define(WriteKind.TRACK, (call: TrackCall, scope) => source.track(call, scope));
    this.#page = define(WriteKind.PAGE, (call: PageCall, scope) => source.page(call, scope));
  }

  identify(call: IdentifyCall, options: WriteOptions, request: RequestScope): Promise<WrittenEvent<IdentifyCall>> {
    return this.#identify.one(call, options, request);
  }

  track(call: TrackCall, options: WriteOptions, request: RequestScope): Promise<WrittenEvent<TrackCall>> {
    return this.#track.one(call, options, request);
  }

  page(call: PageCall, options: WriteOptions, request: RequestScope): Promise<WrittenEvent<PageCall>> {
    return this.#page.one(call, options, request);
  }
}
