import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import Negotiator from 'negotiator';

/** The types of a GraphQL answer, the one that is meant where a caller takes any in front. */
const answerTypes = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];

const page = 'text/html';

export const eventStream = 'text/event-stream';

/** Whether a caller would rather have a stream of events than JSON, or takes one as well. */
export type StreamWish = 'PREFERRED' | 'TAKEN' | undefined;

/** With its character set, as a header may name it. */
const stream = `${eventStream}; charset=utf-8`;

/** Different headers of which it is remembered what answers them. */
const rememberedHeaders = 100;

interface Choice {
  readonly type: string | undefined;
  readonly prefersPage: boolean;
  readonly stream: StreamWish;
}

/** What content type a GraphQL answer has for an `Accept` header: the choice that Apollo Server makes, too. */
export class MediaTypes {
  readonly #chosen = new LRUCache<string, Choice>({ max: rememberedHeaders });

  /** Undefined where the caller takes none of them, or by a GET would rather have a page. */
  of({ method, headers: { accept } }: Pick<FastifyRequest, 'method' | 'headers'>): string | undefined {
    if (!accept) return answerTypes[0];
    const choice = this.#choice(accept);
    return choice.prefersPage && method !== 'POST' ? undefined : choice.type;
  }

  /** Of what is as welcome to the caller, the one that is named first is meant. */
  streamWish({ headers: { accept } }: Pick<FastifyRequest, 'headers'>): StreamWish {
    // Whoever takes anything, or any text, did not mean it.
    return accept !== undefined && /text\/event-stream/i.test(accept) ? this.#choice(accept).stream : undefined;
  }

  #choice(accept: string): Choice {
    const known = this.#chosen.get(accept);
    if (known) return known;
    const negotiator = new Negotiator({ headers: { accept } });
    const type = negotiator.mediaType(answerTypes);
    const prefersPage = negotiator.mediaType([...answerTypes, page]) === page;
    const wanted = negotiator.mediaTypes([...answerTypes, stream]);
    const wish = wanted[0] === stream ? 'PREFERRED' : wanted.includes(stream) ? 'TAKEN' : undefined;
    const choice = { type, prefersPage, stream: wish } as const;
    this.#chosen.set(accept, choice);
    return choice;
  }
}

/** Whether an answer is what a client of plain JSON takes for one, whose status says nothing of GraphQL. */
export const isPlainJson = (contentType: string | undefined): boolean =>
  contentType?.startsWith('application/json') ?? false;
