import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Chromium lies on Linux and macOS; `CHROMIUM_PATH` names another place. */
const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const place = process.env['CHROMIUM_PATH'] || usualPlaces.find((path) => existsSync(path));

/**
 * Tests in a real browser, which must be there in CI. Elsewhere they are skipped where there is none, and their title
 * says so.
 */
export function describeWithBrowser(title: string, define: () => void): void {
  if (place) describe(title, define);
  else if (process.env['CI'] === 'true')
    it(title, () => {
      throw new Error('In CI these tests must run, and there is no Chromium.');
    });
  else describe.skip(`${title} (skipped: there is no Chromium; CHROMIUM_PATH names one)`, define);
}

/** A headless Chromium without a profile; undefined where there is none. Whoever opens it closes it. */
export async function openBrowser(): Promise<Browser | undefined> {
  if (!place) return undefined;
  return chromium.launch({
    executablePath: place,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** What went wrong on a page without its reader seeing it. */
export interface Trouble {
  /** Errors that the console shows, those that nobody caught among them. */
  readonly errors: readonly string[];
  /** Requests to other origins than the page's own. */
  readonly outside: readonly string[];
}

/** Notes trouble on a page from now on. A request to another origin than the given one gets no answer. */
export async function watch(page: Page, origin: string): Promise<Trouble> {
  const errors: string[] = [];
  const outside: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) outside.push(url);
  });
  await page.context().route(
    (url) => url.origin !== origin,
    (route) => route.abort('internetdisconnected'),
  );
  return { errors, outside };
}
