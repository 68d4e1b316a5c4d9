import type { GraphQLSchema } from 'graphql';
import type { Assets } from './assets.js';
import { exampleNamed, examples } from './examples/index.js';
import { html, jsonBlock } from './html.js';
import { type PageName, pageHtml } from './page.js';
import { firstVariables } from './placeholders.js';

export interface ExplorerOptions {
  readonly schema: GraphQLSchema;
  /** Whether all vendors are simulated, with the people of the examples in them. */
  readonly seeded: boolean;
  /** Whether callers need an API key. */
  readonly needsKey: boolean;
}

/** The examples that are open at first. */
export const firstTabs = ['Person', 'CustomerContacts', 'UpdateContact', 'UpsertPerson', 'GroupMemberships', 'Sources'];

/** Where an API key goes. */
const headers = { Authorization: 'Bearer <your API key>' };

/** The explorer of our own assets: GraphiQL. */
export function explorerPage(
  assets: Assets,
  pages: readonly PageName[],
  schemaAddress: string,
  { schema, seeded, needsKey }: ExplorerOptions,
): Promise<string> {
  const settings = {
    examples: examples.map((example) => {
      const { name, kind, title, document } = example;
      return { name, kind, title, document, variables: firstVariables(schema, example, seeded) };
    }),
    tabs: firstTabs,
    headers: JSON.stringify(headers, null, 2),
    schemaAddress,
  };
  return pageHtml(assets, pages, {
    name: 'explorer',
    title: 'Peoplegraph: explorer',
    styles: ['graphiql.css', 'explorer.css'],
    scripts: ['react.js', 'react-dom.js', 'graphiql.js'],
    modules: ['explorer.js'],
    note: noteOf(seeded, needsKey),
    mainId: 'explorer',
    main: html`<main id="explorer" tabindex="-1">
        <noscript><p class="wait">The explorer needs JavaScript. The reference does not.</p></noscript>
        <p class="wait">The explorer is loading …</p>
      </main>
      ${jsonBlock('settings', settings)}`,
  });
}

const sandboxScript = 'https://embeddable-sandbox.cdn.apollographql.com/v2/embeddable-sandbox.umd.production.min.js';

/** Apollo Sandbox, which its maker serves. The examples are operations of one document. */
export function sandboxPage(
  assets: Assets,
  pages: readonly PageName[],
  { schema, seeded, needsKey }: ExplorerOptions,
): Promise<string> {
  const first = firstTabs.map(exampleNamed);
  const settings = {
    source: sandboxScript,
    initialState: {
      document: first.map(({ title, document }) => `# ${title}\n${document}\n`).join('\n'),
      variables: Object.assign({}, ...first.map((example) => firstVariables(schema, example, seeded))) as object,
      headers,
      includeCookies: false,
    },
  };
  return pageHtml(assets, pages, {
    name: 'apollo-sandbox',
    title: 'Peoplegraph: Apollo Sandbox',
    styles: ['sandbox.css'],
    modules: ['sandbox.js'],
    note: noteOf(seeded, needsKey),
    mainId: 'sandbox',
    main: html`<main id="sandbox" tabindex="-1"></main>
      ${jsonBlock('settings', settings)}`,
  });
}

const noteOf = (seeded: boolean, needsKey: boolean): string =>
  [
    seeded ? 'On the sandbox: made-up people, gone at the end.' : 'On real vendors: replace what is in <brackets>.',
    needsKey ? 'Needs an API key, in the headers.' : 'Needs no API key.',
  ].join(' ');
