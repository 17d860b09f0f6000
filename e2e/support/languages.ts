/** A story for each headline of the cards' corpus: languages that can be drawn, and those that can't. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { drawable, emoji, undrawable } from '#lib/cards/card.test.corpus.ts';

type LanguageStory = Readonly<{ slug: string; lang: string; headline: string; draws: boolean }>;

const named =
  (kind: string, draws: boolean) =>
  ([lang, headline]: readonly [string, string], index: number) => ({
    slug: `headline-${kind}-${index}-${lang.toLowerCase()}`,
    lang,
    headline,
    draws,
  });

export const languageStories: readonly LanguageStory[] = [
  ...drawable.map(named('drawn', true)),
  named('emoji', true)(['en', `Signs that are pictures ${emoji.join(' ')}`], 0),
  ...undrawable.filter(([lang]) => lang !== 'en').map(named('undrawn', false)),
];

/** Writes them into a content folder, as old stories: below everything that other tests look at. */
export function writeLanguageStories(contentDir: string): void {
  const folder = path.join(contentDir, 'stories', '2020', '01');
  mkdirSync(folder, { recursive: true });
  for (const { slug, lang, headline } of languageStories) {
    const front = {
      id: slug,
      headline,
      standfirst: headline,
      lang,
      kind: 'news',
      section: 'north',
      authors: ['desk-one'],
      publishedAt: '2020-01-02T09:00:00+08:00',
      status: 'published',
    };
    writeFileSync(
      path.join(folder, `${slug}.mdx`),
      `---\n${stringify(front, { lineWidth: 0 })}---\n\n${headline}.\n`,
    );
  }
}
