import type { GraphQLField, GraphQLObjectType } from 'graphql';
import type { WorkedExample } from '../examples/example.js';
import { html, type Html } from '../html.js';
import type { Markdown } from './markdown.js';
import { deprecation, typeReference, valueList } from './types.js';

/** What examples sent and were answered, by their names. */
export type Answers = Readonly<
  Record<string, { readonly variables: Readonly<Record<string, unknown>>; readonly answer: unknown }>
>;

interface OperationOptions {
  readonly kind: WorkedExample['kind'];
  readonly type: GraphQLObjectType;
  readonly examples: readonly WorkedExample[];
  readonly answers: Answers;
  readonly markdown: Markdown;
}

/** A query, mutation or subscription with its worked examples. */
export function operationEntry(field: GraphQLField<unknown, unknown>, options: OperationOptions): Html {
  const { kind, type, examples, answers, markdown } = options;
  const id = `${type.name}.${field.name}`;
  const own = examples.filter((example) => example.kind === kind && example.field === field.name);
  return html`<section class="entry" aria-labelledby="${id}">
    <h3 id="${id}" data-kind="${kind}"><a href="#${id}">${field.name}</a> <small>${kind}</small></h3>
    ${markdown.block(field.description)}${deprecation(field, markdown)} ${valueList(id, field.args, markdown)}
    <p class="answer">Answers <code>${typeReference(field.type)}</code></p>
    ${own.map((example) => exampleBlock(example, answers, markdown))}
  </section>`;
}

const exampleBlock = (example: WorkedExample, answers: Answers, markdown: Markdown): Html => {
  const { name, title, document } = example;
  const { variables = example.variables ?? {}, answer } = answers[name] ?? {};
  return html`<details class="example">
    <summary>Example: ${markdown.inline(title)}</summary>
    ${code(`Operation of ${name}`, document)}
    ${
      Object.keys(variables).length > 0 &&
      html`<h4>Variables</h4>
        ${code(`Variables of ${name}`, json(variables))}`
    }
    ${
      answer !== undefined &&
      html`<h4>Answer</h4>
        ${code(`Answer of ${name}`, json(answer))}`
    }
    <p><a href="explorer#example=${name}">Open it in the explorer</a></p>
  </details>`;
};

/** Wide lines scroll, which a keyboard can do only where the block can be reached by it. */
const code = (label: string, text: string): Html =>
  html`<pre tabindex="0" role="region" aria-label="${label}"><code>${text.trimEnd()}</code></pre>`;

const json = (value: unknown): string => JSON.stringify(value, null, 2);
