import type { Window } from '../../domain/sources.js';
import { pageLimit } from './wire.js';

/** The pages that hold a window between them. */
interface PageWindow {
  readonly perPage: number;
  /** The number of the first page, from 1. */
  readonly page: number;
  /** 1, or 2 where no page size puts the window on a single page. */
  readonly pages: 1 | 2;
}

/**
 * Perfex counts in pages, a window in rows: the smallest page size for which one page covers the
 * window, or else two consecutive pages of the largest size.
 */
export function pagesFor({ offset, first }: Window): PageWindow {
  for (let perPage = first; perPage <= pageLimit; perPage += 1) {
    const page = Math.floor(offset / perPage);
    if (page === Math.floor((offset + first - 1) / perPage)) return { perPage, page: page + 1, pages: 1 };
  }
  return { perPage: pageLimit, page: Math.floor(offset / pageLimit) + 1, pages: 2 };
}
