import { hash } from 'node:crypto';

/** The extension by which a client asks for a document of which the server need only know the hash. */
export const hashed = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: hash('sha256', query) } });
