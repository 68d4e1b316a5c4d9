import { setImmediate as turn } from 'node:timers/promises';
import { PacedStarts } from '../../src/http/paced-starts.js';

const atOnce = 8;

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

describe('operations that come at the same time', () => {
  it('begin at once while few are under way', () => {
    expect(begin(new PacedStarts(), atOnce)).toHaveLength(atOnce);
  });

  it('begin one by one with the turns of the event loop beyond that, in their order, though none has ended', async () => {
    const begun = begin(new PacedStarts(), atOnce + 3);
    expect(begun).toHaveLength(atOnce);
    for (let more = 1; more <= 3; more += 1) {
      await turn();
      expect(begun).toEqual(Array.from({ length: atOnce + more }, (_, number) => number));
    }
  });

  it('begin when one has ended, without a turn of the event loop', async () => {
    const starts = new PacedStarts();
    const begun = begin(starts, atOnce + 1);
    starts.ended();
    await Promise.resolve();
    expect(begun).toHaveLength(atOnce + 1);
  });
});
