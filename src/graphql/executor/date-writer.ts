import type { JsonWriter } from './json-writer.js';

const day = 86_400_000;

/** The days whose dates have a text of the usual form: from the year 1 to the year 9999. */
const firstDay = Date.parse('0001-01-01') / day;
const lastDay = Date.parse('9999-12-31') / day;

const [dash, colon, point, letterT, letterZ, quote] = [0x2d, 0x3a, 0x2e, 0x54, 0x5a, 0x22] as const;

/**
 * Writes what `toISOString` answers, in quotes: lists have hundreds of dates, and that costs more than all else of a
 * record. The days are told apart by Howard Hinnant's `civil_from_days`, in eras of 400 years that begin in March.
 */
export function writeDate(out: JsonWriter, date: Date): void {
  const moment = date.getTime();
  const days = Math.floor(moment / day);
  if (!(days >= firstDay && days <= lastDay)) {
    out.string(date.toISOString());
    return;
  }
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  out.character(quote);
  out.digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4);
  out.character(dash);
  out.digits(month, 2);
  out.character(dash);
  out.digits(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1, 2);
  out.character(letterT);
  writeTime(out, moment - days * day);
  out.character(letterZ);
  out.character(quote);
}

function writeTime(out: JsonWriter, milliseconds: number): void {
  const seconds = Math.floor(milliseconds / 1_000);
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  out.digits(hours, 2);
  out.character(colon);
  out.digits(minutes - hours * 60, 2);
  out.character(colon);
  out.digits(seconds - minutes * 60, 2);
  out.character(point);
  out.digits(milliseconds - seconds * 1_000, 3);
}
