import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ServerResponse } from 'node:http';
import { costHeader } from '../graphql/answer-extensions.js';
import { Audience } from './audience.js';
import { addVary, toCacheable } from './caching.js';
import { JsonBody } from './json-body.js';
import { type Answer, Operations, type OperationsOptions } from './operations.js';
import { documentOf } from './operation-request.js';
import { timeoutHeader } from './request-scope.js';
import type { SharedOperations } from './shared-operations.js';

/** The headers on which an answer depends. */
const decisiveHeaders = ['accept', 'content-type', 'cache-control', timeoutHeader, costHeader] as const;

/** A text goes out in one write with its headers; beyond this many bytes the copy would cost more than the second write. */
const smallAnswer = 1024;

/** Hands GraphQL requests on; identical queries that are under way are answered once. */
export function graphqlHandler(options: OperationsOptions, shared: SharedOperations<Answer>) {
  const operations = new Operations(options);

  /** Only a POST with its document can be shared: what else there is goes its own way. */
  const answerOf = (request: FastifyRequest, response: ServerResponse): Promise<Answer> => {
    const { body } = request;
    if (!(body instanceof JsonBody)) {
      const audience = new Audience();
      audience.join(response);
      return operations.run(request, body, audience);
    }
    // Every key of a caller has the same rights: what one may see, all may.
    return shared.run(keyOf(request, body.text), response, (audience) => {
      const parsed = body.parse();
      return {
        document: documentOf(parsed, options.graph.documents),
        answer: operations.run(request, parsed, audience),
      };
    });
  };

  return (request: FastifyRequest, reply: FastifyReply): void => {
    answerOf(request, reply.raw).then(
      (answer) => {
        const { status, headers, body } = request.method === 'POST' ? answer : toCacheable(answer, request.headers);
        const { vary, ...others } = headers;
        if (vary !== undefined) addVary(reply, vary);
        void reply.headers(others).code(status);
        // Without a body there is nothing that has a type.
        if (body.length === 0) void reply.send();
        else void reply.send(body.length > smallAnswer ? body : body.toString());
      },
      (error: unknown) => void reply.send(error),
    );
  };
}

/** A header that is missing is another thing than one that is empty; no header holds a control character. */
function keyOf({ headers }: FastifyRequest, text: string): string {
  let key = '';
  for (const name of decisiveHeaders) {
    const value = headers[name];
    key += value === undefined ? '\0' : `\x01${String(value)}`;
  }
  return key + text;
}
