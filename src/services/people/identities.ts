import {
  type Act,
  type Identity,
  type IdentityStore,
  type LinkRefusal,
  mostRecordsOfPerson,
  type RecordKey,
  recordName,
} from '../../domain/identity.js';
import { ErrorCode, InputError, PeoplegraphError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import { type NamedRecord, type RecordKeyReading, toRecordKey } from './record-key.js';

/** A person who was divided. */
export interface Divided {
  readonly person: Identity;
  /** Who has become a person of their own. */
  readonly people: readonly Identity[];
}

/** What callers say of whose the records are. */
export class IdentityService {
  constructor(
    private readonly identities: IdentityStore,
    private readonly reading: RecordKeyReading,
  ) {}

  /** Says that records are of one person, above whatever was said before. */
  async link(records: readonly NamedRecord[], request: RequestScope): Promise<Identity> {
    const keys = this.#keys(records);
    if (keys.length < 2) throw new InputError('records must name at least two different records.', ['records']);
    const [identity] = await this.identities.declare([keys], actOf(request));
    request.loaders.people.clearAll();
    if (typeof identity === 'object') return identity;
    throw conflict(refusals[identity ?? 'TOO_MANY_RECORDS']);
  }

  /** Makes a person of its own of each of the records, never to be linked again by a rule. */
  unlink(personId: string, records: readonly NamedRecord[], request: RequestScope): Promise<Divided> {
    return this.#divide(
      personId,
      this.#keys(records).map((key) => [key]),
      request,
    );
  }

  /** Makes one person of the records. */
  split(personId: string, records: readonly NamedRecord[], request: RequestScope): Promise<Divided> {
    return this.#divide(personId, [this.#keys(records)], request);
  }

  /** Makes one person of several, whose id is the first one's. */
  async merge(personId: string, mergedIds: readonly string[], request: RequestScope): Promise<Identity> {
    const [person, ...others] = await this.#people([personId, ...mergedIds], ['personId', 'mergedIds']);
    const ids = [...new Set([person, ...others].flatMap((identity) => identity?.id ?? []))];
    const records = new Map([person, ...others].map((identity) => [identity?.id, identity?.links.length ?? 0]));
    if ([...records.values()].reduce((sum, count) => sum + count, 0) > mostRecordsOfPerson)
      throw conflict(refusals.TOO_MANY_RECORDS);
    const merged = await this.identities.merge(ids, actOf(request));
    request.loaders.people.clearAll();
    if (!merged) throw conflict(changedMeanwhile);
    return merged;
  }

  async #divide(personId: string, parts: readonly (readonly RecordKey[])[], request: RequestScope): Promise<Divided> {
    const [person] = await this.#people([personId], ['personId']);
    const own = new Set(person?.links.map(({ key }) => recordName(key)));
    const leaving = parts.flat();
    if (leaving.some((key) => !own.has(recordName(key))))
      throw conflict('One of the records does not belong to that person. Ask for the links of the person first.');
    if (leaving.length === own.size)
      throw conflict('The person would be left without a record. Leave out those that are to stay.');
    const divided = person && (await this.identities.separate(person.id, parts, actOf(request)));
    request.loaders.people.clearAll();
    if (!divided) throw conflict(changedMeanwhile);
    return { person: divided.stayed, people: divided.left };
  }

  /** In the order of the ids. @throws PeoplegraphError NOT_FOUND where one is of nobody. */
  async #people(ids: readonly string[], fields: readonly string[]): Promise<Identity[]> {
    const found = await this.identities.find(ids.map((id) => ({ personId: id.toLowerCase() })));
    return found.map((identity, index) => {
      if (identity instanceof Error) throw identity;
      if (identity) return identity;
      const field = fields[Math.min(index, fields.length - 1)] ?? '';
      throw new PeoplegraphError(ErrorCode.NOT_FOUND, `${field} names nobody. Check the id.`, { fields: [field] });
    });
  }

  /** Distinct ones. @throws InputError where one cannot be a record, or where it is nobody's. */
  #keys(records: readonly NamedRecord[]): RecordKey[] {
    const keys = records.map((record, index) => toRecordKey(record, this.reading, `records.${index}.recordId`));
    return [...new Map(keys.map((key) => [recordName(key), key])).values()];
  }
}

const actOf = ({ caller }: RequestScope): Act => ({ actor: caller, at: new Date() });

const conflict = (message: string): PeoplegraphError => new PeoplegraphError(ErrorCode.CONFLICT, message);

const refusals: Readonly<Record<LinkRefusal, string>> = {
  ERASED: 'One of the records is of a person who has been erased, or is being erased: it is not linked any more.',
  TOO_MANY_RECORDS: `The person would have more than ${mostRecordsOfPerson} records. Check whether they are of one person.`,
};

const changedMeanwhile =
  'The person was changed at the same moment. Ask for the person again, and repeat it where it still holds.';
