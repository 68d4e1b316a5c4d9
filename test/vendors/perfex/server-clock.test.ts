import { IANAZone } from 'luxon';
import { ServerClock, toServerTime } from '../../../src/vendors/perfex/server-clock.js';

const utc = new ServerClock('UTC');
const pad = (number: number, length = 2): string => String(number).padStart(length, '0');

/** By the engine's own calendar, and only what it writes back as it was. */
function byTheCalendar(text: string): Date | undefined {
  const date = new Date(`${text.replace(' ', 'T')}Z`);
  const isWrittenBack = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19).replace('T', ' ') === text;
  return isWrittenBack ? date : undefined;
}

describe('a date on the clock of the server', () => {
  test('is every day that the calendar has, and no other', () => {
    const otherwise: string[] = [];
    for (const year of [100, 1582, 1900, 1969, 1970, 1999, 2000, 2023, 2024, 2100, 9999]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${pad(year, 4)}-${pad(month)}-${pad(day)} 12:34:56`;
          if (utc.momentOf(text)?.getTime() !== byTheCalendar(text)?.getTime()) otherwise.push(text);
        }
      }
    }
    expect(otherwise).toEqual([]);
  });

  test('is every time that a day has, and no other', () => {
    for (const [limit, textOf] of [
      [24, (hour: number) => `2024-02-29 ${pad(hour)}:59:59`],
      [60, (minute: number) => `2024-02-29 23:${pad(minute)}:59`],
      [60, (second: number) => `2024-02-29 23:59:${pad(second)}`],
    ] as const) {
      for (let number = 0; number < 100; number++) {
        const text = textOf(number);
        expect([text, utc.momentOf(text)]).toEqual([text, number < limit ? byTheCalendar(text) : undefined]);
      }
    }
  });

  test('is of one form, character by character', () => {
    const text = '2024-02-19 12:34:56';
    for (let position = 0; position < text.length; position++) {
      for (const character of ['/', ':', '-', ' ', 'T', 'a', '٣', '']) {
        if (text[position] === character) continue;
        expect(utc.momentOf(text.slice(0, position) + character + text.slice(position + 1))).toBeUndefined();
      }
    }
    for (const other of ['', '2024-02-19', `${text}Z`, ` ${text}`, `${text}.000`, '+024-02-19 12:34:56'])
      expect(utc.momentOf(other)).toBeUndefined();
  });

  test('of the first century is none: years of two digits are meant', () => {
    expect(utc.momentOf('0099-12-31 23:59:59')).toBeUndefined();
    expect(utc.momentOf('0024-07-01 10:00:00')).toBeUndefined();
  });
});

describe('a clock that is put forward and back', () => {
  const hour = 3_600_000;

  /** The moments from which the offset is another one, between two years. */
  function changes(zone: IANAZone, from: number, to: number): number[] {
    const found: number[] = [];
    for (let moment = Date.UTC(from); moment < Date.UTC(to); moment += 12 * hour) {
      if (zone.offset(moment) !== zone.offset(moment + 12 * hour)) found.push(moment);
    }
    return found;
  }

  test.each([
    ['Europe/Berlin', 2023, 2026],
    ['America/New_York', 2024, 2026],
    // By half an hour.
    ['Australia/Lord_Howe', 2024, 2026],
    // At midnight.
    ['America/Sao_Paulo', 2017, 2020],
    // For the month of Ramadan.
    ['Africa/Casablanca', 2024, 2026],
    // A day was left out.
    ['Pacific/Apia', 2011, 2013],
    // From an offset with seconds.
    ['Africa/Monrovia', 1971, 1973],
    // For good, by a quarter of an hour.
    ['Asia/Kathmandu', 1985, 1987],
    ['Asia/Kolkata', 2020, 2021],
  ])('in %s shows every moment around the change again', (timezone, from, to) => {
    const zone = IANAZone.create(timezone);
    const clock = new ServerClock(timezone);
    const aroundChanges = changes(zone, from, to).flatMap((change) =>
      Array.from({ length: 120 }, (_, step) => change + (step - 50) * (hour / 4) + (step % 7) * 1_000),
    );
    const otherwise = [Date.UTC(from, 5, 15, 10), ...aroundChanges].filter((moment) => {
      const shown = toServerTime(new Date(moment), timezone);
      const read = clock.momentOf(shown) ?? new Date(NaN);
      if (read.getTime() === moment) return false;
      // A text that was shown twice is the only reason to read another moment.
      const isShownTwice = zone.offset(read.getTime()) !== zone.offset(moment);
      return !isShownTwice || toServerTime(read, timezone) !== shown;
    });
    expect(otherwise).toEqual([]);
  });

  test.each([
    // Left out: the clock went from 2 to 3.
    ['2024-03-31 01:59:59', '2024-03-31T00:59:59Z'],
    ['2024-03-31 02:30:00', '2024-03-31T01:30:00Z'],
    ['2024-03-31 03:00:00', '2024-03-31T01:00:00Z'],
    // Shown twice: the clock went from 3 back to 2. The second time is meant.
    ['2024-10-27 01:59:59', '2024-10-26T23:59:59Z'],
    ['2024-10-27 02:30:00', '2024-10-27T01:30:00Z'],
    ['2024-10-27 03:00:00', '2024-10-27T02:00:00Z'],
    ['1969-07-20 21:17:40', '1969-07-20T20:17:40Z'],
  ])('in Berlin showed %s at %s', (shown, moment) => {
    expect(new ServerClock('Europe/Berlin').momentOf(shown)).toEqual(new Date(moment));
  });
});
