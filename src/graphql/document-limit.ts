/** Tokens of a document at the most: one is cut off where it becomes absurd, before it costs anything. */
export const mostTokens = 20_000;
