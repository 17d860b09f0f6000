import fc from 'fast-check';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { storyAlternates } from '#lib/metadata/alternates.ts';
import { pageAddresses } from './addresses.ts';
import { changedPages } from './changes.ts';
import { choose } from './choose.ts';
import { contentOf, editionOf, noon, story } from './edition.test.stories.ts';
import { feedView } from './feeds.ts';
import { frontLanguages, languageFrontView, mainStories, pageLang } from './languages.ts';
import { listView } from './lists.ts';
import type { Story } from './model.ts';
import { relatedTo } from './related.ts';
import { homeView, monthView } from './views.ts';
import { visibility } from './visibility.ts';

beforeAll(() => void vi.stubEnv('SITE_URL', 'https://news.example'));

const slugsOf = (stories: readonly Readonly<{ slug: string }>[]) => stories.map(({ slug }) => slug);
const english = story('english');
const chinese = story('zhongwen', { lang: 'zh-Hans', translationOf: 'english' });
const french = story('francais', { lang: 'fr', translationOf: 'english' });
const only = story('zhiyou-zhongwen', { lang: 'zh-Hans' });

/** What stands on a front, in whatever place. */
function onFront(front: ReturnType<typeof homeView> | undefined): string[] {
  if (!front) return [];
  const { lead, top, strips, latest } = front;
  const placed = [...(lead ? [lead] : []), ...top, ...strips.flatMap((strip) => strip.stories), ...latest];
  return slugsOf(placed.map((each) => each.story)).sort();
}

/** Stories in three languages that say which they were translated from, of any visibility. */
const someTranslations = fc
  .array(
    fc.record({
      lang: fc.constantFrom('en', 'zh-Hans', 'de'),
      of: fc.nat({ max: 8 }),
      section: fc.constantFrom('china', 'world'),
      status: fc.constantFrom('published', 'published', 'published', 'draft', 'withdrawn'),
      hour: fc.integer({ min: 0, max: 20 }),
      expires: fc.option(fc.integer({ min: 8, max: 20 }), { nil: undefined }),
      related: fc.subarray(['story-0', 'story-1', 'story-2']),
    }),
    { maxLength: 8 },
  )
  .map((all) => {
    const hourly = (hour: number) => `2026-11-24T${String(hour).padStart(2, '0')}:00:00Z`;
    return all.map(({ of, hour, expires, lang, related, ...fields }, number) => {
      const original = all[of];
      // As the check lets them through: of no translation, and one into each language.
      const isTranslation =
        original &&
        of < number &&
        original.of >= of &&
        original.lang !== lang &&
        !all.some((each, other) => other < number && each.of === of && each.lang === lang);
      return story(`story-${number}`, {
        ...fields,
        lang,
        related: related.filter((slug) => slug !== `story-${number}`),
        publishedAt: hourly(hour),
        ...(expires === undefined ? {} : { expiresAt: hourly(expires) }),
        ...(isTranslation ? { translationOf: `story-${of}` } : {}),
        ...(fields.status === 'withdrawn' ? { withdrawnReason: 'It was wrong.' } : {}),
      } as Partial<Story>);
    });
  });

