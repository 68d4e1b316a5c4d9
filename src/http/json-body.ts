import type { FastifyBodyParser, FastifyInstance, FastifyRequest } from 'fastify';

type Parser = FastifyBodyParser<string>;

/** A JSON body that is not parsed yet: of many requests with the same body, only the one that runs needs its values. */
export class JsonBody {
  #parsed: { readonly value: unknown } | undefined;

  constructor(
    readonly text: string,
    private readonly request: FastifyRequest,
    private readonly parser: Parser,
  ) {}

  /** @throws 400 for what is not JSON, and for keys that would change a prototype. */
  parse(): unknown {
    return (this.#parsed ??= { value: this.#parse() }).value;
  }

  #parse(): unknown {
    const outcome: { failure?: Error | null; value?: unknown } = {};
    // It calls back before it returns.
    void this.parser(this.request, this.text, (failure, value: unknown) => Object.assign(outcome, { failure, value }));
    if (outcome.failure) throw outcome.failure;
    return outcome.value;
  }
}

/** Hands the handlers of this server a `JsonBody` where a request has JSON. */
export function keepJsonText(server: FastifyInstance): void {
  const parser: Parser = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) =>
    done(null, new JsonBody(text, request, parser)),
  );
}
