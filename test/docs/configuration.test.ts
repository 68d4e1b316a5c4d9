import { parseEnv } from 'node:util';
import { variables } from '../../src/config-variables.js';
import { loadConfig } from '../../src/config.js';
import { codeRows, readText } from './markdown.js';

/** Each variable with its default as a text; empty where it has none. */
const defaults = Object.fromEntries(
  Object.entries(variables.shape).map(([name, variable]) => {
    const value: unknown = variable.parse(undefined);
    return [name, value === undefined ? '' : String(value)];
  }),
);

describe('the documented configuration', () => {
  it('has a row in the README for every variable, with its default and a meaning, and for no other', async () => {
    const rows = codeRows(await readText('README.md')).filter(([name]) => /^[A-Z_]+$/.test(name ?? ''));
    expect(rows.map(([name]) => name)).toEqual([...new Set(rows.map(([name]) => name))]);
    expect(Object.fromEntries(rows)).toEqual(defaults);
    for (const [name, , meaning] of rows) expect([name, meaning]).toEqual([name, expect.stringMatching(/^\S.+\.$/)]);
  });

  it('has a line in .env.example for every variable, with its default, and for no other', async () => {
    expect(parseEnv(await readText('.env.example'))).toEqual(defaults);
  });

  it('changes nothing when .env.example is copied as it is', async () => {
    expect(loadConfig(parseEnv(await readText('.env.example')))).toEqual(loadConfig({}));
  });
});
