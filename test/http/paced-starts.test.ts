import { setImmediate as turn } from 'node:timers/promises';
import { PacedStarts } from '../../src/http/paced-starts.js';

const atOnce = 4;

/** Each look at the clock is so many milliseconds after the one before. */
function clock(step: number) {
  const time = { now: 0, step };
  return { time, now: () => (time.now += time.step) };
}

const quick = () => clock(0.01);
const busy = () => clock(5);

/** Begins so many operations. @returns the numbers of those that have begun, as they do. */
function begin(starts: PacedStarts, count: number): number[] {
  const begun: number[] = [];
  for (let number = 0; number < count; number += 1) {
    const wait = starts.begin();
    if (wait) void wait.then(() => begun.push(number));
    else begun.push(number);
  }
  return begun;
}

async function turns(count: number): Promise<void> {
  for (let passed = 0; passed < count; passed += 1) await turn();
}

describe('operations that come at the same time', () => {
  it('begin at once while few are under way', () => {
    expect(begin(new PacedStarts(busy().now), atOnce)).toHaveLength(atOnce);
  });

  it('begin all, in their order, though none has ended, when the processor is free', async () => {
    const begun = begin(new PacedStarts(quick().now), atOnce + 3);
    expect(begun).toHaveLength(atOnce);
    await turns(10);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('begin as others end, in their order, when the processor is busy', async () => {
    const starts = new PacedStarts(busy().now);
    const begun = begin(starts, atOnce + 3);
    await turns(10);
    expect(begun).toHaveLength(atOnce);
    starts.ended();
    await turns(1);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    starts.ended();
    starts.ended();
    await turns(1);
    expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('begin when the processor is free again', async () => {
    const { time, now } = busy();
    const begun = begin(new PacedStarts(now), atOnce + 2);
    await turns(5);
    expect(begun).toHaveLength(atOnce);
    time.step = 0.01;
    await turns(10);
    expect(begun).toHaveLength(atOnce + 2);
  });

  it('begin after a while though the processor stays busy and none has ended', async () => {
    const begun = begin(new PacedStarts(busy().now), atOnce + 2);
    await turns(60);
    expect(begun).toHaveLength(atOnce + 2);
  });

  it('begin at once again when all have ended', async () => {
    const starts = new PacedStarts(busy().now);
    begin(starts, atOnce + 2);
    for (let ended = 0; ended < atOnce + 2; ended += 1) {
      starts.ended();
      await turns(1);
    }
    expect(begin(starts, atOnce)).toHaveLength(atOnce);
  });
});
