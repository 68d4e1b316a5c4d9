/** Refuses a request before it is looked at as GraphQL; answered as BAD_REQUEST, in its own words. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly statusCode: number,
    message: string,
  ) {
    super(message);
  }
}

export const notAcceptable = (): HttpRefusal =>
  new HttpRefusal(
    406,
    'An answer is one piece of JSON; answers in parts (multipart/mixed) are not supported. Name application/graphql-response+json or application/json in the header Accept.',
  );

/** Says what can be sent; whoever reads it has tried something else. */
export const unsupportedMediaType =
  'The body of a request is JSON. Send it with Content-Type: application/json; forms and uploads of files (multipart/form-data) are not supported.';
