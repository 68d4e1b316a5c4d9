/** A key of this service's own. No input may hold the character NUL, so that no caller's key is one of them. */
export const ownKey = (key: string): string => `\0${key}`;
