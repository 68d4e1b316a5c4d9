import { hash, timingSafeEqual } from 'node:crypto';
import type { ApiKey } from '../config-variables.js';

/** Who calls where no key is asked for. */
export const anonymousCaller = 'anonymous';

/**
 * Answers whose key a request's `Authorization` header holds, by its name; undefined where it is nobody's. Without any
 * key everybody may pass.
 */
export function authenticator(keys: readonly ApiKey[]): (authorization: string | undefined) => string | undefined {
  return (authorization) => {
    if (keys.length === 0) return anonymousCaller;
    const key = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
    if (key === undefined) return undefined;
    const digest = hash('sha256', key, 'buffer');
    // Every key is compared, in constant time: the time taken tells nothing about any of them.
    return keys.reduce<string | undefined>(
      (caller, { name, sha256 }) => (timingSafeEqual(sha256, digest) ? name : caller),
      undefined,
    );
  };
}
