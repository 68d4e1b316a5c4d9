import { runSteps } from './demo/run.js';
import { startDemoService } from './demo/service.js';
import { composeSupergraph } from './supergraph/compose.js';
import { startOrders } from './supergraph/orders.js';
import { startGateway } from './supergraph/start.js';
import { supergraphSteps } from './supergraph/steps.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const service = await startDemoService();
const orders = await startOrders();
try {
  say(`Peoplegraph over its sandbox, at ${service.url}`);
  say(`A subgraph of orders, at ${orders.url}`);
  const supergraph = await composeSupergraph([
    { name: 'peoplegraph', url: service.url },
    { name: 'orders', url: orders.url },
  ]);
  const gateway = await startGateway(supergraph);
  try {
    say(`They compose. A gateway over both, at ${gateway.url}`);
    const problems = await runSteps(supergraphSteps, { ...service, url: gateway.url }, say);
    if (problems.length > 0) process.exitCode = 1;
    const { length } = supergraphSteps;
    say(problems.length > 0 ? `\nWrong answers: ${problems.length}.` : `\nAll ${length} answers are as expected.`);
  } finally {
    await gateway.close();
  }
} finally {
  await orders.close();
  await service.close();
}
