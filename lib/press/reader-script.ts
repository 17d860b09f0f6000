/** Bundles the reader's script into one file under `public/assets`, where the app serves it too. */
import path from 'node:path';
import { build } from 'esbuild';

export const readerScript = {
  address: '/assets/reader.js',
  file: path.join('public', 'assets', 'reader.js'),
};

export async function bundleReaderScript(projectDir: string): Promise<void> {
  await build({
    entryPoints: [path.join(projectDir, 'reader', 'reader.ts')],
    outfile: path.join(projectDir, readerScript.file),
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['chrome123', 'firefox128', 'safari17.5'],
    legalComments: 'none',
    logLevel: 'error',
  });
}
