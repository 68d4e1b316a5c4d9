import { bodyOf, caseNamed } from './cases.js';
import type { Field } from './field.js';

/** What this server adds to the slowest vendor call of an answer, in milliseconds. */
export interface AddedLatency {
  readonly query: string;
  readonly answers: number;
  readonly median: number;
  readonly p99: number;
}

const rate = 100;
const connections = 64;

/** Of the answers, how many must have led to a call of their own. */
const leastShare = 0.99;

/** Enough that no two requests with the same keys are under way, even where an answer takes two seconds. */
const variants = 256;

/** How long each call to a vendor takes, in milliseconds. */
const delay = 20;

/**
 * A hundred requests a second, whatever comes back, against vendors that take their time. Of each answer, what is
 * left without the slowest of its vendor calls, as the vendor itself saw it, is what this server added.
 */
export async function measureAddedLatency(field: Field, name: string, seconds: number): Promise<AddedLatency> {
  const { url } = await field.start('uncached');
  const bodies = Array.from({ length: variants }, (_, variant) => bodyOf(caseNamed(name), variant));
  await field.connect(url, connections);
  await field.tellUpstream({ delay, note: true });
  const { samples, failures } = await field.load({ bodies, seconds, rate, smallest: 0 });
  const { calls } = await field.tellUpstream({ delay: 0, note: false });
  if (failures > 0) throw new Error(`${failures} of ${samples.length} requests failed at ${rate} a second.`);

  const added = samples.flatMap(({ body, start, end }) => {
    const own = calls.filter((call) => call.start >= start && call.end <= end && call.variants.includes(body));
    return own.length === 0 ? [] : [end - start - Math.max(...own.map((call) => call.end - call.start))];
  });
  if (added.length < samples.length * leastShare)
    throw new Error(`Only ${added.length} of ${samples.length} answers led to a call: something was cached.`);
  added.sort((a, b) => a - b);
  const at = (share: number): number => added[Math.floor(added.length * share)] ?? NaN;
  return { query: name, answers: added.length, median: at(0.5), p99: at(0.99) };
}
