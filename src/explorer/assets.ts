import { readFile } from 'node:fs/promises';
import { assetFiles } from './asset-files.js';
import { Kept } from './kept.js';
import { type Resource, resource } from './resource.js';

/** Whether the program runs as it was written, with every file where it comes from. */
const runsFromSource = import.meta.url.endsWith('.ts');

/** The content of an asset file. @throws Error where the build has not copied it. */
export function readAsset(name: string): Promise<Buffer> {
  const file = assetFiles.find((asset) => asset.name === name);
  if (!file) throw new TypeError(`There is no asset ${name}.`);
  return readFile(new URL(runsFromSource ? `../../${file.from}` : `./assets/${name}`, import.meta.url));
}

/** The files that pages load. Each is read when a page first needs it, and kept. */
export class Assets {
  readonly #kept = new Kept<Resource>();

  /** Undefined where there is none of this name for browsers. */
  get(name: string): Promise<Resource> | undefined {
    const type = assetFiles.find((file) => file.name === name)?.type;
    if (type === undefined) return undefined;
    return this.#kept.get(name, async () => resource(type, await readAsset(name)));
  }

  /** Where a page finds the file, as long as it is the one of now. */
  async address(name: string): Promise<string> {
    const { version } = await (this.get(name) ?? Promise.reject(new TypeError(`There is no asset ${name}.`)));
    return `assets/${name}?v=${version}`;
  }
}
