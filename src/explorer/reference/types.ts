import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type GraphQLType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  isUnionType,
  print,
} from 'graphql';
import { html, type Html } from '../html.js';
import type { Markdown } from './markdown.js';
import type { Usage } from './usage.js';

/** A type as it is written, with a link to what it is made of. */
export function typeReference(type: GraphQLType): Html {
  if (isNonNullType(type)) return html`${typeReference(type.ofType as GraphQLType)}!`;
  if (isListType(type)) return html`[${typeReference(type.ofType)}]`;
  const { name } = getNamedType(type);
  return html`<a href="#${name}">${name}</a>`;
}

/** What is sent along with a field, or in an input. */
export const valueList = (
  owner: string,
  values: readonly (GraphQLArgument | GraphQLInputField)[],
  markdown: Markdown,
): Html | undefined =>
  values.length === 0
    ? undefined
    : html`<dl class="values">
        ${values.map(
          (value) =>
            html`<dt id="${owner}.${value.name}" data-kind="input">
                <code>${value.name}: ${typeReference(value.type)}${defaultOf(value)}</code>
              </dt>
              <dd>${markdown.inline(value.description)}${deprecation(value, markdown)}</dd>`,
        )}
      </dl>`;

function defaultOf({ defaultValue, type }: GraphQLArgument | GraphQLInputField): string {
  const node = defaultValue === undefined ? undefined : astFromValue(defaultValue, type);
  return node ? ` = ${print(node)}` : '';
}

export const deprecation = (
  { deprecationReason }: { readonly deprecationReason?: string | null },
  markdown: Markdown,
): Html | undefined =>
  deprecationReason ? html`<p class="deprecated">Deprecated: ${markdown.inline(deprecationReason)}</p>` : undefined;

const fieldList = (owner: string, fields: readonly GraphQLField<unknown, unknown>[], markdown: Markdown): Html =>
  html`<dl class="values">
    ${fields.map(
      (field) =>
        html`<dt id="${owner}.${field.name}" data-kind="field">
            <code>${field.name}${field.args.length > 0 && '(…)'}: ${typeReference(field.type)}</code>
          </dt>
          <dd>
            ${markdown.inline(field.description)}${deprecation(field, markdown)}
            ${valueList(`${owner}.${field.name}`, field.args, markdown)}
          </dd>`,
    )}
  </dl>`;

/** What a type is made of. */
function contentOf(type: GraphQLNamedType, schema: GraphQLSchema, markdown: Markdown): Html | undefined {
  if (isEnumType(type)) {
    return html`<dl class="values">
      ${type.getValues().map(
        (value) =>
          html`<dt id="${type.name}.${value.name}" data-kind="value"><code>${value.name}</code></dt>
            <dd>${markdown.inline(value.description)}${deprecation(value, markdown)}</dd>`,
      )}
    </dl>`;
  }
  if (isInputObjectType(type)) {
    return html`${type.isOneOf && html`<p>Exactly one of its fields has to be sent.</p>`}
    ${valueList(type.name, Object.values(type.getFields()), markdown)}`;
  }
  if (isUnionType(type)) return html`<p>One of ${links(type.getTypes())}.</p>`;
  if (isObjectType(type) || isInterfaceType(type)) {
    const interfaces = type.getInterfaces();
    const possible = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
    return html`${interfaces.length > 0 && html`<p>It is a ${links(interfaces)}.</p>`}
    ${possible.length > 0 && html`<p>One of ${links(possible)}.</p>`}
    ${fieldList(type.name, Object.values(type.getFields()), markdown)}`;
  }
  if (isScalarType(type) && type.specifiedByURL)
    return html`<p>Specified by <a href="${type.specifiedByURL}" rel="noreferrer">${type.specifiedByURL}</a>.</p>`;
  return undefined;
}

const links = (types: readonly GraphQLNamedType[]): Html =>
  html`${types.map((type, index) => html`${index > 0 && ', '}<a href="#${type.name}"><code>${type.name}</code></a>`)}`;

export const kindOf = (type: GraphQLNamedType): string => {
  if (isInputObjectType(type)) return 'input';
  if (isEnumType(type)) return 'enum';
  if (isScalarType(type)) return 'scalar';
  if (isInterfaceType(type)) return 'interface';
  return isUnionType(type) ? 'union' : 'type';
};

export const typeEntry = (type: GraphQLNamedType, schema: GraphQLSchema, markdown: Markdown, usage: Usage): Html =>
  html`<section class="entry" aria-labelledby="${type.name}">
    <h3 id="${type.name}" data-kind="${kindOf(type)}">
      <a href="#${type.name}">${type.name}</a> <small>${kindOf(type)}</small>
    </h3>
    ${markdown.block(type.description)} ${contentOf(type, schema, markdown)} ${usage.of(type)}
  </section>`;
