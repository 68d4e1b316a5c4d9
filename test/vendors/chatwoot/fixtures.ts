import { readFileSync } from 'node:fs';

type Json = Record<string, unknown>;

/** A body as the vendor's contract gives it, written by hand; a fresh copy each time. */
export const fixture = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.json`, import.meta.url), 'utf8')) as Json;

export const errorFixture = (name: string): unknown => fixture('errors')[name];
