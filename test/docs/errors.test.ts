import { errorTable } from '../../src/error-codes.js';
import { codeRows, readText } from './markdown.js';

describe('docs/errors.md', () => {
  it('is the table of the code: every code, in its order, with meaning, remedy and whether it is retryable', async () => {
    const [table = ''] = (await readText('docs/errors.md')).split('## What an error looks like');
    const expected = Object.entries(errorTable).map(([code, { meaning, remedy, retryable }]) => [
      code,
      meaning,
      remedy,
      retryable ? 'yes' : 'no',
    ]);
    expect(codeRows(table)).toEqual(expected);
  });
});
