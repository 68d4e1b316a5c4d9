import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The types of a GraphQL answer, the one that is meant where a caller takes any in front. */
const answerTypes = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

const page = 'text/html';

/** Different headers of which it is remembered what answers them. */
const rememberedHeaders = 100;

interface Choice {
  readonly type: string | undefined;
  readonly prefersPage: boolean;
}

/** What content type a GraphQL answer has for an `Accept` header: the choice that Apollo Server makes, too. */
export class MediaTypes {
  readonly #chosen = new LRUCache<string, Choice>({ max: rememberedHeaders });

  /** Undefined where the caller takes none of them, or by a GET would rather have a page. */
  of({ method, headers: { accept } }: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
    if (!accept) return answerTypes[0];
    let choice = this.#chosen.get(accept);
    if (!choice) {
      const negotiator = new Negotiator({ headers: { accept } });
      const type = negotiator.mediaType(answerTypes);
      choice = { type, prefersPage: negotiator.mediaType([...answerTypes, page]) === page };
      this.#chosen.set(accept, choice);
    }
    return choice.prefersPage && method !== 'POST' ? undefined : choice.type;
  }
}

/** Whether an answer is what a client of plain JSON takes for one, whose status says nothing of GraphQL. */
export const isPlainJson = (contentType: string | undefined): boolean =>
  contentType?.startsWith('application/json') ?? false;
