/** Bundles the reader's scripts into files under `public/assets`, where the app serves them too. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';
import { writeWhole } from '#lib/disk/write.ts';

const script = (name: string, entry = `${name}.ts`) => ({
  entry,
  address: `/assets/${name}.js`,
  file: path.join('public', 'assets', `${name}.js`),
});

const forEveryPage = script('reader');
/** Only on pages of live stories. */
const liveScript = script('live', 'live-page.ts');
/** Only on the page of a search. */
const searchScript = script('search', 'search-page.ts');
/** Only on pages that can be kept for reading offline. */
const offlineScript = script('offline', 'offline/page.ts');
/** Only where what is kept is listed. */
const savedScript = script('saved', 'offline/saved-page.ts');
/** Each only on its own pages, but for the first. */
export const readerScripts = [forEveryPage, liveScript, searchScript, offlineScript, savedScript] as const;

/** The service worker, and what takes its place where there is to be none; at one address (app/(reader)/sw.js). */
const workers = [
  script('worker', 'offline/worker.ts'),
  script('worker-off', 'offline/worker-off.ts'),
] as const;

/** What all of them are made from, under `reader/`. */
export const scriptSources = [...readerScripts, ...workers].map(({ entry }) => entry);

/** How it is bundled, whatever comes in and wherever it goes out. */
export const bundling = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'error',
} satisfies BuildOptions;

const bundle = (projectDir: string, { entry, file }: ReturnType<typeof script>): BuildOptions => ({
  ...bundling,
  entryPoints: [path.join(projectDir, 'reader', entry)],
  outfile: path.join(projectDir, file),
});

/** What is there already as it should be is left alone: where the app was built before, the folder may be read-only. */
export async function bundleReaderScript(projectDir: string): Promise<void> {
  await Promise.all(
    [...readerScripts, ...workers].map(async (each) => {
      const { outputFiles } = await build({ ...bundle(projectDir, each), write: false });
      for (const { path: file, contents } of outputFiles)
        if (!existsSync(file) || !readFileSync(file).equals(contents)) writeWhole(file, contents);
    }),
  );
}

/** The same with reloading on save, bundled again whenever its sources change. */
export async function watchReaderScript(projectDir: string): Promise<void> {
  const [, ...ofSomePages] = readerScripts;
  for (const each of [{ ...forEveryPage, entry: 'proof.ts' }, ...ofSomePages, ...workers]) {
    const watched = await context(bundle(projectDir, each));
    await watched.rebuild();
    await watched.watch();
  }
}
