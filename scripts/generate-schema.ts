import { writeFile } from 'node:fs/promises';
import { buildSubgraph } from '../src/graphql/federation/subgraph-schema.js';
import { buildGraphSchema, schemaText } from '../src/graphql/schema.js';

const write = (name: string, text: string) => writeFile(new URL(`../${name}`, import.meta.url), text);

await write('schema.graphql', schemaText(await buildGraphSchema()));
await write('subgraph.graphql', (await buildSubgraph({ authenticated: false })).text);
