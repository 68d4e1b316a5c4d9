import { styleText } from 'node:util';
import { difference } from './difference.js';
import type { DemoService } from './service.js';
import type { Step } from './steps.js';

type Say = (line: string) => void;

/** Asks each step's question and tells what was asked and answered. @returns what was wrong, one line for each wrong answer. */
export async function runSteps(steps: readonly Step[], service: DemoService, say: Say): Promise<string[]> {
  const problems: string[] = [];
  for (const [index, step] of steps.entries()) {
    say(`\n${styled('bold', `${index + 1}/${steps.length}  ${step.title}`)}`);
    const problem = await runStep(step, service, say);
    if (problem === null) continue;
    say(styled('red', `This is not what it should be: ${problem}.`));
    problems.push(problem);
  }
  return problems;
}

/** @returns what is wrong with the answer, or null. */
async function runStep(
  { faults, document, variables, expected }: Step,
  { url, controlUrl }: DemoService,
  say: Say,
): Promise<string | null> {
  if (faults) {
    const faultsUrl = `${controlUrl}/vendors/${faults.vendor}/faults`;
    say(`${label('first')}\nPATCH ${faultsUrl} ${JSON.stringify(faults.body)}`);
    await send('PATCH', faultsUrl, faults.body);
  }
  say(`${label('asked')}\n${document}`);
  if (variables) say(`${label('with')}\n${pretty(variables)}`);
  const answer = await send('POST', url, { query: document, variables });
  say(`${label('answered')}\n${pretty(answer)}`);
  if (!('errors' in expected) && 'errors' in answer) return 'the answer has errors';
  return difference(answer, expected);
}

async function send(method: string, url: string, body: unknown): Promise<object> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(url, { method, headers, body: JSON.stringify(body) });
  return (await response.json()) as object;
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);
const styled = (style: 'bold' | 'cyan' | 'red', text: string): string =>
  process.stdout.isTTY ? styleText(style, text) : text;
const label = (text: string): string => styled('cyan', `-- ${text}`);
