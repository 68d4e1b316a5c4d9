import type { Assets } from './assets.js';
import { html, type Html } from './html.js';

export type PageName = 'explorer' | 'apollo-sandbox' | 'docs';

export interface PageParts {
  readonly name: PageName;
  readonly title: string;
  /** Style sheets and scripts, by the names of their assets. */
  readonly styles: readonly string[];
  readonly modules: readonly string[];
  /** Scripts that run before the modules, in their order. */
  readonly scripts?: readonly string[];
  /** What the bar says beside its links. */
  readonly note: string;
  readonly main: Html;
  /** The id of the main element. */
  readonly mainId: string;
}

const names: Readonly<Record<PageName, string>> = {
  explorer: 'Explorer',
  'apollo-sandbox': 'Apollo Sandbox',
  docs: 'Reference',
};

/** A whole page. Its addresses are relative, so that it works below any path of a proxy. */
export async function pageHtml(assets: Assets, pages: readonly PageName[], parts: PageParts): Promise<string> {
  const address = (name: string): Promise<string> => assets.address(name);
  const [styles, scripts, modules, icon] = await Promise.all([
    Promise.all(['bar.css', ...parts.styles].map(address)),
    Promise.all((parts.scripts ?? []).map(address)),
    Promise.all(parts.modules.map(address)),
    address('icon.svg'),
  ]);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title}</title>
        <link rel="icon" href="${icon}" />
        ${styles.map((href) => html`<link rel="stylesheet" href="${href}" />`)}
        ${scripts.map((source) => html`<script src="${source}" defer></script>`)}
        ${modules.map((source) => html`<script type="module" src="${source}"></script>`)}
      </head>
      <body>
        <a class="skip" href="#${parts.mainId}">Skip to the content</a>
        <header class="bar">
          <strong><img src="${icon}" alt="" />Peoplegraph</strong>
          <nav aria-label="Pages">
            ${pages.map(
              (name) => html`<a href="${name}" ${name === parts.name && html`aria-current="page"`}>${names[name]}</a>`,
            )}
          </nav>
          <small>${parts.note}</small>
        </header>
        ${parts.main}
      </body>
    </html>`.text;
}

const own = {
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self' data:",
  'connect-src': "'self'",
};

/** What each page may load. Our own load nothing from elsewhere. */
export const policies: Readonly<Record<PageName, string>> = {
  docs: policy(own),
  // The dialogs of GraphiQL bring a style element along.
  explorer: policy({ ...own, 'style-src': "'self' 'unsafe-inline'" }),
  // Its script, its frame, and the icon of its maker.
  'apollo-sandbox': policy({
    ...own,
    'script-src': "'self' https://embeddable-sandbox.cdn.apollographql.com",
    'frame-src': 'https://sandbox.embed.apollographql.com',
    'img-src': "'self' https://embeddable-explorer.cdn.apollographql.com",
  }),
};

function policy(allowed: Readonly<Record<string, string>>): string {
  const none = ['default-src', 'base-uri', 'form-action', 'frame-ancestors'].map((name) => [name, "'none'"]);
  return [...none, ...Object.entries(allowed)].map((entry) => entry.join(' ')).join('; ');
}
