import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { buildService } from '../test/support/process.js';
import { killWrites } from './kill-writes/run.js';

/** `npm run kill-writes -- --kills 50`: kills the service while clients write; ends with 1 where a write was lost, doubled or out of order. */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '50' }, clients: { type: 'string', default: '6' } },
});
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const service = await buildService();
try {
  const { kills, seconds, kinds, undelivered } = await killWrites({
    main: service.main,
    kills: Number(values.kills),
    clients: Number(values.clients),
    say,
  });
  say(`${kills} kills in ${seconds} s\n`);
  say('| Mutation | Acknowledged | Missing | Calls repeated | Doubled | Out of order |');
  say('| --- | --- | --- | --- | --- | --- |');
  for (const { kind, acknowledged, missing, repeatedCalls, doubled, outOfOrder } of kinds)
    say(`| \`${kind}\` | ${acknowledged} | ${missing} | ${repeatedCalls} | ${doubled} | ${outOfOrder} |`);
  say(`\nNot delivered: ${undelivered}`);
  const faults = kinds.reduce(
    (sum, { missing, doubled, outOfOrder }) => sum + missing + doubled + outOfOrder,
    undelivered,
  );
  process.exitCode = faults === 0 ? 0 : 1;
} finally {
  await service.remove();
}
