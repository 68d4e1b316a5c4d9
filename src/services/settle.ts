/** Runs the work for each key side by side; the error of one key stays with that key. */
export async function settle<Key, Value>(
  keys: readonly Key[],
  work: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  const outcomes = await Promise.allSettled(keys.map(work));
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error)));
}

/** Checks each item before anything is begun; what is wrong with one stays with that one. */
export const checkEach = <Item, Checked>(items: readonly Item[], check: (item: Item) => Checked): (Checked | Error)[] =>
  items.map((item) => {
    try {
      return check(item);
    } catch (error) {
      return error as Error;
    }
  });
