import { readFile } from 'node:fs/promises';

export const readText = (path: string): Promise<string> => readFile(path, 'utf8');

/** The cells of all table rows whose first cell is a text in backticks, without the backticks around a whole cell. */
export const codeRows = (markdown: string): string[][] =>
  tableRows(markdown)
    .filter(([first]) => first?.startsWith('`'))
    .map((cells) => cells.map(bare));

/** The cells of all rows of all tables, headings and rules left out. */
export function tableRows(markdown: string): string[][] {
  const lines = markdown.split('\n');
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split('|')
        .map((cell) => cell.trim()),
    );
}

const isRule = (line: string): boolean => /^\|[\s|:-]+$/.test(line);

/** A cell without the backticks around it. */
export const bare = (cell: string): string => /^`([^`]*)`$/.exec(cell)?.[1] ?? cell;
