import type { Logger } from 'pino';
import { type Change, type ChangeBus, ChangeCause, type KeptRecords, type RecordNames } from '../../domain/change.js';
import type { Identifier, Identity, IdentityLookup, IdentityStore, RecordKey } from '../../domain/identity.js';
import type { SourceHealth } from '../../domain/source-health.js';
import { Vendor } from '../../domain/vendor.js';
import type { Write, WriteSubject } from '../../domain/write.js';
import { InputError } from '../../errors.js';
import { toLookup, type KeyReading, type PersonKey } from '../people/person-key.js';
import { type PersonChange, PersonWatches } from './person-watches.js';
import { type SourceChange, SourceWatches } from './source-watches.js';
import { type WriteChange, WriteWatches } from './write-watches.js';

/** How long subjects are gathered before it is looked whose they are, in milliseconds. */
const gathering = 20;

/** Subjects that wait to be looked at; past that everybody is told that something was missed. */
const mostSubjects = 5_000;

/** Those whose record ids are numbers: the id of a profile at Numi is a phone number, which is told to nobody in the open. */
const namedInTheOpen: ReadonlySet<Vendor> = new Set([Vendor.CHATWOOT, Vendor.PERFEX]);

export interface ChangeServiceOptions {
  readonly bus: ChangeBus;
  readonly identities: Pick<IdentityStore, 'find'>;
  readonly kept: KeptRecords;
  /** By these profiles are told of; undefined where nobody else listens. */
  readonly names?: RecordNames | undefined;
  readonly reading: KeyReading;
  readonly findWrite: (id: string) => Promise<Write | null>;
  readonly health: (vendor: Vendor) => SourceHealth | undefined;
  readonly logger: Pick<Logger, 'warn'>;
}

