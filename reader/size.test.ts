import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { bundling } from '#lib/press/reader-script.ts';

/** What being counted may cost a reader: bytes of script, brotli. Only ever goes down. */
const budget = 1_500;
/** What the page of a live story costs beyond that of any other. Only ever goes down. */
const liveBudget = 1_500;

async function sizeOf(contents: string): Promise<number> {
  const stdin = { contents, resolveDir: import.meta.dirname, loader: 'ts' as const };
  const { outputFiles } = await build({ ...bundling, stdin, write: false });
  return brotliCompressSync(outputFiles[0]?.contents ?? '').length;
}

test('being counted adds no more to the reader’s script than its budget', async () => {
  const lines = readFileSync(path.join(import.meta.dirname, 'reader.ts'), 'utf8').split('\n');
  const others = lines.filter((line) => !/PageView|AudienceChoice/.test(line));
  expect(lines.length - others.length, 'two imports and two definitions').toBe(4);
  const [whole, without] = [await sizeOf(lines.join('\n')), await sizeOf(others.join('\n'))];
  expect(without).toBeGreaterThan(1000);
  expect(whole - without).toBeLessThanOrEqual(budget);
});

test('following a live story costs no more than its budget, and other pages nothing', async () => {
  const size = await sizeOf("import './live-page.ts'");
  expect(size).toBeGreaterThan(500);
  expect(size).toBeLessThanOrEqual(liveBudget);
  const everyPage = readFileSync(path.join(import.meta.dirname, 'reader.ts'), 'utf8');
  expect(everyPage).not.toContain('live-');
});
