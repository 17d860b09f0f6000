import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDesk } from './stories.ts';
import { publishedTranslations } from './translations.ts';

const contentDir = mkdtempSync(path.join(tmpdir(), 'china-topix-translations-'));
afterAll(() => rmSync(contentDir, { recursive: true, force: true }));

test('whoever takes a story down learns in which other languages it stays', () => {
  const put = (slug: string, ...fields: string[]) =>
    writeFileSync(
      path.join(contentDir, 'stories', '2026', '11', `${slug}.mdx`),
      ['---', `id: ${slug}`, ...fields, '---', '', 'Text.', ''].join('\n'),
    );
  mkdirSync(path.join(contentDir, 'stories', '2026', '11'), { recursive: true });
  writeFileSync(path.join(contentDir, 'site.yml'), 'lang: en\ntimeZone: Asia/Shanghai\n');
  put('one', 'status: published');
  put('yi', 'status: published', 'lang: zh-Hans', 'translationOf: one');
  put('eins', 'status: published', 'lang: de', 'translationOf: one');
  put('un', 'status: draft', 'lang: fr', 'translationOf: one');
  put('other', 'status: published', 'related: [one]');
  put('broken', 'status: [published', 'translationOf: one');
  const desk = openDesk(contentDir);
  const of = (slug: string) =>
    desk.stories.filter((story) => story.slug === slug).map((story) => publishedTranslations(desk, story));
  expect(of('one')).toEqual([['eins', 'yi']]);
  expect(of('yi')).toEqual([['eins', 'one']]);
  expect(of('other')).toEqual([[]]);
});
