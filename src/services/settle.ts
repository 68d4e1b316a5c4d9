/** Runs the work for each key side by side; the error of one key stays with that key. */
export async function settle<Key, Value>(
  keys: readonly Key[],
  work: (key: Key) => Promise<Value>,
): Promise<(Value | Error)[]> {
  const outcomes = await Promise.allSettled(keys.map(work));
  return outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : (outcome.reason as Error)));
}
