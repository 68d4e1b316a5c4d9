import { LRUCache } from 'lru-cache';
import { type CountryCode, getCountries, parsePhoneNumberFromString } from 'libphonenumber-js';

/** A region in which national phone numbers are read: an ISO 3166-1 alpha-2 code such as `DE`. */
export type Region = CountryCode;

export const isRegion = (text: string): text is Region => (getCountries() as string[]).includes(text);

/**
 * The E.164 form of a phone number (`+4930901820`), or null where it is none.
 *
 * A number without a country code is read as one of `region`; without a region only
 * international numbers parse. An extension is not part of E.164 and is refused.
 */
export function toE164(text: string, region: Region | undefined): string | null {
  const memory = memoryOf(region);
  // Whether it was looked at lately does not matter, and noting it would cost half of the look.
  const known = memory.peek(text);
  if (known !== undefined) return known || null;
  const number = parse(text, region);
  memory.set(text, number ?? '');
  return number;
}

/**
 * The same numbers come again and again, and parsing one costs more than reading a whole record. One memory for each
 * region, because a key that named both would have to be put together for every look; an empty text stands for none.
 */
const memories = new Map<Region | undefined, LRUCache<string, string>>();

function memoryOf(region: Region | undefined): LRUCache<string, string> {
  let memory = memories.get(region);
  if (!memory) {
    memory = new LRUCache({ max: 50_000 });
    memories.set(region, memory);
  }
  return memory;
}

function parse(text: string, region: Region | undefined): string | null {
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: region, extract: false });
  if (!parsed || parsed.ext !== undefined || !parsed.isPossible()) return null;
  // The PhoneNumber scalar takes seven digits at least; the rare shorter ones stay as the vendor holds them.
  return /^\+[1-9]\d{6,14}$/.test(parsed.number) ? parsed.number : null;
}
