/**
 * What an answer to a gateway costs: 100 references to contacts that are kept, answered from the plan, answered by the
 * interpreter, and asked for as a list. Processor time of the process, with its client and its simulators, which do
 * little: medians of rounds in turn.
 */
import { startDemoService } from '../scripts/demo/service.js';

const [rounds, answersInRound] = [7, 300];
const service = await startDemoService({ PERFEX_CACHE_SECONDS: '3600' });

const fields = 'id firstName lastName email phoneNumber title isActive createdAt';
const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
const entities = {
  query: `query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Contact { ${fields} } } }`,
  variables: { representations: ids.map((id) => ({ __typename: 'Contact', id })) },
};
const bodies = {
  'entities, from the plan': entities,
  // What asks for the schema's own fields is Apollo Server's.
  'entities, by the interpreter': {
    ...entities,
    query: entities.query.replace('{ _entities', '{ __schema { __typename } _entities'),
  },
  'a list by keys, from the plan': {
    query: `query ($ids: [ID!]!) { contacts(ids: $ids) { __typename ${fields} } }`,
    variables: { ids },
  },
};

async function processorTime(body: string): Promise<number> {
  const before = process.cpuUsage();
  for (let answer = 0; answer < answersInRound; answer += 1) {
    const response = await fetch(service.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const text = await response.text();
    if (text.includes('"errors"')) throw new Error(text.slice(0, 500));
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / answersInRound;
}

const times = new Map<string, number[]>(Object.keys(bodies).map((name) => [name, []]));
for (let round = 0; round <= rounds; round += 1)
  for (const [name, body] of Object.entries(bodies)) {
    const time = await processorTime(JSON.stringify(body));
    // The first round warms up.
    if (round > 0) times.get(name)?.push(time);
  }
for (const [name, measured] of times) {
  const [median = 0] = measured.toSorted((one, other) => one - other).slice(Math.floor(rounds / 2));
  process.stdout.write(`${name}: ${median.toFixed(2)} ms\n`);
}
await service.close();
