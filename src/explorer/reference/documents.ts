import type { Tokens } from 'marked';
import { errorTable } from '../../error-codes.js';
import { html, type Html } from '../html.js';
import { errorAnchor, type Markdown } from './markdown.js';

/** Every error code, and what an error looks like by `docs/errors.md`. */
export const errorsSection = (document: string, markdown: Markdown): Html => html`
  <h2 id="errors">Error codes</h2>
  <p>
    Every error has a code in <code>extensions.code</code>; an item of a bulk mutation has it in its <code>error</code>.
  </p>
  <dl class="values">
    ${Object.entries(errorTable).map(
      ([code, { meaning, remedy, retryable }]) =>
        html`<dt id="${errorAnchor(code)}" data-kind="error">
            <code>${code}</code>${retryable && html` <small>may succeed later</small>`}
          </dt>
          <dd>${markdown.inline(meaning)} ${markdown.inline(remedy)}</dd>`,
    )}
  </dl>
  <h3 id="error-shape">What an error looks like</h3>
  <div class="document">${markdown.block(partAfter(document, '## What an error looks like'))}</div>
`;

function partAfter(document: string, heading: string): string {
  const start = document.indexOf(heading);
  if (start < 0) throw new Error(`The document has no part "${heading}".`);
  return document.slice(start + heading.length);
}

/**
 * The traps of the vendors by `docs/vendor-traps.md`. Which file handles one, and which test holds it, is the business
 * of whoever has the sources.
 */
export function trapsSection(document: string, markdown: Markdown): Html {
  const parts = markdown.tokens(document).map((token) => {
    if (token.type === 'heading' && token.depth > 1) return vendorHeading((token as Tokens.Heading).text);
    if (token.type === 'list') return markdown.block(token.raw);
    return token.type === 'table' ? trapTable(token as Tokens.Table, markdown) : undefined;
  });
  return html`<h2 id="vendor-traps">Vendor traps</h2>
    <p>What each vendor’s API does that its callers would not expect, and what becomes of it here.</p>
    ${parts}`;
}

const vendorHeading = (text: string): Html => {
  const id = `traps-${text.toLowerCase().replace(/\W+/g, '-')}`;
  return html`<h3 id="${id}" data-kind="vendor traps">${text}</h3>`;
};

const trapTable = ({ rows }: Tokens.Table, markdown: Markdown): Html =>
  html`<dl class="values traps">
    ${rows.map(
      ([trap, handling]) =>
        html`<dt>${markdown.inline(trap?.text)}</dt>
          <dd>${markdown.inline(handling?.text.replace(/(?:,? *`src\/[^`]+`)+$/, ''))}</dd>`,
    )}
  </dl>`;
