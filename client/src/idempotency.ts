import { inputsWithKey } from './generated/inputs-with-key.js';
import type { Operation } from './operation.js';

export interface Keyed {
  readonly variables: unknown;
  /** Whether every write of the mutation has a key, so that it can be sent again. */
  readonly isRepeatable: boolean;
  /** The key, where there is exactly one. */
  readonly idempotencyKey: string | undefined;
}

/** Gives each input of a mutation that takes an idempotency key one, unless the caller has. */
export function withIdempotencyKeys({ inputs, fields }: Operation, variables: unknown): Keyed {
  const keyed = { ...(variables as Record<string, unknown> | undefined) };
  const keys: unknown[] = [];
  for (const { variable, type } of inputs) {
    const input = keyed[variable];
    if (!inputsWithKey.has(type) || typeof input !== 'object' || input === null) continue;
    const key = (input as { idempotencyKey?: unknown }).idempotencyKey ?? randomId();
    keyed[variable] = { ...input, idempotencyKey: key };
    keys.push(key);
  }
  const [key] = keys;
  return {
    variables: keyed,
    isRepeatable: keys.length > 0 && keys.length === fields,
    idempotencyKey: keys.length === 1 && typeof key === 'string' ? key : undefined,
  };
}

/** A UUID. A browser has `randomUUID` only where a page came over TLS or from this machine. */
function randomId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
