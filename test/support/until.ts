import { setTimeout as pause } from 'node:timers/promises';

/** What no event tells may take this long on a machine that has much else to do. */
const patienceMs = 60_000;

/** Asks again and again until it is so. @throws with `what` when it does not come about in a minute. */
export async function until(isSo: () => boolean | Promise<boolean>, what = 'It'): Promise<void> {
  const end = performance.now() + patienceMs;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error(`${what} did not come about.`);
    await pause(5);
  }
}

/** The first answer that there is, asked for again and again. @throws with `what` after a minute. */
export async function untilThere<Value>(find: () => Promise<Value | undefined>, what: string): Promise<Value> {
  let found: Value | undefined;
  await until(async () => (found = await find()) !== undefined, what);
  return found as Value;
}
