import type { Browser, Page } from 'playwright-core';
import { describeWithBrowser, openBrowser, watch } from '../support/browser.js';
import { startServer, type TestServer } from '../support/server.js';

const noTrouble = { errors: [], outside: [] };

describeWithBrowser('in a browser without internet', () => {
  let browser: Browser | undefined;
  let server: TestServer;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer({ EXPLORER: 'offline' }, { knowsUsers: true })]);
  });
  beforeEach(async () => {
    if (!browser) throw new Error('There is no browser.');
    page = await (await browser.newContext()).newPage();
    page.setDefaultTimeout(60_000);
  });
  afterEach(async () => {
    server.reset();
    await page.context().close();
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  const run = () => page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
  const answerWith = async (text: string) => {
    const shown = page.locator('.result-window');
    const isThere = page.locator('.result-window', { hasText: text }).waitFor();
    await isThere.catch(async () => {
      throw new Error(`In place of ${text} the answer is: ${await shown.textContent()}`);
    });
  };
  const tab = (name: string) => page.getByRole('tab').getByTitle(name, { exact: true });

  /** Nobody clicks before the first operation stands there with its variables. */
  const openExplorer = async (path: string) => {
    await page.goto(`${server.url}${path}`);
    await page.locator('.cm-variable, .CodeMirror', { hasText: '+12025550143' }).first().waitFor();
  };

  it('/graphql shows an explorer whose first example runs by a click', async () => {
    const trouble = await watch(page, server.url);
    await openExplorer('/graphql');
    await run();
    await answerWith('"dateOfBirth": "1906-12-09"');
    expect(trouble).toEqual(noTrouble);
  });

  it('has tabs for reading and writing, all of which run', async () => {
    const trouble = await watch(page, server.url);
    await openExplorer('/explorer');
    const answers = {
      CustomerContacts: '"totalCount": 136',
      UpdateContact: '"title": "Countess"',
      UpsertPerson: '"to": "Grace Hopper"',
      GroupMemberships: '"name": "Ada Lovelace"',
      Sources: '"vendor": "PERSIO"',
    };
    for (const [name, answer] of Object.entries(answers)) {
      await tab(name).click();
      // The editor follows the tab.
      await page.locator('.graphiql-query-editor', { hasText: new RegExp(`(?:query|mutation) ${name}\\b`) }).waitFor();
      await run();
      await answerWith(answer);
    }
    expect(trouble).toEqual(noTrouble);
  });

  it('runs what is shown, also at once after another tab was chosen', async () => {
    await openExplorer('/explorer');
    await run();
    await answerWith('"data"');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.evaluate(
      `document.querySelector('[role=tab] [title=Sources], [role=tab][title=Sources]').click();
       document.querySelector('[aria-label^="Execute query"]').click();`,
    );
    expect((await sent).postDataJSON()).toMatchObject({ operationName: 'Sources' });
    await answerWith('"vendor": "PERSIO"');
  });

  it('opens an example of the list in a tab of its own', async () => {
    const trouble = await watch(page, server.url);
    await openExplorer('/explorer');
    const list = page.getByRole('region', { name: 'Examples' });
    await list.getByRole('button', { name: 'CreateUser', exact: true }).click();
    await tab('CreateUser').waitFor();
    await run();
    await answerWith('"outcome": "CREATED"');

    const tabs = await page.getByRole('tab').count();
    await list.getByRole('button', { name: 'Person', exact: true }).click();
    await page.locator('[role=tab][aria-selected=true]', { hasText: 'Person' }).waitFor();
    expect(await page.getByRole('tab').count()).toBe(tabs);
    expect(trouble).toEqual(noTrouble);
  });

  it('has a place for an API key, which it forgets with the page', async () => {
    await openExplorer('/explorer');
    await page.getByRole('button', { name: 'Headers' }).click();
    const editor = page.locator('section[aria-label="Headers"]');
    await editor.getByText('"Bearer <your API key>"').waitFor();
    await editor.locator('.graphiql-editor:not(.hidden) .CodeMirror').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('{"Authorization": "Bearer secret-key"');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await run();
    expect((await sent).headers()['authorization']).toBe('Bearer secret-key');
    await answerWith('"data"');

    const kept = await page.evaluate('JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href');
    expect(kept).toContain('graphiql');
    expect(kept).not.toContain('secret-key');
  });

  it('shows the settings of the explorer without breaking its own policy', async () => {
    const trouble = await watch(page, server.url);
    await openExplorer('/explorer');
    await page.getByRole('button', { name: 'Open settings dialog' }).click();
    await page.getByText('Persist headers').waitFor();
    expect(trouble).toEqual(noTrouble);
  });

  it('/docs finds a type, leads to it, and from an example into the explorer', async () => {
    const trouble = await watch(page, server.url);
    await page.goto(`${server.url}/docs`);
    await page.keyboard.press('/');
    await page.keyboard.type('groupmembershipst');
    expect(await page.getByRole('status').textContent()).toMatch(/^\d+ found/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/docs#GroupMembershipStatus');
    expect(await page.locator(':target').boundingBox()).toMatchObject({ y: expect.closeTo(16, -1.5) });

    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'splitPerson', exact: true }).first().click();
    await page.waitForURL('**/docs#Mutation.splitPerson');

    await page.goto(`${server.url}/docs#Mutation.setProfile`);
    const entry = page.locator('section', { has: page.locator('[id="Mutation.setProfile"]') });
    await entry.getByText('Example:').click();
    await entry.getByText('"tier": "platinum"', { exact: false }).last().waitFor();
    await entry.getByRole('link', { name: 'Open it in the explorer' }).click();
    await page.locator('[role=tab][aria-selected=true]', { hasText: 'SetProfile' }).waitFor();
    expect(trouble).toEqual(noTrouble);
  });

  it.each([
    ['/docs', 320],
    ['/docs', 390],
    ['/explorer', 390],
  ])('%s fits a screen that is %d wide', async (path, width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(server.url + path, { waitUntil: 'networkidle' });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
  });
});

