import { hash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../config-variables.js';

/** Answers whether a request's `Authorization` header holds one of the keys. Without any key everybody may pass. */
export function authenticator(keys: readonly ApiKey[]): (authorization: string | undefined) => boolean {
  return (authorization) => {
    if (keys.length === 0) return true;
    const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) return false;
    const digest = hash('sha256', key, 'buffer');
    // Every key is compared, in constant time: the time taken tells nothing about any of them.
    return keys.reduce((known, { sha256 }) => timingSafeEqual(sha256, digest) || known, false);
  };
}
