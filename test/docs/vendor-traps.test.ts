import { existsSync } from 'node:fs';
import { readText, tableRows } from './markdown.js';

const rows = async (): Promise<string[][]> => tableRows(await readText('docs/vendor-traps.md'));

/** Whether a source holds the text as a string of its own: as the title of a test, or as its row in a table of cases. */
const holdsTitle = (source: string, title: string): boolean =>
  [`'${title}'`, `"${title}"`, `\`${title}\``].some((literal) => source.includes(literal));

describe('docs/vendor-traps.md', () => {
  it('says of each trap how it is handled, in a file that is there, and by which test', async () => {
    const traps = await rows();
    expect(traps.length).toBeGreaterThan(60);
    for (const [trap, handling = '', tests = ''] of traps) {
      const files = [...handling.matchAll(/`(src\/[^`]+)`/g)].map(([, file = '']) => file);
      expect([trap, files]).toEqual([trap, expect.arrayContaining([expect.any(String)])]);
      expect([trap, files.filter((file) => !existsSync(file))]).toEqual([trap, []]);
      expect([trap, tests]).toEqual([trap, expect.stringContaining(' › ')]);
    }
  });

  it('names only tests that are there', async () => {
    const missing: string[] = [];
    for (const named of (await rows()).flatMap(([, , tests = '']) => tests.split('<br>'))) {
      const [, file = '', title = ''] = /^`(test\/[^`]+\.test\.ts)` › (.+)$/.exec(named) ?? [];
      if (!existsSync(file) || !holdsTitle(await readText(file), title)) missing.push(named);
    }
    expect(missing).toEqual([]);
  });
});
