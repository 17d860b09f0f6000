// Next.js build adapter: writes down which finished files a build left, for the press to take.
import { writeFileSync } from 'node:fs';
import path from 'node:path';

/** @type {import('next').NextAdapter} */
const adapter = {
  name: 'china-topix-press',
  onBuildComplete({ outputs, distDir }) {
    const prerenders = outputs.prerenders
      .filter(({ fallback }) => fallback?.filePath)
      .map(({ pathname, fallback }) => ({
        address: pathname,
        file: fallback.filePath,
        status: fallback.initialStatus ?? 200,
        headers: fallback.initialHeaders ?? {},
      }));
    // Scripts are the newsroom's: readers' pages refer to none of them (document.ts). Each is named by its content.
    const assets = outputs.staticFiles
      .filter(({ pathname }) =>
        /^\/_next\/static\/(.*\.(css|woff2?|svg|png|ico)|chunks\/.*\.js)$/.test(pathname),
      )
      .map(({ pathname, filePath }) => ({ address: pathname, file: filePath }));
    writeFileSync(path.join(distDir, 'harvest.json'), JSON.stringify({ prerenders, assets }));
  },
};

export default adapter;
