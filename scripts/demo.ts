import { runSteps } from './demo/run.js';
import { startDemoService } from './demo/service.js';
import { steps } from './demo/steps.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const service = await startDemoService();
try {
  say(`Peoplegraph over its sandbox, at ${service.url}`);
  const problems = await runSteps(steps, service, say);
  if (problems.length > 0) process.exitCode = 1;
  say(problems.length > 0 ? `\nWrong answers: ${problems.length}.` : `\nAll ${steps.length} answers are as expected.`);
} finally {
  await service.close();
}
