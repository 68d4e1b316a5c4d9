/** How generated documents carry their types: the shape that GraphQL Code Generator gives them. */
export interface DocumentTypeDecoration<Result, Variables> {
  __apiType?: (variables: Variables) => Result;
}

/**
 * A GraphQL document as a text that knows the types of its variables and of its answer: what GraphQL Code Generator
 * writes with `documentMode: 'string'`, or a plain string with the types given at the call.
 */
export interface TypedDocument<Result, Variables> extends DocumentTypeDecoration<Result, Variables> {
  toString(): string;
}

/** The type of what a fragment or a document answers. */
export type ResultOf<Document> = Document extends DocumentTypeDecoration<infer Result, never> ? Result : never;

/** @throws TypeError where it is a syntax tree, which would need a GraphQL library to become a text. */
export function textOf(document: TypedDocument<unknown, never>): string {
  const text = document.toString();
  if (!text.includes('{')) {
    throw new TypeError(
      "The document is not GraphQL as a text. Where it is generated, set documentMode: 'string' in the generator's configuration.",
    );
  }
  return text;
}
