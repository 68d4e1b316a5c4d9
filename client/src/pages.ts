import { type PeoplegraphError, UnexpectedAnswerError } from './error.js';

/** A part of a list. */
export interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  /** How long the whole list is, where the service knows. */
  readonly totalCount?: number | null;
  /** The errors of what failed within the page; its place there is in `path`. */
  readonly errors?: readonly PeoplegraphError[];
}

/**
 * A list that is read page by page, each when it is needed, so that a long list takes the memory of one page. Iterate it
 * for its records, or `pages()` for the pages. Each iteration begins anew. What does not exist is an empty list.
 */
export class Pages<Node> implements AsyncIterable<Node> {
  constructor(
    private readonly load: (after: string | undefined) => Promise<Page<Node> | null>,
    private readonly after: string | undefined,
  ) {}

  /** One page: the first, or the one behind a cursor. Null where what the list belongs to does not exist. */
  page(after = this.after): Promise<Page<Node> | null> {
    return this.load(after);
  }

  async *pages(): AsyncGenerator<Page<Node>, void, undefined> {
    let after = this.after;
    for (;;) {
      const page = await this.load(after);
      if (!page) return;
      yield page;
      const { hasNextPage, endCursor } = page.pageInfo;
      if (!hasNextPage) return;
      // Going on from here would never end.
      if (typeof endCursor !== 'string' || endCursor === after) {
        throw new UnexpectedAnswerError('The list says that it goes on, but not from where.', {
          code: 'UNEXPECTED_ANSWER',
          retryable: false,
        });
      }
      after = endCursor;
    }
  }

  /** The records of all pages. A page of which a part failed ends the iteration with that part's error, after its records. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Node, void, undefined> {
    for await (const { nodes, errors = [] } of this.pages()) {
      yield* nodes;
      const [error] = errors;
      if (error) throw error;
    }
  }
}
