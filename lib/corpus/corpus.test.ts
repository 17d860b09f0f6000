import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkContent } from '#lib/content/check.ts';
import { vocabulary } from '#lib/content/vocabulary.ts';
import { writeCorpus } from './corpus.ts';

let root: string;
const folder = (name: string) => path.join(root, name);
beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'corpus-'));
  await writeCorpus({ folder: folder('a'), count: 80, seed: 3 });
  await writeCorpus({ folder: folder('b'), count: 80, seed: 3 });
  await writeCorpus({ folder: folder('c'), count: 80, seed: 4 });
});
afterAll(() => rmSync(root, { recursive: true }));

function bytesIn(name: string): Record<string, string> {
  const files = readdirSync(folder(name), { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  return Object.fromEntries(
    files.map((file) => {
      const whole = path.join(file.parentPath, file.name);
      return [path.relative(folder(name), whole), readFileSync(whole).toString('base64')];
    }),
  );
}

test('the same seed gives the same bytes, another seed others', () => {
  expect(bytesIn('b')).toEqual(bytesIn('a'));
  expect(bytesIn('c')).not.toEqual(bytesIn('a'));
});

test('it passes the check: as many stories as asked for, and no problem', async () => {
  const { problems, content } = await checkContent({ contentDir: folder('a'), dataDir: folder('data') });
  expect(problems).toEqual([]);
  expect(content?.stories).toHaveLength(80);
});

test('it varies: lengths, languages, sections, every component, stories with and without picture', () => {
  const textsIn = (folder: string) =>
    Object.entries(bytesIn('a'))
      .filter(([file]) => file.endsWith('.mdx') && file.startsWith(folder))
      .map(([, bytes]) => Buffer.from(bytes, 'base64').toString());
  const texts = textsIn('stories');
  const all = texts.join('\n');
  const everywhere = [...texts, ...textsIn('pages')].join('\n');
  for (const component of Object.keys(vocabulary)) expect(everywhere, component).toContain(`<${component}`);
  expect(all).toContain('lang: zh-Hans');
  expect(texts.some((text) => !text.includes('\nlead:'))).toBe(true);
  expect(new Set(all.match(/^section: \w+$/gm)).size).toBeGreaterThan(4);
  const lengths = texts.map((text) => text.length);
  expect(Math.max(...lengths)).toBeGreaterThan(3 * Math.min(...lengths));
});
