import { type Identifier, IdentifierKind } from '../../domain/identity.js';
import type { Answer } from '../../domain/sources.js';
import { ErrorCode, PeoplegraphError } from '../../errors.js';
import type { RequestScope } from '../loaders.js';
import { settle } from '../settle.js';
import { type KeyReading, type PersonKey, toLookup } from './person-key.js';
import type { Person } from './person.js';

/**
 * People as others refer to them. An e-mail address or a phone number names somebody only where it is theirs alone:
 * another person who has it, too, would be given what is meant for the first one.
 */
export class PersonReferences {
  constructor(
    private readonly reading: KeyReading,
    private readonly isBlocked: (identifier: Identifier) => boolean,
  ) {}

  /** In the order of the keys: the person, null where there is nobody, or the error of that key. */
  find(keys: readonly PersonKey[], request: RequestScope): Promise<Answer<Person>[]> {
    return settle(keys, (key) => this.#find(key, request));
  }

  /** The best e-mail address or phone number that is the person's alone; null where there is none. */
  async ownIdentifier(person: Person, kind: IdentifierKind, { loaders }: RequestScope): Promise<string | null> {
    const values = kind === IdentifierKind.EMAIL ? person.emails : person.phoneNumbers;
    const identifiers = values
      .map(({ value }) => ({ kind, value }))
      .filter((identifier) => !this.isBlocked(identifier));
    const owners = await Promise.all(identifiers.map((identifier) => loaders.owners.load(identifier)));
    const own = identifiers.find((_, index) => {
      const owner = owners[index];
      return owner?.id === person.id && owner.otherMatches.length === 0;
    });
    return own?.value ?? null;
  }

  /** @throws InputError where the key cannot be one; PeoplegraphError AMBIGUOUS_KEY where it is of several people. */
  async #find(key: PersonKey, { loaders }: RequestScope): Promise<Person | null> {
    const lookup = toLookup(key, this.reading);
    if (!lookup) return null;
    // Before anybody is asked.
    if ('identifier' in lookup && this.isBlocked(lookup.identifier)) throw ambiguous();
    const person = await loaders.people.load(lookup);
    if (person && person.otherMatches.length > 0) throw ambiguous();
    return person;
  }
}

const ambiguous = (): PeoplegraphError =>
  new PeoplegraphError(
    ErrorCode.AMBIGUOUS_KEY,
    'Several people have this e-mail address or phone number, or it is one of nobody in particular. Refer to the person by id: person(by) finds it.',
  );
