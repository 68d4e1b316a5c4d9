import { createFetcher } from './fetcher.js';

const { createElement, useEffect, useRef, useState } = React;
const { useEditorContext } = GraphiQL.React;

const page = document.getElementById('explorer');
const { examples, tabs, headers, schemaAddress } = JSON.parse(document.getElementById('settings').textContent);
const tabOf = ({ document: query, variables }) => ({
  query,
  variables: variables && JSON.stringify(variables, null, 2),
  headers,
});

/** Headers hold keys. GraphiQL would keep those of its history: they are kept only where its settings say so. */
const storage = {
  getItem: (key) => localStorage.getItem(key),
  setItem: (key, value) => localStorage.setItem(key, keepsHeaders() ? value : withoutHeaders(value)),
  removeItem: (key) => localStorage.removeItem(key),
  clear: () => localStorage.clear(),
  get length() {
    return localStorage.length;
  },
};
const keepsHeaders = () => localStorage.getItem('graphiql:shouldPersistHeaders') === 'true';

function withoutHeaders(value) {
  if (!value.includes('"headers"')) return value;
  try {
    return JSON.stringify(JSON.parse(value), (name, part) => (name === 'headers' ? undefined : part));
  } catch {
    // An operation, or variables that are being typed.
    return value;
  }
}

/** Whether GraphiQL has kept no tabs of an earlier visit. */
const isFirstVisit = localStorage.getItem('graphiql:tabState') === null;

/**
 * Opens an example: one that is open already is shown, another one gets a tab of its own. Never called by a click
 * itself: React would put its changes before those that wait, and do them again, with what was typed gone.
 */
let openExample = () => {};

/** Stands within GraphiQL, out of sight, where its editors can be reached. */
function Opener() {
  const { tabs: open, addTab, changeTab, queryEditor, variableEditor, headerEditor } = useEditorContext();
  const [wanted, setWanted] = useState();
  const tabCount = useRef(open.length);

  openExample = (example) => {
    const index = open.findIndex(({ title, query }) => title === example.name && query === example.document);
    if (index >= 0) return changeTab(index);
    tabCount.current = open.length;
    setWanted(example);
    addTab();
  };

  // A new tab is there, and empty, only after the editors have been told of it.
  useEffect(() => {
    if (!wanted || open.length <= tabCount.current) return;
    const { query, variables } = tabOf(wanted);
    queryEditor.setValue(query);
    variableEditor.setValue(variables ?? '');
    setWanted(undefined);
  }, [wanted, open.length]);

  // Of the first tab GraphiQL shows the operation alone.
  const isReady = Boolean(queryEditor && variableEditor && headerEditor);
  useEffect(() => {
    if (!isReady) return;
    if (isFirstVisit) variableEditor.setValue(open[0].variables ?? '');
    if (asked) openExample(asked);
    // Its pane is laid out as closed before a plugin can be chosen, so it is opened as a reader would.
    if (matchMedia('(min-width: 60rem)').matches) document.querySelector('[aria-label="Show Examples"]')?.click();
  }, [isReady]);
  return null;
}

/** The list of examples. */
function Examples() {
  const groups = ['query', 'mutation', 'subscription'].map((kind) => [
    kind,
    examples.filter((example) => example.kind === kind),
  ]);
  return createElement(
    'section',
    { 'aria-label': 'Examples', className: 'examples' },
    createElement('h2', { className: 'graphiql-doc-explorer-title' }, 'Examples'),
    createElement(
      'p',
      null,
      'Open one and press the run button, or Ctrl-Enter. A key, where the server asks for one, goes into “Headers”.',
    ),
    ...groups
      .filter(([, members]) => members.length > 0)
      .map(([kind, members]) =>
        createElement(
          'div',
          { key: kind },
          createElement('h3', null, { query: 'Queries', mutation: 'Mutations', subscription: 'Subscriptions' }[kind]),
          createElement(
            'ul',
            null,
            members.map((example) =>
              createElement(
                'li',
                { key: example.name },
                createElement(
                  'button',
                  { type: 'button', onClick: () => setTimeout(() => openExample(example)) },
                  example.name,
                ),
                createElement('span', null, example.title.replaceAll('`', '')),
              ),
            ),
          ),
        ),
      ),
  );
}

const examplesPlugin = {
  title: 'Examples',
  icon: () =>
    createElement(
      'svg',
      { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 },
      createElement('path', { d: 'M5 4h14v16H5zM9 9h6M9 13h6M9 17h3' }),
    ),
  content: Examples,
};

/** What the page was called with: `#example=CreateUser` opens that example. */
const asked = examples.find(({ name }) => name === new URLSearchParams(location.hash.slice(1)).get('example'));
const firstTabs = tabs.map((name) => examples.find((example) => example.name === name));

// The schema is served beside the page, so that it is there before a key is.
const response = await fetch(schemaAddress);
const schema = GraphiQL.GraphQL.buildClientSchema((await response.json()).data);

ReactDOM.createRoot(page).render(
  createElement(
    GraphiQL,
    {
      fetcher: createFetcher(new URL('graphql', location.href).href),
      schema,
      defaultTabs: firstTabs.map(tabOf),
      storage,
      defaultHeaders: headers,
      defaultEditorToolsVisibility: 'variables',
      plugins: [examplesPlugin],
    },
    createElement(GraphiQL.Logo, null, createElement(Opener)),
  ),
);
