import type { GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { type Assets, readAsset } from '../assets.js';
import { examples } from '../examples/index.js';
import { html, type Html } from '../html.js';
import { type PageName, pageHtml } from '../page.js';
import { errorsSection, trapsSection } from './documents.js';
import { Markdown } from './markdown.js';
import { type Answers, operationEntry } from './operations.js';
import { kindOf, typeEntry } from './types.js';
import { Usage } from './usage.js';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly { readonly anchor: string; readonly name: string }[];
  readonly content: Html;
}

const typeParts = [
  { id: 'types', title: 'Types', kinds: ['type', 'interface', 'union'] },
  { id: 'inputs', title: 'Inputs', kinds: ['input'] },
  { id: 'enums', title: 'Enums', kinds: ['enum'] },
  { id: 'scalars', title: 'Scalars', kinds: ['scalar'] },
] as const;

/** The reference of the schema, made from its descriptions. */
export async function docsPage(assets: Assets, pages: readonly PageName[], schema: GraphQLSchema): Promise<string> {
  const read = async (name: string): Promise<string> => (await readAsset(name)).toString();
  const [answers, errors, traps] = await Promise.all(['answers.json', 'errors.md', 'vendor-traps.md'].map(read));
  const markdown = new Markdown(schema);
  const parts = [
    ...operationParts(schema, JSON.parse(answers ?? '') as Answers, markdown),
    ...partsOfTypes(schema, markdown),
  ];
  return pageHtml(assets, pages, {
    name: 'docs',
    title: 'Peoplegraph: reference',
    styles: ['docs.css'],
    modules: ['docs.js'],
    note: 'Made from the schema that this server runs.',
    mainId: 'reference',
    main: html`<div class="layout">
      ${contents(parts)}
      <main id="reference" tabindex="-1">
        <h1>Reference</h1>
        <p>
          Operations go to <code>POST /graphql</code> as JSON with a <code>query</code> and, where it has some, its
          <code>variables</code>. Where the server has API keys, a request needs
          <code>Authorization: Bearer &lt;key&gt;</code>. The answers of the examples are those of the sandbox.
        </p>
        ${parts.map(({ content }) => content)} ${errorsSection(errors ?? '', markdown)}
        ${trapsSection(traps ?? '', markdown)}
      </main>
    </div>`,
  });
}

function operationParts(schema: GraphQLSchema, answers: Answers, markdown: Markdown): Part[] {
  const roots = [
    { kind: 'query', title: 'Queries', type: schema.getQueryType() },
    { kind: 'mutation', title: 'Mutations', type: schema.getMutationType() },
    { kind: 'subscription', title: 'Subscriptions', type: schema.getSubscriptionType() },
  ] as const;
  return roots.flatMap(({ kind, title, type }) => {
    if (!type) return [];
    const fields = publicFields(type);
    const id = title.toLowerCase();
    return {
      id,
      title,
      entries: fields.map(({ name }) => ({ anchor: `${type.name}.${name}`, name })),
      content: html`<h2 id="${id}">${title}</h2>
        ${markdown.block(type.description)}
        ${fields.map((field) => operationEntry(field, { kind, type, examples, answers, markdown }))}`,
    };
  });
}

/** Fields that begin with an underscore are for gateways. */
export const publicFields = (type: GraphQLObjectType) =>
  Object.values(type.getFields())
    .filter(({ name }) => !name.startsWith('_'))
    .sort(byName);

function partsOfTypes(schema: GraphQLSchema, markdown: Markdown): Part[] {
  const usage = new Usage(schema);
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  const types: readonly GraphQLNamedType[] = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('_') && !roots.some((root) => root === type))
    .sort(byName);
  return typeParts.map(({ id, title, kinds }) => {
    const members = types.filter((type) => kinds.some((kind) => kind === kindOf(type)));
    return {
      id,
      title,
      entries: members.map(({ name }) => ({ anchor: name, name })),
      content: html`<h2 id="${id}">${title}</h2>
        ${members.map((type) => typeEntry(type, schema, markdown, usage))}`,
    };
  });
}

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1;

/** What leads to the parts: a search, which needs a script, and lists, which do not. */
const contents = (parts: readonly Part[]): Html =>
  html`<aside>
    <search>
      <label for="search">Search</label>
      <input
        id="search"
        type="search"
        placeholder="A type, field, code …"
        autocomplete="off"
        spellcheck="false"
        hidden
      />
      <p id="found" role="status"></p>
      <ol id="results"></ol>
    </search>
    <nav aria-label="Contents" id="contents">
      <details open>
        <summary>Contents</summary>
        ${parts.map(
          ({ title, entries }, index) =>
            html`<details ${index < 2 && html`open`}>
              <summary>${title} <small>${entries.length}</small></summary>
              <ul>
                ${entries.map(({ anchor, name }) => html`<li><a href="#${anchor}">${name}</a></li>`)}
              </ul>
            </details>`,
        )}
        <ul>
          <li><a href="#errors">Error codes</a></li>
          <li><a href="#vendor-traps">Vendor traps</a></li>
        </ul>
      </details>
    </nav>
  </aside>`;
