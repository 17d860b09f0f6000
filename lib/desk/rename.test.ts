import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { goodFolder, put, storiesFolder, story } from '#lib/content/check.test.folder.ts';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story as publicStory } from '#lib/edition/edition.test.stories.ts';
import { writeAll } from './changes.ts';
import { fieldsOf, textOf } from './fields.ts';
import { renaming, takenBy } from './rename.ts';
import { type Desk, openDesk } from './stories.ts';

const names = ['a', 'b', 'c', 'd', 'e'] as const;
const name = fc.constantFrom(...names);

function formerlyOf(desk: Desk, file: string): string[] {
  const text = textOf(readFileSync(path.join(desk.contentDir, file)));
  return (fieldsOf(text).formerly as string[] | undefined) ?? [];
}

test('after any renames every address that ever was leads to a story, in one step', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, name), { maxLength: 14 }), (renames) => {
      const contentDir = mkdtempSync(path.join(tmpdir(), 'china-topix-rename-'));
      try {
        put(contentDir, 'site.yml', goodFolder()['site.yml'] ?? '');
        put(contentDir, `${storiesFolder}/a.mdx`, story('first', { body: 'See [b](/articles/b).' }));
        put(contentDir, `${storiesFolder}/b.mdx`, story('second', { add: ['related: [a]'] }));
        const ever = new Set<string>(['a', 'b']);
        for (const [from, to] of renames) {
          const desk = openDesk(contentDir);
          const found = desk.stories.find(({ slug }) => slug === from);
          if (!found || from === to || takenBy(desk, to, from)) continue;
          writeAll(renaming(desk, found, to), contentDir);
          ever.add(to);
        }
        const desk = openDesk(contentDir);
        const stories = desk.stories.map(({ slug, file }) =>
          publicStory(slug, { publishedAt: '2026-11-24T09:00:00Z', formerly: formerlyOf(desk, file) }),
        );
        const { moved, content } = choose(contentOf(stories), noon);
        const living = content.stories.map(({ slug }) => slug);
        expect(living).toHaveLength(2);
        for (const slug of ever) {
          const leads = living.includes(slug) ? slug : moved[slug];
          expect(living, `/articles/${slug}`).toContain(leads);
        }
        // No slug stands twice, and the two stories still name each other.
        const all = stories.flatMap(({ slug, formerly }) => [slug, ...formerly]);
        expect(new Set(all).size).toBe(all.length);
        const texts = desk.stories.map(({ file }) => textOf(readFileSync(path.join(contentDir, file))));
        const [first = '', second = ''] = ['first', 'second'].map((id) =>
          texts.find((text) => text.includes(`id: ${id}\n`)),
        );
        expect(living).toContain(/\/articles\/([a-z])\)/.exec(first)?.[1]);
        expect(living).toContain((fieldsOf(second).related as string[])[0]);
      } finally {
        rmSync(contentDir, { recursive: true });
      }
    }),
    { numRuns: 60 },
  );
});
