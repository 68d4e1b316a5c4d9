import { LRUCache } from 'lru-cache';
import { IANAZone } from 'luxon';

const secondsInDay = 86_400;

/** The offsets of one day: they change once in it at the most. */
interface DayOffsets {
  readonly before: number;
  /** Infinity where they do not change. */
  readonly changeAt: number;
  readonly after: number;
}

/** How far a time zone is ahead of UTC. Each day is looked up once: `Intl` takes about ten microseconds for one moment. */
export class ZoneOffsets {
  readonly #zone: IANAZone;
  readonly #days = new LRUCache<number, DayOffsets>({ max: 20_000 });

  constructor(timezone: string) {
    this.#zone = IANAZone.create(timezone);
  }

  /** @param moment and the offset, both in milliseconds. */
  at(moment: number): number {
    const number = Math.floor(moment / (secondsInDay * 1000));
    let day = this.#days.get(number);
    if (!day) {
      day = this.#lookUp(number);
      this.#days.set(number, day);
    }
    return moment < day.changeAt ? day.before : day.after;
  }

  #lookUp(day: number): DayOffsets {
    let lastBefore = day * secondsInDay;
    let firstAfter = lastBefore + secondsInDay;
    const before = this.#exact(lastBefore);
    const after = this.#exact(firstAfter);
    if (before === after) return { before, changeAt: Infinity, after };
    while (firstAfter - lastBefore > 1) {
      const middle = Math.floor((lastBefore + firstAfter) / 2);
      if (this.#exact(middle) === before) lastBefore = middle;
      else firstAfter = middle;
    }
    return { before, changeAt: firstAfter * 1000, after };
  }

  #exact(second: number): number {
    return this.#zone.offset(second * 1000) * 60_000;
  }
}
