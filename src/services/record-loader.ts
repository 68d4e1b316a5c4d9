import DataLoader from 'dataloader';
import type { Answer } from '../domain/sources.js';

/** Where the answer to a key is, or will be. */
interface Place<Value> {
  readonly answers: Answer<Value>[] | Promise<Answer<Value>[]>;
  readonly index: number;
  /** The answer as one promise, as soon as somebody wants it alone. */
  alone?: Promise<Value | null>;
}

/**
 * Reads by key for one request: each key is fetched once, what is wanted in the same turn is fetched together, and
 * null is a record that does not exist. A list travels as one: a promise for each of a hundred keys, as DataLoader
 * has them, costs as much as the rest of the way.
 */
export class RecordLoader<Value> {
  readonly #places = new Map<string, Place<Value>>();
  /** Lists that were asked for and have no places yet: most operations never look for a key again. */
  readonly #lists: { readonly keys: readonly string[]; readonly answers: Promise<Answer<Value>[]> }[] = [];
  /** Single keys of this turn: they make one list, too. */
  #singles: { readonly keys: string[]; readonly answers: Promise<Answer<Value>[]> } | undefined;
  readonly #loader: DataLoader<readonly string[], Answer<Value>[]>;

  /** @param read many distinct keys, in their order. */
  constructor(private readonly read: (keys: readonly string[]) => Promise<Answer<Value>[]>) {
    this.#loader = new DataLoader((lists) => this.#readTogether(lists), { cache: false });
  }

  load(key: string): Promise<Value | null> {
    this.#placeLists();
    const place = this.#places.get(key) ?? this.#fetchAlone(key);
    return (place.alone ??= answerAt(place));
  }

  /** In the order of the keys: the record, null, or the error of that key. */
  async loadMany(keys: readonly string[]): Promise<Answer<Value>[]> {
    const distinct = new Set(keys);
    this.#placeLists();
    const unknown = [...distinct].filter((key) => !this.#places.has(key));
    const answers = unknown.length > 0 ? this.#fetch(unknown) : undefined;
    if (answers && unknown.length === keys.length) return answers;
    this.#placeLists();
    const places = keys.map((key) => this.#places.get(key) as Place<Value>);
    // Before anything is awaited, as a key may be cleared meanwhile; they are few lists, however many keys.
    const lists = [...new Set(places.map((place) => place.answers))];
    const arrived = new Map(await Promise.all(lists.map(async (list) => [list, await list] as const)));
    return places.map((place) => arrived.get(place.answers)?.[place.index] ?? null);
  }

  /** Knows a record that has arrived in another way, unless its key was asked for before. */
  prime(key: string, value: Value): void {
    this.#placeLists();
    if (!this.#places.has(key)) this.#places.set(key, { answers: [value], index: 0 });
  }

  /** Forgets a record: it may have changed. */
  clear(key: string): this {
    this.#placeLists();
    this.#places.delete(key);
    return this;
  }

  /** @param keys distinct, and not asked for before. */
  #fetch(keys: readonly string[]): Promise<Answer<Value>[]> {
    const answers = this.#loader.load(keys);
    this.#lists.push({ keys, answers });
    return answers;
  }

  /** Somebody looks for a key: from now on those of all lists are found. */
  #placeLists(): void {
    for (const { keys, answers } of this.#lists.splice(0))
      keys.forEach((key, index) => this.#places.set(key, { answers, index }));
  }

  #fetchAlone(key: string): Place<Value> {
    if (!this.#singles) {
      // DataLoader reads it at the end of the turn: until then it grows.
      const keys: string[] = [];
      this.#singles = { keys, answers: this.#loader.load(keys) };
    }
    const { keys, answers } = this.#singles;
    const place: Place<Value> = { answers, index: keys.push(key) - 1 };
    this.#places.set(key, place);
    return place;
  }

  /** No key is in two of the lists, unless it was cleared in between. */
  async #readTogether(lists: readonly (readonly string[])[]): Promise<Answer<Value>[][]> {
    this.#singles = undefined;
    const keys = lists.length === 1 ? (lists[0] as readonly string[]) : [...new Set(lists.flat())];
    const answers = await this.read(keys).catch((error: unknown) => {
      const failure = error instanceof Error ? error : new Error('A read failed.', { cause: error });
      return keys.map(() => failure);
    });
    if (lists.length === 1) return [answers];
    const answerOf = new Map(keys.map((key, index) => [key, answers[index] ?? null]));
    return lists.map((list) => list.map((key) => answerOf.get(key) ?? null));
  }
}

async function answerAt<Value>({ answers, index }: Place<Value>): Promise<Value | null> {
  const answer = (await answers)[index] ?? null;
  if (answer instanceof Error) throw answer;
  return answer;
}
