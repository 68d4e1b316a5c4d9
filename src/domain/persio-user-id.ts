/** Whose id the company sends to Persio as `userId`; `OWN` is an id that none of the other vendors knows. */
export const persioUserIds = ['CHATWOOT_USER', 'PERFEX_CONTACT', 'NUMI_PHONE', 'OWN'] as const;

export type PersioUserId = (typeof persioUserIds)[number];
