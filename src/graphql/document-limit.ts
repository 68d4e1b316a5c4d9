import type { DocumentNode } from 'graphql';

/** Tokens of a document at the most: one is cut off where it becomes absurd, before it costs anything. */
export const mostTokens = 20_000;

/** Tokens of a document that is kept at the most: longer ones are hardly sent again, and hold values in place of variables. */
export const mostKeptTokens = 5_000;

/** Each of them takes about 300 bytes with its part of the tree. */
export function tokensOf({ loc }: DocumentNode): number {
  let count = 0;
  for (let token = loc?.startToken ?? null; token; token = token.next) count += 1;
  return count;
}
