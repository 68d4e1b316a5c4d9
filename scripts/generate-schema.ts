import { writeFile } from 'node:fs/promises';
import { buildGraphSchema, schemaText } from '../src/graphql/schema.js';

await writeFile(new URL('../schema.graphql', import.meta.url), schemaText(await buildGraphSchema()));
