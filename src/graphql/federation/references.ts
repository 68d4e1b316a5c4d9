import type { Answer } from '../../domain/sources.js';
import { InputError } from '../../errors.js';
import type { GraphContext } from '../context.js';
import type { UnionSize } from '../executor/union.js';
import { entities, type Entity, type EntityKey } from './entities.js';

/** The references to one type, with their places in the list. */
interface Group {
  readonly places: number[];
  readonly keys: EntityKey[];
}

/** A key is no document. */
const longestValue = 320;

const known = new WeakMap<readonly unknown[], References>();

/** The `representations` of one request, read once: what its limits count is what is answered. */
export class References {
  readonly #groups = new Map<Entity, Group>();
  readonly #failures = new Map<number, Error>();
  #sizes: ReadonlyMap<string, UnionSize> | undefined;

  static of(representations: readonly unknown[]): References {
    const kept = known.get(representations);
    if (kept) return kept;
    const made = new References(representations);
    known.set(representations, made);
    return made;
  }

  private constructor(private readonly representations: readonly unknown[]) {
    for (const [place, representation] of representations.entries()) {
      const read = toReference(representation, `representations.${place}`);
      if (read instanceof Error) {
        this.#failures.set(place, read);
        continue;
      }
      const group = this.#groups.get(read.entity) ?? { places: [], keys: [] };
      this.#groups.set(read.entity, group);
      group.places.push(place);
      group.keys.push(read.key);
    }
  }

  /** How many of each type there are, by its name; what refers to nothing has none. */
  get sizes(): ReadonlyMap<string, UnionSize> {
    return (this.#sizes ??= new Map([
      ...[...this.#groups].map(
        ([{ type }, { keys }]) => [type, { values: keys.length, records: new Set(keys.map(nameOf)).size }] as const,
      ),
      ...(this.#failures.size > 0 ? [['', { values: this.#failures.size, records: 0 }] as const] : []),
    ]));
  }

  /** In the order of the representations: the object, null where there is none, or why it is not there. */
  async read(context: GraphContext): Promise<Answer<object>[]> {
    const answers = Array.from(this.representations, (_, place): Answer<object> => this.#failures.get(place) ?? null);
    await Promise.all(
      [...this.#groups].map(async ([entity, { places, keys }]) => {
        const found = await entity.read(keys, context).catch((error: unknown) => error as Error);
        places.forEach((place, index) => {
          answers[place] = found instanceof Error ? found : (found[index] ?? null);
        });
      }),
    );
    return answers;
  }
}

const nameOf = (key: EntityKey): string => JSON.stringify(key);

/** What a representation refers to. The error names the place and the field, and repeats no value. */
function toReference(
  representation: unknown,
  place: string,
): { readonly entity: Entity; readonly key: EntityKey } | InputError {
  if (typeof representation !== 'object' || representation === null || Array.isArray(representation))
    return new InputError(`${place} must be an object with __typename and the fields of a key.`, [place]);
  const given = representation as Readonly<Record<string, unknown>>;
  const entity = entities.find(({ type }) => type === given['__typename']);
  if (!entity) {
    const types = entities.map(({ type }) => type).join(', ');
    return new InputError(`${place}.__typename must be one of ${types}.`, [`${place}.__typename`]);
  }
  const fields = entity.keys.find((key) => key.every((field) => (given[field] ?? null) !== null));
  if (!fields) {
    const keys = entity.keys.map((key) => key.join(' with ')).join(', or ');
    return new InputError(`${place} must have what a ${entity.type} is known by: ${keys}.`, [place]);
  }
  const key: Record<string, string> = {};
  for (const field of fields) {
    const value = toText(given[field]);
    if (value === undefined) {
      const path = `${place}.${field}`;
      return new InputError(`${path} must be a text of 1 to ${longestValue} characters.`, [path]);
    }
    key[field] = value;
  }
  return { entity, key };
}

/** As the scalar `ID` reads it: whole numbers are texts, too. No database takes a NUL. */
function toText(value: unknown): string | undefined {
  if (Number.isSafeInteger(value)) return String(value);
  const isText = typeof value === 'string' && value !== '' && value.length <= longestValue && !value.includes('\0');
  return isText ? value : undefined;
}
