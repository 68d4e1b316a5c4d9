import type { Environment } from './environment.js';
import { isLoopback } from './loopback.js';

/** What has to be set because something else is: a problem for each variable that is missing. */
export function missingVariables(given: Environment): string[] {
  const problems: string[] = [];
  const pairs = [
    ['NUMI_URL', 'NUMI_API_KEY'],
    ['CHATWOOT_URL', 'CHATWOOT_TOKEN'],
    ['PERFEX_URL', 'PERFEX_TOKEN'],
    // Its URL has a default.
    ['PERSIO_WRITE_KEY', 'PERSIO_URL'],
  ] as const;
  for (const [needed, other] of pairs) {
    // A vendor needs its URL and its key: one without the other is a mistake.
    if (!given[needed] && given[other]) problems.push(`${needed}: is missing, although ${other} is set.`);
    if (given[needed] && !given[other] && other !== 'PERSIO_URL')
      problems.push(`${other}: is missing, although ${needed} is set.`);
  }
  if (!given['API_KEYS'] && given['HOST'] !== undefined && !isLoopback(given['HOST']))
    problems.push(
      `API_KEYS: is empty, and HOST is not a loopback address. Without keys the server listens on 127.0.0.1 only; "npm run api-key" makes a key.`,
    );
  if (!given['API_KEYS'] && /(?:^|,)\s*\*\s*(?:,|$)/.test(given['CORS_ORIGINS'] ?? ''))
    problems.push(
      'CORS_ORIGINS: is *, and API_KEYS is empty. Any page that a browser on this machine visits could read everything; name the origins, or make a key with "npm run api-key".',
    );
  return problems;
}
