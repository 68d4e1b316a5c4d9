import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { ServerResponse } from 'node:http';
import { mostTokens } from '../graphql/document-limit.js';
import { Audience } from './audience.js';

/** The text of documents of which it is remembered whether they only read, in characters. */
const knownText = 2_000_000;

/** Longer documents are looked through each time. */
const longestKnown = 50_000;

/** An operation that has begun. */
export interface BegunOperation<Answer> {
  /** The text of the operation; undefined where it is not there to be judged. */
  readonly document: string | undefined;
  readonly answer: Promise<Answer>;
}

/** Both are there for as long as it runs. */
interface Running<Answer> {
  audience: Audience | undefined;
  answer: Promise<Answer> | undefined;
}

/**
 * Identical queries under way are answered once: all callers may see the same, so whoever asks while an answer is
 * being made gets that one. An answer that is finished is never given again, and a mutation is never shared.
 */
export class SharedOperations<Answer> {
  readonly #running = new Map<string, Running<Answer>>();
  readonly #readsOnly = new LRUCache<string, boolean>({
    maxSize: knownText,
    maxEntrySize: longestKnown,
    sizeCalculation: (_, document) => document.length + 1,
  });

  /**
   * @param key everything that the answer depends on.
   * @param begin called for the first of those who ask the same; what it throws is thrown.
   */
  run(key: string, response: ServerResponse, begin: (audience: Audience) => BegunOperation<Answer>): Promise<Answer> {
    const running = this.#running.get(key);
    // When the last client has left, the operation ends without an answer: whoever comes then starts anew.
    if (running?.audience && running.answer && !running.audience.hasLeft) {
      running.audience.join(response);
      return running.answer;
    }
    const audience = new Audience();
    audience.join(response);
    const { document, answer } = begin(audience);
    // Whoever has written must see it: what began before the write is not given to those who ask after it.
    if (document === undefined || !this.#isReadOnly(document)) return answer.finally(() => this.forgetRunning());
    const mine: Running<Answer> = { audience, answer };
    const forget = (): void => {
      if (this.#running.get(key) === mine) this.#running.delete(key);
      // A table that the map has outgrown may hold it for long yet.
      mine.audience = mine.answer = undefined;
    };
    this.#running.set(key, mine);
    // Before any of those who wait hears of the answer.
    answer.then(forget, forget);
    return answer;
  }

  /** Something was written: what is under way may have seen what was there before. */
  forgetRunning(): void {
    this.#running.clear();
  }

  #isReadOnly(document: string): boolean {
    const known = this.#readsOnly.get(document);
    if (known !== undefined) return known;
    const isReadOnly = readsOnly(document);
    this.#readsOnly.set(document, isReadOnly);
    return isReadOnly;
  }
}

function readsOnly(document: string): boolean {
  try {
    return parse(document, { noLocation: true, maxTokens: mostTokens }).definitions.every(
      (definition) => definition.kind !== 'OperationDefinition' || definition.operation === 'query',
    );
  } catch {
    return false;
  }
}
