import { readFileSync } from 'node:fs';

interface PackageFile {
  readonly version: string;
  readonly config: { readonly node_flags: string };
}

/** What this package says of itself. */
export const packageFile = (): PackageFile =>
  JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as PackageFile;
