import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { examples } from '../src/explorer/examples/index.js';
import { record } from './examples/record.js';

// What every example is answered on the sandbox, for the reference of the schema.
const text = await format(JSON.stringify(await record(examples)), { parser: 'json', printWidth: 120 });
await writeFile(new URL('../src/explorer/examples/answers.json', import.meta.url), text);
