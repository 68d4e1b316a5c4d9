import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { buildService } from '../test/support/built-service.js';
import { killWrites } from './kill-writes/run.js';
import { storeNames } from './kill-writes/stores.js';

const usage = `npm run kill-writes -- [options]
  --kills <number>     how often something happens to the service, 50 unless told otherwise
  --store <name>       embedded, unless told otherwise, or postgres: a database is made on 127.0.0.1:5432, and dropped
  --replicas <number>  so many processes on one PostgreSQL server of the run's own: one is killed, one is stopped for
                       longer than its leases last, or the server is restarted, in turn
  --clients <number>   writers at once, 6 unless told otherwise
Ends with 1 where a write was lost, doubled or out of order.`;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    store: { type: 'string', default: 'embedded' },
    replicas: { type: 'string', default: '1' },
    clients: { type: 'string', default: '6' },
    help: { type: 'boolean', default: false },
  },
});
const store = storeNames.find((name) => name === values.store);
const replicas = Number(values.replicas);
if (values.help || !store || (replicas > 1 && store === 'embedded')) {
  process.stdout.write(`${usage}\n`);
  process.exit(values.help ? 0 : 1);
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const service = await buildService();
const report = await killWrites({
  main: service.main,
  store,
  replicas,
  blows: Number(values.kills),
  clients: Number(values.clients),
  ownCluster: replicas > 1,
  say,
});
const { kinds, interrupted, kills, stops, restarts, restartedBy, seconds, undelivered, endedByThemselves } = report;
say(`\n${kills} kills, ${stops} stops, ${restarts} restarts of ${restartedBy}, in ${seconds} s\n`);
say('| Mutation | Acknowledged | Missing | Calls repeated | Doubled | Out of order |');
say('| --- | --- | --- | --- | --- | --- |');
for (const { kind, acknowledged, missing, repeatedCalls, doubled, outOfOrder } of kinds)
  say(`| \`${kind}\` | ${acknowledged} | ${missing} | ${repeatedCalls} | ${doubled} | ${outOfOrder} |`);
const { beforeCommit, duringCall, duringSettlement } = interrupted;
say(`\nDone again: ${beforeCommit} commits, ${duringCall} calls, ${duringSettlement} settlements`);
say(`Not delivered: ${undelivered}; processes that ended by themselves: ${endedByThemselves}`);
const faults = kinds.reduce(
  (sum, { missing, doubled, outOfOrder }) => sum + missing + doubled + outOfOrder,
  undelivered + endedByThemselves,
);
process.exitCode = faults === 0 ? 0 : 1;
