import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of this origin may open a connection that stays open: browsers ask nobody before they do. A client
 * that is no browser sends no origin; neither does a browser where the page may not read the answer (`no-cors`), so
 * that what it says of the site decides then.
 * @param allowed origins of other sites, such as `https://app.example.com`, or `*` for any.
 */
export function isOriginAllowed(
  { origin, host, 'sec-fetch-site': site }: IncomingHttpHeaders,
  allowed: readonly string[],
): boolean {
  if (allowed.includes('*')) return true;
  if (origin === undefined) return site !== 'cross-site' && site !== 'same-site';
  if (allowed.includes(origin)) return true;
  // That of a page without one, such as a file, is the text "null".
  return URL.canParse(origin) && new URL(origin).host === host;
}
