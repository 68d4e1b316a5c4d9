import { readFile } from 'node:fs/promises';
import { buildGraphSchema, schemaText } from '../../src/graphql/schema.js';

describe('schema.graphql', () => {
  it('is what the code generates; "npm run generate" brings it up to date', async () => {
    const committed = await readFile('schema.graphql', 'utf8');
    expect(committed).toBe(schemaText(await buildGraphSchema()));
  });
});
