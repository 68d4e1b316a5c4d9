/**
 * Whether a page of this origin may open a connection that stays open: browsers ask nobody before they do. A client
 * that is no browser sends no origin.
 * @param host the `Host` of the request. @param allowed origins of other sites, such as `https://app.example.com`, or `*` for any.
 */
export function isOriginAllowed(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (origin === undefined || allowed.includes(origin) || allowed.includes('*')) return true;
  // That of a page without one, such as a file, is the text "null".
  return URL.canParse(origin) && new URL(origin).host === host;
}
