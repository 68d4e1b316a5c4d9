import { PeoplegraphError, VendorUnavailableError } from '../../client/src/index.js';
import { withRetries } from '../../client/src/retries.js';

const always = new AbortController().signal;
const options = { timeoutMs: 60_000, retries: 3, retryDelayMs: 200, isRepeatable: true, signal: always };
const unavailable = (retryAfter?: number) =>
  new VendorUnavailableError('Out of order.', { code: 'VENDOR_UNAVAILABLE', retryable: true, retryAfter });

/** Runs attempts that always fail, and answers how long each pause would have been. */
async function pausesOf(error: PeoplegraphError, chance: number, changes: Partial<typeof options> = {}) {
  const pauses: number[] = [];
  let attempts = 0;
  const attempt = async (): Promise<never> => {
    attempts += 1;
    throw error;
  };
  const pause = async (milliseconds: number): Promise<void> => void pauses.push(milliseconds);
  const running = withRetries(attempt, { ...options, ...changes }, { random: () => chance, pause });
  await expect(running).rejects.toBe(error);
  return { pauses, attempts };
}

describe('repeats', () => {
  it('pause for a random part of a time that doubles', async () => {
    expect(await pausesOf(unavailable(), 0.5)).toEqual({ pauses: [100, 200, 400], attempts: 4 });
    expect(await pausesOf(unavailable(), 0)).toEqual({ pauses: [0, 0, 0], attempts: 4 });
    expect((await pausesOf(unavailable(), 1, { retries: 10 })).pauses.slice(-2)).toEqual([10_000, 10_000]);
  });

  it('wait as long as the service says', async () => {
    expect((await pausesOf(unavailable(7), 1)).pauses).toEqual([7000, 7000, 7000]);
  });

  it('are not waited for where the time would be over', async () => {
    expect(await pausesOf(unavailable(61), 0)).toEqual({ pauses: [], attempts: 1 });
  });

  it('are not made of what is not to be repeated', async () => {
    expect((await pausesOf(unavailable(), 0, { isRepeatable: false })).attempts).toBe(1);
    expect((await pausesOf(unavailable(), 0, { retries: 0 })).attempts).toBe(1);
    expect((await pausesOf(unavailable().with({ retryable: false }), 0)).attempts).toBe(1);
  });

  it('end with the signal while they wait', async () => {
    const controller = new AbortController();
    const attempt = async (): Promise<never> => {
      setImmediate(() => controller.abort('enough'));
      throw unavailable(50);
    };
    await expect(withRetries(attempt, { ...options, signal: controller.signal })).rejects.toBe('enough');
  });
});
