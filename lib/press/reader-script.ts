/** Bundles the reader's script into one file under `public/assets`, where the app serves it too. */
import path from 'node:path';
import { type BuildOptions, build, context } from 'esbuild';

export const readerScript = {
  address: '/assets/reader.js',
  file: path.join('public', 'assets', 'reader.js'),
};

/** How it is bundled, whatever comes in and wherever it goes out. */
export const bundling = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: ['chrome123', 'firefox128', 'safari17.5'],
  legalComments: 'none',
  logLevel: 'error',
} satisfies BuildOptions;

const bundle = (projectDir: string, entry: string): BuildOptions => ({
  ...bundling,
  entryPoints: [path.join(projectDir, 'reader', entry)],
  outfile: path.join(projectDir, readerScript.file),
});

export async function bundleReaderScript(projectDir: string): Promise<void> {
  await build(bundle(projectDir, 'reader.ts'));
}

/** The same with reloading on save, bundled again whenever its sources change. */
export async function watchReaderScript(projectDir: string): Promise<void> {
  const watched = await context(bundle(projectDir, 'proof.ts'));
  await watched.rebuild();
  await watched.watch();
}
