// The last step of `npm run build`: what the pages load lies beside the compiled program, which needs nothing else.
import { copyFile, mkdir } from 'node:fs/promises';
import { assetFiles } from '../dist/explorer/asset-files.js';

const root = new URL('../', import.meta.url);
const target = new URL('dist/explorer/assets/', root);

await mkdir(target, { recursive: true });
for (const { name, from } of assetFiles) await copyFile(new URL(from, root), new URL(name, target));