describe('translations', () => {
  test('at any instant each that is named is public, names back, and stands in the same list of languages', () => {
    const instants = fc.integer({
      min: Date.parse('2026-11-23T23:00:00Z'),
      max: Date.parse('2026-11-25T00:00:00Z'),
    });
    fc.assert(
      fc.property(someTranslations, instants, (stories, at) => {
        const chosen = choose(contentOf(stories), at).content.stories;
        const bySlug = new Map(chosen.map((each) => [each.slug, each]));
        for (const each of chosen) {
          const named = [
            ...(each.translations ?? []),
            ...(each.translationOf ? [{ slug: each.translationOf }] : []),
          ];
          for (const { slug } of named) {
            const other = bySlug.get(slug);
            expect(other && visibility(other, at)).toBe('public');
            expect(slugsOf(other?.translations ?? [])).toContain(each.slug);
            expect(other && storyAlternates(other, { lang: 'en' })).toEqual(
              storyAlternates(each, { lang: 'en' }),
            );
          }
          const languages = storyAlternates(each, { lang: 'en' }).map(({ lang }) => lang);
          expect(new Set(languages).size).toBe(languages.length);
        }
      }),
    );
  });

  test('what is hidden is named nowhere, and both sides know of each other from its minute on', () => {
    const later = { ...chinese, embargoUntil: '2026-11-24T13:00:00Z' };
    const content = contentOf([english, later]);
    const before = choose(content, noon);
    expect(JSON.stringify(before.content)).not.toContain('zhongwen');
    expect(before.changesAt).toBe(Date.parse('2026-11-24T13:00:00Z'));
    const after = choose(content, before.changesAt ?? 0).content.stories;
    expect(after.map(({ slug, translations }) => [slug, translations?.[0]?.slug]).sort()).toEqual([
      ['english', 'zhongwen'],
      ['zhongwen', 'english'],
    ]);
  });

  test('of a withdrawn original know nothing of it, and still of one another', () => {
    const gone = { ...english, status: 'withdrawn' as const, withdrawnReason: 'It was wrong.' };
    const edition = editionOf(contentOf([gone, chinese, french]));
    expect(edition.summary('zhongwen')).toMatchObject({ translations: [{ slug: 'francais', lang: 'fr' }] });
    expect(edition.summary('zhongwen')).not.toHaveProperty('translationOf');
  });

  test('one that comes changes the page of the other, its sitemap and no list that shows it', () => {
    const [before, after] = [
      editionOf(contentOf([english, only])),
      editionOf(contentOf([english, only, chinese])),
    ];
    const old = new Map(pageAddresses(before, 9).map(({ address, inputs }) => [address, inputs]));
    const changed = changedPages(before, after)
      .pages.filter(({ address, inputs }) => old.get(address) !== inputs)
      .map(({ address }) => address);
    expect(changed).toEqual(
      expect.arrayContaining([
        '/articles/english',
        '/articles/zhongwen',
        '/sitemaps/2026-11.xml',
        '/zh',
        '/zh/feed.xml',
      ]),
    );
    expect(changed).not.toContain('/');
    expect(changed).not.toContain('/sections/china');
  });

  test('are what a sitemap says of both', () => {
    const edition = editionOf(contentOf([english, chinese]));
    expect(
      monthView(edition, '2026-11')
        ?.map(({ lang, translations }) => [lang, translations?.[0]?.lang])
        .sort(),
    ).toEqual([
      ['en', 'zh-Hans'],
      ['zh-Hans', 'en'],
    ]);
  });
});

