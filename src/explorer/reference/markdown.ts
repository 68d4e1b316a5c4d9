import { type GraphQLSchema } from 'graphql';
import { Marked, type Token, type Tokens } from 'marked';
import { errorTable } from '../../error-codes.js';
import { escapeHtml, Html } from '../html.js';

/** Turns texts of the schema and of the documents into HTML. */
export class Markdown {
  readonly #marked: Marked;

  constructor(schema: GraphQLSchema) {
    this.#marked = new Marked({
      renderer: {
        codespan: ({ text }: Tokens.Codespan): string => {
          const anchor = anchorOf(schema, text);
          const code = `<code>${escapeHtml(text)}</code>`;
          return anchor === undefined ? code : `<a href="#${escapeHtml(anchor)}">${code}</a>`;
        },
        // Nobody who writes a description means tags by it.
        html: ({ text }: Tokens.HTML | Tokens.Tag): string => escapeHtml(text),
      },
    });
  }

  /** A text of several paragraphs. */
  block(text: string | null | undefined): Html {
    return new Html(text ? this.#marked.parse(text, { async: false }) : '');
  }

  /** A text within a line. */
  inline(text: string | null | undefined): Html {
    return new Html(text ? this.#marked.parseInline(text, { async: false }) : '');
  }

  tokens(text: string): readonly Token[] {
    return this.#marked.lexer(text);
  }
}

export const errorAnchor = (code: string): string => `error-${code}`;

/** Where the page explains a name: a type, a mutation, an error code. A query has the name of what it answers. */
function anchorOf(schema: GraphQLSchema, name: string): string | undefined {
  if (schema.getType(name)) return name;
  const mutation = schema.getMutationType();
  if (mutation && Object.hasOwn(mutation.getFields(), name)) return `${mutation.name}.${name}`;
  return Object.hasOwn(errorTable, name) ? errorAnchor(name) : undefined;
}
