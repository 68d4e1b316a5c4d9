import { GraphQLEmailAddress } from 'graphql-scalars';

/** The address trimmed and in lower case, or null where the text is no e-mail address. */
export function toEmailAddress(text: string): string | null {
  const candidate = text.trim().toLowerCase();
  try {
    // The schema's own scalar decides, so that what passes here can always be answered.
    GraphQLEmailAddress.parseValue(candidate);
    return candidate;
  } catch {
    return null;
  }
}
