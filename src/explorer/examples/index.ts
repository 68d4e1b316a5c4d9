import { changeExamples } from './changes.js';
import { eventExamples } from './events.js';
import { workedExample, type WorkedExample } from './example.js';
import { peopleExamples } from './people.js';
import { recordWriteExamples } from './record-writes.js';
import { recordExamples } from './records.js';
import { writeExamples } from './writes.js';

/** At least one for each field of Query, Mutation and Subscription; a test asks for it. */
export const examples: readonly WorkedExample[] = [
  ...peopleExamples,
  ...recordExamples,
  ...recordWriteExamples,
  ...eventExamples,
  ...writeExamples,
  ...changeExamples,
].map(workedExample);

/** @throws TypeError where there is none of this name. */
export function exampleNamed(name: string): WorkedExample {
  const example = examples.find((candidate) => candidate.name === name);
  if (!example) throw new TypeError(`There is no example ${name}.`);
  return example;
}
