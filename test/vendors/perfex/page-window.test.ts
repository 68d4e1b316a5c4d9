import fc from 'fast-check';
import { pagesFor } from '../../../src/vendors/perfex/page-window.js';

const windows = fc.record({ offset: fc.nat({ max: 100_000 }), first: fc.integer({ min: 1, max: 100 }) });

describe('the pages for a window', () => {
  test('cover the whole window', () => {
    fc.assert(
      fc.property(windows, ({ offset, first }) => {
        const { perPage, page, pages } = pagesFor({ offset, first });
        const start = (page - 1) * perPage;
        expect(page).toBeGreaterThanOrEqual(1);
        expect(perPage).toBeGreaterThanOrEqual(first);
        expect(perPage).toBeLessThanOrEqual(100);
        expect(start).toBeLessThanOrEqual(offset);
        expect(start + pages * perPage).toBeGreaterThanOrEqual(offset + first);
      }),
      { numRuns: 1_000 },
    );
  });

  test('are one page of the smallest size that does, and two only where no size does', () => {
    fc.assert(
      fc.property(windows, ({ offset, first }) => {
        const fits = (size: number) => Math.floor(offset / size) === Math.floor((offset + first - 1) / size);
        const sizes = Array.from({ length: 101 - first }, (_, index) => first + index);
        const smallest = sizes.find(fits);
        const { perPage, pages } = pagesFor({ offset, first });
        expect({ perPage, pages }).toEqual({ perPage: smallest ?? 100, pages: smallest === undefined ? 2 : 1 });
      }),
      { numRuns: 1_000 },
    );
  });

  test.each([
    [
      { offset: 0, first: 20 },
      { perPage: 20, page: 1, pages: 1 },
    ],
    [
      { offset: 20, first: 20 },
      { perPage: 20, page: 2, pages: 1 },
    ],
    [
      { offset: 5, first: 10 },
      { perPage: 15, page: 1, pages: 1 },
    ],
    [
      { offset: 50, first: 100 },
      { perPage: 100, page: 1, pages: 2 },
    ],
  ])('%j is %j', (window, pages) => expect(pagesFor(window)).toEqual(pages));
});
