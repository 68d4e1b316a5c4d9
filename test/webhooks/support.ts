import { createHmac, randomUUID } from 'node:crypto';

export const secrets: Readonly<Record<'perfex' | 'chatwoot', string>> = {
  perfex: 'perfex-webhook-secret',
  chatwoot: 'chatwoot-webhook-secret',
};

/** For the environment of a server. */
export const withSecrets: Readonly<Record<string, string>> = {
  PERFEX_WEBHOOK_SECRET: secrets.perfex,
  CHATWOOT_WEBHOOK_SECRET: secrets.chatwoot,
};

export interface Delivery {
  readonly headers: Record<string, string>;
  readonly body: string;
}

export const nowInSeconds = (): number => Math.floor(Date.now() / 1_000);

const hmac = (secret: string, timestamp: number, body: string): string =>
  createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');

/** As the REST API module of Perfex signs: from its documentation, by hand. */
export function perfexDelivery(
  event: string,
  content: unknown,
  { secret = secrets.perfex, timestamp = nowInSeconds() } = {},
): Delivery {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  const signature = `t=${timestamp},v1=${hmac(secret, timestamp, body)}`;
  return {
    headers: { 'content-type': 'application/json', 'x-perfex-event': event, 'x-perfex-signature': signature },
    body,
  };
}

/** As Chatwoot signs: from its documentation, by hand. */
export function chatwootDelivery(
  content: unknown,
  {
    secret = secrets.chatwoot,
    timestamp = nowInSeconds(),
    id = randomUUID(),
  }: { secret?: string; timestamp?: number; id?: string } = {},
): Delivery {
  const body = typeof content === 'string' ? content : JSON.stringify(content);
  return {
    headers: {
      'content-type': 'application/json',
      'x-chatwoot-signature': `sha256=${hmac(secret, timestamp, body)}`,
      'x-chatwoot-timestamp': String(timestamp),
      'x-chatwoot-delivery': id,
    },
    body,
  };
}

export interface Reception {
  readonly httpStatus: number;
  readonly status?: 'ACCEPTED' | 'KNOWN' | 'IGNORED';
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

export async function deliver(
  url: string,
  vendor: 'perfex' | 'chatwoot',
  { headers, body }: Delivery,
): Promise<Reception> {
  const response = await fetch(`${url}/webhooks/${vendor}`, { method: 'POST', headers, body });
  return { httpStatus: response.status, ...((await response.json()) as Omit<Reception, 'httpStatus'>) };
}
