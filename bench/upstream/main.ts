import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { variantOf, variantOfPhoneNumber } from '../population.js';
import { batchBody, contactBody, customerBody, profileBody } from './bodies.js';
import type { UpstreamCall, UpstreamOrder, UpstreamReport } from './calls.js';

/** Perfex, Numi and Persio as fast as Node can be them: the wire format of the simulators, and none of their checks. */
let order: UpstreamOrder = { delay: 0, note: false };
let count = 0;
let calls: UpstreamCall[] = [];

/** The same on every process of this machine. */
const now = (): number => performance.timeOrigin + performance.now();

interface Reply {
  readonly body: string;
  readonly variants: readonly number[];
}

function replyTo(url: string, text: string): Reply | undefined {
  if (url === '/api/batch') {
    const { operations } = JSON.parse(text) as { operations: { arguments: { id: number } }[] };
    const ids = operations.map((operation) => operation.arguments.id);
    return { body: batchBody(ids), variants: order.note ? [...new Set(ids.map(variantOf))] : [] };
  }
  if (url === '/track') return { body: '{}', variants: [] };
  const profile = /^\/profiles\/(.+)$/.exec(url)?.[1];
  if (profile !== undefined) {
    const e164 = decodeURIComponent(profile);
    return { body: profileBody(e164), variants: [variantOfPhoneNumber(e164)] };
  }
  const [, customer, contact] = /^\/api\/contacts\/(\d+)(?:\/(\d+))?(?:\?|$)/.exec(url) ?? [];
  if (contact !== undefined) return { body: contactBody(Number(contact)), variants: [variantOf(Number(contact))] };
  if (customer !== undefined) return { body: customerBody(Number(customer)), variants: [variantOf(Number(customer))] };
  return undefined;
}

function answer(request: IncomingMessage, response: ServerResponse, text: string): void {
  const start = now();
  count += 1;
  const reply = replyTo(request.url ?? '', text);
  const body = Buffer.from(reply?.body ?? '{}');
  const finish = (): void => {
    response.writeHead(reply ? 200 : 404, { 'content-type': 'application/json', 'content-length': body.length });
    // Before the answer goes out: the other side may be done with it before this process runs again.
    if (order.note) calls.push({ variants: reply?.variants ?? [], start, end: now() });
    response.end(body);
  };
  if (order.delay > 0) setTimeout(finish, order.delay);
  else finish();
}

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  if (request.method === 'GET') {
    answer(request, response, '');
    return;
  }
  let text = '';
  request.setEncoding('latin1');
  request.on('data', (chunk: string) => (text += chunk));
  request.on('end', () => answer(request, response, text));
});

process.on('message', (next: UpstreamOrder) => {
  const report: UpstreamReport = { count, calls };
  order = next;
  count = 0;
  calls = [];
  process.send?.(report);
});
process.on('disconnect', () => process.exit(0));

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`ready: http://127.0.0.1:${port}/\n`);
});
