/** The pages of an edition that are counted: a closed world, so that nobody can make up addresses. */
import type { Edition } from '#lib/edition/open.ts';
import { sectionView } from '#lib/edition/views.ts';
import { type Page, storyKey } from './events.ts';
import type { KnownStory } from './stories.ts';

/** Stories whose figures have names and marks; older ones have those of when they were last read. */
const mostFollowed = 2_000;

/** The page at an address of the edition, decoded, or nothing if there is none that readers read. */
export function pageAt(edition: Edition, address: string): Page | undefined {
  if (address === '/') return { key: '/', address, title: edition.site.name };
  const [, kind, slug = '', ...rest] = address.split('/');
  if (kind === 'articles' && rest.length === 0) {
    const story = edition.summary(slug);
    return story && { key: storyKey(story.id), address, title: story.headline };
  }
  const title = titleOf(edition, kind, slug, rest);
  return title === undefined ? undefined : { key: address, address, title };
}

function titleOf(edition: Edition, kind = '', slug = '', rest: readonly string[]): string | undefined {
  if (kind === 'sections') {
    const [word, number, ...more] = rest;
    const page = word === undefined ? 1 : word === 'page' && more.length === 0 ? Number(number) : 0;
    if (word !== undefined && page < 2) return undefined;
    const view = sectionView(edition, slug, page);
    return view && `${view.section.name}${page > 1 ? `, page ${page}` : ''}`;
  }
  if (rest.length > 0) return undefined;
  if (kind === 'topics') return edition.topic(slug)?.name;
  if (kind === 'authors') return edition.author(slug)?.name;
  return slug === '' ? edition.page(kind)?.title : undefined;
}

/** What the audience follows of the newest stories. */
export function storiesOf(edition: Edition): KnownStory[] {
  const second = (instant: string) => Math.floor(Date.parse(instant) / 1000);
  return edition.stories.slice(0, mostFollowed).map((story) => ({
    key: storyKey(story.id),
    address: `/articles/${story.slug}`,
    title: story.headline,
    published: second(story.publishedAt),
    updated: story.updatedAt === undefined ? undefined : second(story.updatedAt),
    corrections: story.corrected
      ? (edition.story(story.slug)?.corrections ?? []).map(({ at, right }) => ({ at: second(at), right }))
      : [],
  }));
}
