/** What the schema's EmailAddress takes: the HTML standard's "valid e-mail address". Its scalar itself makes an error, with a stack, of every text that is none. */
const emailAddress =
  /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** The address trimmed and in lower case, or null where the text is no e-mail address. */
export function toEmailAddress(text: string): string | null {
  const candidate = text.trim().toLowerCase();
  return emailAddress.test(candidate) ? candidate : null;
}