describe('a language that stands apart', () => {
  const edition = editionOf(contentOf([english, chinese, french, only]));

  test('has a front while it has a public story, and no other language has', () => {
    expect(frontLanguages(edition)).toEqual(['zh']);
    expect(onFront(languageFrontView(edition, 'zh'))).toEqual(['zhiyou-zhongwen', 'zhongwen']);
    expect(languageFrontView(edition, 'fr')).toBeUndefined();
    const draft = editionOf(contentOf([english, { ...only, status: 'draft' }]));
    expect(frontLanguages(draft)).toEqual([]);
    expect(pageAddresses(draft, 9).map(({ address }) => address)).not.toContain('/zh');
  });

  test('is left out of the main front, its feed and what the error page offers; other languages are not', () => {
    expect(onFront(homeView(edition))).toEqual(['english', 'francais']);
    expect(slugsOf(mainStories(edition)).sort()).toEqual(['english', 'francais']);
    expect(
      feedView(edition)
        .items.map((item) => item.story)
        .sort(),
    ).toEqual(['english', 'francais']);
    expect(feedView(edition, { language: 'zh' }).items.map((item) => item.story)).toHaveLength(2);
  });

  test('stands on the main front where its editor gave a story a place there', () => {
    const fronts = { home: { slots: [{ story: 'zhongwen' }], pins: [] } };
    expect(homeView(editionOf(contentOf([english, chinese], { fronts }))).lead?.story.slug).toBe('zhongwen');
  });

  test('is another one where the site is in another language', () => {
    const other = editionOf(contentOf([english, chinese], { lang: 'zh-Hans' }));
    expect(frontLanguages(other)).toEqual(['en']);
    expect(onFront(homeView(other))).toEqual(['zhongwen']);
    expect([pageLang(english, other.site), pageLang(chinese, other.site)]).toEqual(['en', 'zh-Hans']);
  });

  test('closes its front and its feeds with its last story', () => {
    const { drop } = changedPages(edition, editionOf(contentOf([english, french])));
    expect(drop).toEqual(expect.arrayContaining(['/zh', '/zh/feed.xml', '/zh/atom.xml', '/zh/feed.json']));
  });

  test('has its own stories beside a story, the named ones in its language where they are in it', () => {
    const named = { ...only, related: ['english'] };
    const of = editionOf(contentOf([english, chinese, named, story('another')]));
    const beside = (slug: string) => {
      const summary = of.summary(slug);
      return summary ? slugsOf(relatedTo(summary, of)) : [];
    };
    expect(beside('zhiyou-zhongwen')).toEqual(['zhongwen']);
    expect(beside('english')).toEqual(['another']);
  });
});

test('a story that shows the translation of one it names is made anew with it, however far apart they are', () => {
  const between = Array.from({ length: 20 }, (_, number) =>
    story(`zh-${number}`, {
      lang: 'zh-Hans',
      publishedAt: `2026-11-23T${String(number).padStart(2, '0')}:00:00Z`,
    }),
  );
  const naming = story('first', {
    lang: 'zh-Hans',
    related: ['english'],
    publishedAt: '2026-11-22T09:00:00Z',
  });
  const of = (headline: string) =>
    editionOf(contentOf([english, { ...chinese, headline }, naming, ...between]));
  const { pages } = changedPages(of('One'), of('Other'));
  expect(pages.map(({ address }) => address)).toContain('/articles/first');
});

test('a list shows a story once, in the site’s language if it is in it', () => {
  const edition = editionOf(contentOf([english, chinese, french, only]));
  const shown = (listView(edition, 'topics', 'time')?.stories ?? []).map((each) => each.story.slug);
  expect(shown.sort()).toEqual(['english', 'zhiyou-zhongwen']);
});

test('looking only at what can differ finds all that differs, whatever is a translation of what', () => {
  const published = someTranslations.map((all) => all.map((each) => ({ ...each, expiresAt: undefined })));
  fc.assert(
    fc.property(
      published,
      fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
      fc.nat(7),
      (all, stays, edited) => {
        const kept = all
          .filter((_, number) => stays[number])
          .map((each) => (each.slug === `story-${edited}` ? { ...each, headline: 'Another' } : each));
        const slugs = new Set(slugsOf(kept));
        const now = kept.map(({ translationOf, ...each }) =>
          translationOf !== undefined && slugs.has(translationOf) ? { ...each, translationOf } : each,
        );
        const [before, after] = [editionOf(contentOf(all)), editionOf(contentOf(now))];
        const old = new Map(
          pageAddresses(before, 99).map((page) => [page.address, `${page.inputs} ${page.status}`]),
        );
        const differing = pageAddresses(after, 99).filter(
          (page) => old.get(page.address) !== `${page.inputs} ${page.status}`,
        );
        const looked = new Set(changedPages(before, after).pages.map(({ address }) => address));
        expect(differing.map(({ address }) => address).filter((address) => !looked.has(address))).toEqual([]);
        const there = new Set(pageAddresses(after, 99).map(({ address }) => address));
        const gone = [...old.keys()].filter((address) => !there.has(address));
        expect([...changedPages(before, after).drop].sort()).toEqual(gone.sort());
      },
    ),
    { numRuns: 60 },
  );
});
