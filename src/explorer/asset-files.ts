/** A file that a page loads, or that one is made from. */
export interface AssetFile {
  readonly name: string;
  /** Where it comes from, below the project's root. The build copies it beside the compiled program. */
  readonly from: string;
  /** Undefined where it is not for browsers. */
  readonly type?: string;
}

const script = 'text/javascript; charset=utf-8';
const style = 'text/css; charset=utf-8';

const own = (name: string, type: string): AssetFile => ({ name, from: `src/explorer/assets/${name}`, type });

export const assetFiles: readonly AssetFile[] = [
  { name: 'graphiql.js', from: 'node_modules/graphiql/graphiql.min.js', type: script },
  { name: 'graphiql.css', from: 'node_modules/graphiql/graphiql.min.css', type: style },
  { name: 'react.js', from: 'node_modules/react/umd/react.production.min.js', type: script },
  { name: 'react-dom.js', from: 'node_modules/react-dom/umd/react-dom.production.min.js', type: script },
  own('bar.css', style),
  own('explorer.css', style),
  own('explorer.js', script),
  own('fetcher.js', script),
  own('sandbox.css', style),
  own('sandbox.js', script),
  own('docs.css', style),
  own('docs.js', script),
  own('icon.svg', 'image/svg+xml'),
  // Their licences go with what is copied of them.
  { name: 'graphiql-licence.txt', from: 'node_modules/graphiql/LICENSE', type: 'text/plain; charset=utf-8' },
  { name: 'react-licence.txt', from: 'node_modules/react/LICENSE', type: 'text/plain; charset=utf-8' },
  { name: 'answers.json', from: 'src/explorer/examples/answers.json' },
  { name: 'errors.md', from: 'docs/errors.md' },
  { name: 'vendor-traps.md', from: 'docs/vendor-traps.md' },
];
