import { DateTime } from 'luxon';
import { ZoneOffsets } from './zone-offsets.js';

/** The moment as Perfex takes it in a filter: `YYYY-MM-DD HH:MM:SS` of the server's time (assumed). */
export const toServerTime = (moment: Date, timezone: string): string =>
  DateTime.fromJSDate(moment, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm:ss');

/** The clock that an installation's dates are read from. They do not say its time zone. */
export class ServerClock {
  /** None where the clock shows UTC. */
  readonly #offsets: ZoneOffsets | undefined;

  constructor(readonly timezone: string) {
    this.#offsets = timezone === 'UTC' ? undefined : new ZoneOffsets(timezone);
  }

  /** When the clock showed `YYYY-MM-DD HH:MM:SS`; undefined where the text is something else, or no day or time that exists. */
  momentOf(text: string): Date | undefined {
    const shown = asThoughInUtc(text);
    if (Number.isNaN(shown)) return undefined;
    if (!this.#offsets) return new Date(shown);
    // The offset is that of the moment, which is only known with the offset: the second look is right around a change of the clock.
    const guess = shown - this.#offsets.at(shown);
    return new Date(shown - this.#offsets.at(guess));
  }
}

/** Milliseconds since 1970, or NaN. Every row has two dates, and by a pattern and a calendar they cost more than all its other fields. */
function asThoughInUtc(text: string): number {
  const isSeparated =
    text.length === 19 &&
    text.charCodeAt(4) === hyphen &&
    text.charCodeAt(7) === hyphen &&
    text.charCodeAt(10) === space &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon;
  if (!isSeparated) return NaN;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  // NaN fails every comparison. The first centuries are no dates of contacts but years of two digits.
  const exists =
    year >= 100 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysIn(month, year) &&
    hour <= 23 &&
    minute <= 59 &&
    second <= 59;
  return exists ? (((daysSince1970(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 : NaN;
}

const hyphen = 45;
const space = 32;
const colon = 58;
const zero = 48;

function twoDigits(text: string, position: number): number {
  const tens = text.charCodeAt(position) - zero;
  const ones = text.charCodeAt(position + 1) - zero;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN;
}

function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Counted in years that begin in March, so that the day that only some years have is their last. */
function daysSince1970(year: number, month: number, day: number): number {
  const marchYear = month > 2 ? year : year - 1;
  const monthsSinceMarch = month > 2 ? month - 3 : month + 9;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  // Five months from March, August or January on have 153 days.
  return marchYear * 365 + leapDays + Math.floor((monthsSinceMarch * 153 + 2) / 5) + day - 719_469;
}
