import { describe, expect, test } from 'vitest';
import { Unclear, withoutLinks, withSlug } from './mentions.ts';

const file = 'stories/2026/11/other.mdx';
const story = (body: string, related = '') => `---\nid: other\n${related}status: published\n---\n\n${body}\n`;

describe('a story’s new slug', () => {
  test.each([
    ['[text](/articles/old)', '[text](/articles/new)'],
    ['[text](/articles/old#a-heading "Title")', '[text](/articles/new#a-heading "Title")'],
    ['[text]( </articles/old/> )', '[text]( </articles/new/> )'],
    [
      '[*a* [b]](/articles/old?x=1) and [](/articles/old)',
      '[*a* [b]](/articles/new?x=1) and [](/articles/new)',
    ],
    ['See [this][1].\n\n[1]: /articles/old', 'See [this][1].\n\n[1]: /articles/new'],
    ['A note.[^1]\n\n[^1]: In [text](/articles/old).', 'A note.[^1]\n\n[^1]: In [text](/articles/new).'],
    ['> - [a](/articles/old)\n> - [b](/articles/old)', '> - [a](/articles/new)\n> - [b](/articles/new)'],
    ['<Note>\n\n[text](/articles/old)\n\n</Note>', '<Note>\n\n[text](/articles/new)\n\n</Note>'],
    [
      '| a | b |\n|---|---|\n| x \\| y | [t](/articles/old) |',
      '| a | b |\n|---|---|\n| x \\| y | [t](/articles/new) |',
    ],
  ])('is written into links: %j', (old, edited) => {
    for (const end of ['\n', '\r\n']) {
      const text = story(old).replaceAll('\n', end);
      expect(withSlug(file, text, 'old', 'new')).toBe(story(edited).replaceAll('\n', end));
    }
  });

  test.each([
    '[text](/articles/older), [text](/articles/an-old), [text](https://example.org/articles/old)',
    'The words /articles/old and `[text](/articles/old)`',
    '```\n[text](/articles/old)\n```',
    '\\[text](/articles/old)',
  ])('is not written into anything else: %j', (body) => {
    expect(withSlug(file, story(body), 'old', 'new')).toBe(story(body));
  });

  test('is written into series', () => {
    const series = (part: string) => `name: A series\nstories:\n  - first # the beginning\n  - ${part}\n`;
    expect(withSlug('series/a.yml', series('old'), 'old', 'new')).toBe(series('new'));
  });

  test('is written into lists of related stories, and into nothing of the same spelling', () => {
    const text = story('Text.', 'headline: old\ntopics: [old]\nrelated:\n  - old # first\n  - older\n');
    expect(withSlug(file, text, 'old', 'new')).toBe(text.replace('- old #', '- new #'));
  });

  test('is written into its translations', () => {
    const text = story('Text.', 'lang: zh-Hans\ntranslationOf: old # of November\n');
    expect(withSlug(file, text, 'old', 'new')).toBe(text.replace('Of: old', 'Of: new'));
  });

  test('is written into fronts and the banner', () => {
    const site = [
      'name: old',
      'banner: {text: old, story: old, until: 2026-12-01T00:00:00Z}',
      'fronts:',
      '  home:',
      '    slots: [{story: old, headline: old}, {story: older}]',
      '    pins:',
      "      - story: 'old' # until Sunday",
      '        until: 2026-12-01T00:00:00Z',
      '  china:',
      '',
    ].join('\n');
    const edited = site.replaceAll('story: old,', 'story: new,').replace("'old'", "'new'");
    expect(withSlug('site.yml', site, 'old', 'new')).toBe(edited);
  });

  test('isn’t guessed where a link is written so that only a person should change it', () => {
    expect(() => withSlug(file, story('> [text](\n> /articles/old)'), 'old', 'new')).toThrow(Unclear);
    expect(() => withSlug(file, story('> [text](\n> /articles/old)'), 'old', 'new')).toThrow('line 6');
  });
});

describe('links to a story that is withdrawn', () => {
  test.each([
    ['Told in [*our* words](/articles/old "T").', 'Told in *our* words.'],
    ['[a](/articles/old)[b](/articles/other)', 'a[b](/articles/other)'],
    [
      'See [this][1], [1] and [more][2].\n\n[1]: /articles/old\n[2]: /articles/x',
      'See this, 1 and [more][2].\n\n[2]: /articles/x',
    ],
    ['A[](/articles/old)B', 'AB'],
  ])('are taken out, and their words stay: %j', (old, edited) => {
    expect(withoutLinks(file, story(old), 'old')).toBe(story(edited));
  });
});
