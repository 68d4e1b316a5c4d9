import { Exchanges, now } from './exchanges.js';
import { closedLoop, openLoop } from './loops.js';
import type { ConnectOrder, LoadOrder, LoadReport } from './orders.js';

let opened: Exchanges | undefined;

async function run(order: LoadOrder): Promise<LoadReport> {
  if (!opened) throw new Error('Load needs connections first.');
  const exchanges = opened;
  opened = undefined;
  const begin = now();
  await (order.rate === undefined ? closedLoop(exchanges, order) : openLoop(exchanges, order, order.rate));
  const milliseconds = now() - begin;
  exchanges.close();
  const { samples, failures, pending } = exchanges;
  const latencies = samples.map(({ start, end }) => end - start).sort((a, b) => a - b);
  const at = (share: number): number => latencies[Math.floor(latencies.length * share)] ?? NaN;
  return {
    answers: samples.length,
    failures: failures + pending,
    seconds: milliseconds / 1_000,
    median: at(0.5),
    p99: at(0.99),
    samples: order.rate === undefined ? [] : samples,
  };
}

async function obey(order: ConnectOrder | LoadOrder): Promise<LoadReport | Record<string, never>> {
  if (!('connect' in order)) return run(order);
  opened = await Exchanges.open(order);
  return {};
}

process.on('message', (order: ConnectOrder | LoadOrder) => {
  void obey(order).then((report) => process.send?.(report));
});
process.on('disconnect', () => process.exit(0));
process.stdout.write('ready: http://127.0.0.1/\n');
