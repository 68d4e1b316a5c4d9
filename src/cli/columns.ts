import { padded, pageWidth, widthOf, wrapped, inOneLine } from './text.js';

const gap = '  ';

/** Texts side by side, each wrapped within its width. @param paint colours the lines of a column, after they are laid out. */
export function sideBySide(
  cells: readonly string[],
  widths: readonly number[],
  paint: readonly (((text: string) => string) | undefined)[] = [],
): string[] {
  const columns = cells.map((cell, index) => wrapped(cell, widths[index] ?? pageWidth));
  const height = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    columns
      .map((lines, index) => {
        const text = padded(lines[row] ?? '', index === columns.length - 1 ? 0 : (widths[index] ?? 0));
        return text.trim() === '' ? text : (paint[index]?.(text) ?? text);
      })
      .join(gap)
      .trimEnd(),
  );
}

/** A table in which no cell is wrapped but those of the last column, which takes what is left of the page. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  paintHeader: (text: string) => string,
): string[] {
  const widths = header.map((name, index) =>
    Math.max(widthOf(name), ...rows.map((row) => widthOf(inOneLine(row[index] ?? '')))),
  );
  const others = widths.slice(0, -1).reduce((sum, width) => sum + width + gap.length, 0);
  widths[widths.length - 1] = Math.max(10, pageWidth - others);
  const [head = '', ...more] = sideBySide(header, widths);
  return [paintHeader(head), ...more, ...rows.flatMap((row) => sideBySide(row, widths))];
}
