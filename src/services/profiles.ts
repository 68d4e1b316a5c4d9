import { type Region, toE164 } from '../domain/phone-number.js';
import type { Profile, ProfileChange } from '../domain/profile.js';
import type { CallScope } from '../domain/scope.js';
import type { Answer, ProfileSource } from '../domain/sources.js';
import { Vendor } from '../domain/vendor.js';
import { type Write, WriteKind } from '../domain/write.js';
import { InputError } from '../errors.js';
import { KeyedQueue } from './keyed-queue.js';
import type { RequestScope } from './loaders.js';
import { loadAll, loadEach } from './records.js';
import { checkEach, settle } from './settle.js';
import type { DeliveredItem } from './writes/definition.js';
import type { DurableWrite, WriteOptions, WrittenItem } from './writes/durable-write.js';
import type { WriteService } from './writes/write-service.js';

export interface MetadataPair {
  readonly name: string;
  readonly value: string;
}

/** A metadata entry that was not sent, and why. */
export interface SkippedMetadata {
  readonly name: string;
  readonly reason: string;
}

/** A write to a profile as a caller asks for it. */
export interface ProfileWrite extends Omit<ProfileChange, 'metadata' | 'metadataJson'> {
  readonly metadata?: readonly MetadataPair[];
  /** Values are JSON texts. */
  readonly metadataJson?: readonly MetadataPair[];
}

export interface ProfileWriteOutcome {
  /** E.164. */
  readonly phoneNumber: string;
  readonly skippedMetadata: readonly SkippedMetadata[];
  readonly write: Write;
}

interface PreparedWrite {
  readonly change: ProfileChange;
  readonly skippedMetadata: readonly SkippedMetadata[];
}

/** Profiles by phone number, at Numi. */
export class ProfileService {
  /** Two writes to one profile in the same mutation must not overlap either. */
  readonly #queue = new KeyedQueue();
  readonly #set: DurableWrite<ProfileChange, true>;
  readonly #setMany: DurableWrite<ProfileChange, true>;

  constructor(
    private readonly source: ProfileSource,
    private readonly defaultRegion: Region | undefined,
    writes: WriteService,
  ) {
    const definition = {
      vendor: Vendor.NUMI,
      record: ({ phoneNumber }: ProfileChange) => `profile ${phoneNumber}`,
      about: ({ phoneNumber }: ProfileChange) => [{ vendor: Vendor.NUMI, recordId: phoneNumber }],
      // The same values a second time leave the same profile.
      deliver: (items: readonly DeliveredItem<ProfileChange>[], scope: CallScope) =>
        settle(items, ({ input }) => this.#deliver(input, scope)),
    };
    this.#set = writes.define(WriteKind.SET_PROFILE, definition);
    this.#setMany = writes.define(WriteKind.SET_PROFILES, definition);
  }

  /** @throws InputError where the text is no phone number. */
  find(phoneNumber: string, request: RequestScope): Promise<Profile | null> {
    return request.loaders.profiles.load(this.#key(phoneNumber, 'phoneNumber'));
  }

  findMany(phoneNumbers: readonly string[], request: RequestScope): Promise<Answer<Profile>[]> {
    return loadAll(
      request.loaders.profiles,
      phoneNumbers.map((phoneNumber) => this.#key(phoneNumber, 'phoneNumbers')),
    );
  }

  /** In the order of the phone numbers; what is wrong with one stays with that one. */
  findEach(phoneNumbers: readonly string[], request: RequestScope): Promise<Answer<Profile>[]> {
    return loadEach(
      request.loaders.profiles,
      checkEach(phoneNumbers, (phoneNumber) => this.#key(phoneNumber, 'phoneNumber')),
    );
  }

  /** Creates or updates a profile; what is not sent stays. @throws InputError where nothing is left to store. */
  async set(write: ProfileWrite, options: WriteOptions, request: RequestScope): Promise<ProfileWriteOutcome> {
    const prepared = this.#prepare(write);
    return toOutcome(prepared, await this.#set.one(prepared.change, options, request), request);
  }

  /** @returns the outcome or the error of each write, in the order given; and the one write that they are. */
  async setMany(
    writes: readonly ProfileWrite[],
    options: WriteOptions,
    request: RequestScope,
  ): Promise<{ write: Write | null; results: (ProfileWriteOutcome | Error)[] }> {
    const prepared = checkEach(writes, (write) => this.#prepare(write));
    const { write, results } = await this.#setMany.many(
      prepared.map((each) => (each instanceof Error ? each : each.change)),
      options,
      request,
    );
    return {
      write,
      results: results.map((result, index) =>
        result instanceof Error ? result : toOutcome(prepared[index] as PreparedWrite, result, request),
      ),
    };
  }

  async #deliver(change: ProfileChange, scope: CallScope): Promise<true> {
    await this.#queue.run(change.phoneNumber, () => this.source.setProfile(change, scope));
    return true;
  }

  #prepare(write: ProfileWrite): PreparedWrite {
    const { metadata, metadataJson, ...fields } = write;
    const phoneNumber = this.#key(write.phoneNumber, 'phoneNumber');
    const { parsed, skipped } = parseMetadataJson(metadataJson ?? []);
    const change: ProfileChange = {
      ...fields,
      phoneNumber,
      metadata: metadata?.length ? Object.fromEntries(metadata.map(({ name, value }) => [name, value])) : undefined,
      metadataJson: Object.keys(parsed).length > 0 ? parsed : undefined,
    };
    if (Object.entries(change).every(([name, value]) => name === 'phoneNumber' || value === undefined)) {
      throw new InputError(
        skipped.length > 0
          ? 'Nothing is left to store: no metadataJson entry holds JSON that parses. Correct the entries, or send another field.'
          : 'Send at least one field to store beside phoneNumber.',
        skipped.length > 0 ? ['metadataJson'] : [],
      );
    }
    return { change, skippedMetadata: skipped };
  }

  #key(phoneNumber: string, field: string): string {
    const key = toE164(phoneNumber, this.defaultRegion);
    if (key !== null) return key;
    const hint = this.defaultRegion ? '' : ' National numbers need the setting DEFAULT_REGION.';
    throw new InputError(`${field} must be a phone number with its country code, such as +4930901820.${hint}`, [field]);
  }
}

function toOutcome(
  { change: { phoneNumber }, skippedMetadata }: PreparedWrite,
  { write }: WrittenItem<ProfileChange, true>,
  { loaders }: RequestScope,
): ProfileWriteOutcome {
  loaders.profiles.clear(phoneNumber);
  return { phoneNumber, skippedMetadata, write };
}

/** An entry whose text is no JSON is never sent: it is named, with the reason, and the others go through. */
function parseMetadataJson(entries: readonly MetadataPair[]): {
  parsed: Record<string, unknown>;
  skipped: SkippedMetadata[];
} {
  const parsed: [string, unknown][] = [];
  const skipped: SkippedMetadata[] = [];
  for (const { name, value } of entries) {
    try {
      parsed.push([name, JSON.parse(value)]);
    } catch {
      skipped.push({ name, reason: 'The value is not JSON. A text needs double quotes of its own.' });
    }
  }
  return { parsed: Object.fromEntries(parsed), skipped };
}
