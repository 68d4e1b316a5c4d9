import type { Answer } from '../../domain/sources.js';
import { PeoplegraphError } from '../../errors.js';

/**
 * Numi has no bulk read: one call for each key, side by side, as far as the limit on calls under way
 * lets them. What fails for one key is the answer for that key alone.
 */
export function readEach<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value | null>,
): Promise<Answer<Value>[]> {
  const answerTo = async (key: Key): Promise<Answer<Value>> => {
    try {
      return await read(key);
    } catch (error) {
      if (error instanceof PeoplegraphError) return error;
      throw error;
    }
  };
  return Promise.all(keys.map(answerTo));
}