describeWithBrowser('Apollo Sandbox in a browser', () => {
  let browser: Browser | undefined;
  let server: TestServer;
  let page: Page;

  beforeAll(async () => {
    [browser, server] = await Promise.all([openBrowser(), startServer({ EXPLORER: 'sandbox' })]);
    if (!browser) throw new Error('There is no browser.');
    page = await browser.newPage();
    page.setDefaultTimeout(60_000);
  });
  afterAll(async () => {
    await browser?.close();
    await server.close();
  });

  it('gives way to our own explorer where it cannot be loaded', async () => {
    const { outside } = await watch(page, server.url);
    await page.goto(`${server.url}/graphql`);
    await page.waitForURL('**/explorer');
    await page.getByRole('button', { name: 'Execute query (Ctrl-Enter)' }).click();
    await page.locator('.result-window', { hasText: '"Grace Hopper"' }).waitFor();
    expect(outside).toEqual([expect.stringContaining('embeddable-sandbox')]);
  });

  it('is handed the examples where it can, and the policy lets it in', async () => {
    const trouble = await watch(page, server.url);
    // The page gives up after a time that does not pass.
    await page.clock.install();
    await page.route('https://embeddable-sandbox.cdn.apollographql.com/**', (route) =>
      route.fulfill({
        contentType: 'text/javascript',
        body: `window.EmbeddedSandbox = class { constructor(options) { window.given = options; document.title = 'given'; } };`,
      }),
    );
    await page.goto(`${server.url}/graphql`);
    await page.waitForFunction('document.title === "given"');
    expect(await page.evaluate('window.given')).toMatchObject({
      target: '#sandbox',
      initialEndpoint: `${server.url}/graphql`,
      runTelemetry: false,
      initialState: { includeCookies: false, document: expect.stringContaining('query Person(') },
    });
    expect(trouble.errors).toEqual([]);
  });
});
