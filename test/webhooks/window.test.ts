import { createHmac } from 'node:crypto';
import { chatwootWebhook } from '../../src/vendors/chatwoot/webhook.js';
import { perfexWebhook } from '../../src/vendors/perfex/webhook.js';
import { webhookReceiver } from '../../src/vendors/webhook.js';

const signedAt = 1_800_000_000;
const body = Buffer.from('{"id":1}');
const signature = createHmac('sha256', 'secret').update(`${signedAt}.`).update(body).digest('hex');

describe.each([
  ['Perfex', perfexWebhook, { 'x-perfex-signature': `t=${signedAt},v1=${signature}` }],
  [
    'Chatwoot',
    chatwootWebhook,
    { 'x-chatwoot-timestamp': String(signedAt), 'x-chatwoot-signature': `sha256=${signature}` },
  ],
] as const)('a signature of %s', (_, module, headers) => {
  const receive = (seconds: number) =>
    webhookReceiver(module, ['secret']).receive(headers, body, (signedAt + seconds) * 1_000);

  it.each([-300, 0, 300])('is taken %i seconds after it was made', (seconds) => {
    expect(receive(seconds)).toMatchObject({ id: expect.any(String) as string });
  });

  it.each([-300.001, 300.001])('is outdated %d seconds after it was made', (seconds) => {
    expect(receive(seconds)).toBe('OUTDATED');
  });
});
