import type { FastifyInstance, FastifyReply } from 'fastify';

/**
 * Answers for every path that is there: OPTIONS with its methods, and a method that it does not have with 405, without
 * reading what was sent. It has to be told of the routes, so it comes before them.
 */
export function answerOtherMethods(
  server: FastifyInstance,
  refuse: (reply: FastifyReply, allowed: string) => FastifyReply,
): void {
  const methods = new Map<string, Set<string>>();
  server.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set(['OPTIONS']);
    methods.set(url, known);
    for (const name of [method].flat()) known.add(name);
  });
  const allowedFor = (url: string): string | undefined => {
    const known = methods.get(url.split('?', 1)[0] ?? '');
    return known && [...known].sort().join(', ');
  };
  server.addHook('onRequest', (request, reply, done) => {
    if (request.method !== 'OPTIONS') {
      done();
      return;
    }
    const allowed = allowedFor(request.url);
    if (allowed !== undefined) void reply.header('allow', allowed);
    // Where pages of other origins may ask, that is answered further on.
    if (allowed === undefined || !request.is404) {
      done();
      return;
    }
    return void reply.code(204).send();
  });
  // Behind the hooks that say who may read the refusal, and before the body is read.
  server.addHook('preParsing', (request, reply, _payload, done) => {
    const allowed = request.is404 ? allowedFor(request.url) : undefined;
    if (allowed === undefined) {
      done();
      return;
    }
    return void refuse(reply.header('allow', allowed), allowed);
  });
}