/** Tells subscribers, here and at other replicas, what has changed; and forgets what other replicas have changed. */
export class ChangeService {
  readonly #people: PersonWatches;
  readonly #writes: WriteWatches;
  readonly #sources: SourceWatches;
  readonly #subjects = new Map<string, { readonly of: RecordKey | Identifier; readonly cause: ChangeCause }>();
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: ChangeServiceOptions) {
    const { bus, identities, findWrite, health, logger } = options;
    this.#people = new PersonWatches(identities, logger);
    this.#writes = new WriteWatches(findWrite);
    this.#sources = new SourceWatches(health);
    this.#unsubscribe = bus.subscribe((change, isRemote) => this.#hear(change, isRemote));
  }

  /** Subscribers that listen, by what they listen to. */
  get watching(): { readonly people: number; readonly writes: number; readonly sources: number } {
    return { people: this.#people.size, writes: this.#writes.size, sources: this.#sources.size };
  }

  /** @throws InputError where nobody can ever have such a key. */
  async watchPerson(key: PersonKey): Promise<AsyncIterableIterator<PersonChange>> {
    const lookup = toLookup(key, this.options.reading);
    if (lookup) return this.#people.watch(lookup);
    const [field = 'by'] = Object.keys(key);
    throw new InputError(`${field} names nobody, and never will. Check the id.`, [field]);
  }

  watchWrite(id: string): AsyncIterableIterator<WriteChange> {
    return this.#writes.watch(id);
  }

  watchSources(vendor?: Vendor): AsyncIterableIterator<SourceChange> {
    return this.#sources.watch(vendor);
  }

  /** A write has got further. @param subjects whom that concerns; nobody where nothing has changed at the vendor. */
  written(id: string, subjects: readonly WriteSubject[]): void {
    this.options.bus.publish([{ kind: 'WRITE', id }]);
    this.touched(
      subjects.map(({ of }) => of),
      ChangeCause.WRITE,
    );
  }

  /** Something has changed about whoever is known by these. */
  touched(subjects: readonly (RecordKey | Identifier)[], cause: ChangeCause): void {
    if (subjects.length === 0 || !(this.options.bus.reachesOthers || this.#people.size > 0)) return;
    if (this.#subjects.size + subjects.length > mostSubjects) {
      this.options.bus.publish([{ kind: 'MISSED' }]);
      return;
    }
    for (const of of subjects) this.#subjects.set(JSON.stringify(of), { of, cause });
    this.#timer ??= setTimeout(() => void this.#tellWhose(), gathering);
  }

  /** People have changed whose ids are known already. */
  peopleChanged(ids: readonly string[], cause: ChangeCause): void {
    if (ids.length > 0) this.options.bus.publish([{ kind: 'PEOPLE', ids, cause }]);
  }

  /** Ends every subscription. */
  async close(): Promise<void> {
    if (this.#timer) await this.#tellWhose();
    this.#unsubscribe();
    this.#people.close();
    this.#writes.close();
    this.#sources.close();
  }

  async #tellWhose(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const subjects = [...this.#subjects.values()];
    this.#subjects.clear();
    for (const cause of new Set(subjects.map((subject) => subject.cause))) {
      const concerned = subjects.filter((subject) => subject.cause === cause).map(({ of }) => of);
      const touched = concerned.filter((of): of is RecordKey => 'vendor' in of);
      const records = touched.filter(({ vendor }) => namedInTheOpen.has(vendor));
      const profiles = touched.filter(({ vendor }) => vendor === Vendor.NUMI);
      const [ids, names] = await Promise.all([this.#whose(concerned), this.#namesOf(profiles)]);
      const changes: Change[] = [];
      // Whoever is told of the person shall not be answered from what is kept.
      if (names.length > 0) changes.push({ kind: 'PROFILES', names });
      if (records.length > 0) changes.push({ kind: 'RECORDS', records, cause });
      if (ids.length > 0) changes.push({ kind: 'PEOPLE', ids, cause });
      this.options.bus.publish(changes);
    }
  }

  async #whose(subjects: readonly (RecordKey | Identifier)[]): Promise<string[]> {
    const lookups = subjects.map((of): IdentityLookup => ('vendor' in of ? { record: of } : { identifier: of }));
    try {
      const found = await this.options.identities.find(lookups);
      return [...new Set(found.flatMap((identity) => idsOf(identity)))];
    } catch (error) {
      return this.#missed(error);
    }
  }

  async #namesOf(profiles: readonly RecordKey[]): Promise<string[]> {
    const { names } = this.options;
    if (!names || profiles.length === 0) return [];
    try {
      return profiles.map(await names());
    } catch (error) {
      return this.#missed(error);
    }
  }

  #missed(error: unknown): [] {
    this.options.logger.warn({ error }, 'it could not be looked whom a change concerns');
    // Better a look too many than a change that nobody hears of.
    this.options.bus.publish([{ kind: 'MISSED' }]);
    return [];
  }

  #hear(change: Change, isRemote: boolean): void {
    const { kept } = this.options;
    if (change.kind === 'PEOPLE') this.#people.peopleChanged(change.ids, change.cause);
    else if (change.kind === 'PROFILES') {
      if (isRemote) kept.forgetProfiles(change.names);
    } else if (change.kind === 'WRITE') this.#writes.changed(change.id, ChangeCause.WRITE);
    else if (change.kind === 'RECORDS') {
      if (isRemote) void this.#hearRecords(change);
      else this.#people.recordsChanged(change.records, change.cause);
    } else {
      kept.forgetAll();
      this.#people.missed();
      this.#writes.missed();
    }
  }

  /** Before anybody is told, what is kept of them here is forgotten. The other replica may have another store: whose they are is looked up here. */
  async #hearRecords({ records, cause }: Extract<Change, { kind: 'RECORDS' }>): Promise<void> {
    this.options.kept.forgetOwn(records);
    this.#people.recordsChanged(records, cause);
    if (this.#people.size > 0) this.#people.peopleChanged(await this.#whose(records), cause);
  }
}

/** An identifier may be of several people. */
const idsOf = (identity: Identity | Error | null): readonly string[] =>
  identity === null || identity instanceof Error ? [] : [identity.id, ...identity.otherMatches];
