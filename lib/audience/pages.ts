/** The pages of an edition that are counted: a closed world, so that nobody can make up addresses. */
import { archiveDayView, archiveMonthView } from '#lib/edition/archive.ts';
import { correctionsView } from '#lib/edition/corrections.ts';
import { frontLanguages } from '#lib/edition/languages.ts';
import { listKinds, listView } from '#lib/edition/lists.ts';
import type { Edition } from '#lib/edition/open.ts';
import { seriesView } from '#lib/edition/series.ts';
import { furnitureIn } from '#lib/words/furniture.ts';

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
  if (kind === 'articles' && rest.join('/') === 'history') {
    const story = edition.summary(slug);
    return story && { key: address, address, title: `What has changed: ${story.headline}` };
  }
  const title = titleOf(edition, kind, slug, rest);
  return title === undefined ? undefined : { key: address, address, title };
}

function titleOf(edition: Edition, kind = '', slug = '', rest: readonly string[]): string | undefined {
  const list = listKinds.find((each) => each === kind);
  if (!list) return titleOfOther(edition, kind, slug, rest);
  if (slug === '') return rest.length === 0 ? titles[list] : undefined;
  const [word, number, ...more] = rest;
  if (word !== undefined && (word !== 'page' || !/^[1-9]\d*$/.test(number ?? '') || more.length > 0))
    return undefined;
  const page = number === undefined ? undefined : Number(number);
  const view = listView(edition, list, slug, page);
  return view && `${view.of.name}${page === undefined ? '' : `, page ${page}`}`;
}

const titles = { sections: undefined, topics: 'Topics', authors: 'Authors' };

function titleOfOther(
  edition: Edition,
  kind: string,
  slug: string,
  rest: readonly string[],
): string | undefined {
  if (kind === 'archive') {
    if (slug === '') return rest.length === 0 ? 'Archive' : undefined;
    return archiveTitle(edition, [slug, ...rest]);
  }
  if (kind === 'corrections') {
    const [number, ...more] = rest;
    if (slug === '') return 'Corrections';
    if (slug !== 'page' || !/^[1-9]\d*$/.test(number ?? '') || more.length > 0) return undefined;
    return correctionsView(edition, Number(number)) && `Corrections, page ${number}`;
  }
  if (kind === 'series') return rest.length === 0 ? seriesView(edition, slug)?.of.name : undefined;
  if (slug !== '') return undefined;
  if (frontLanguages(edition).includes(kind)) return furnitureIn(kind).frontTitle(edition.site.name);
  return kind === 'feeds' ? 'Feeds' : edition.page(kind)?.title;
}

function archiveTitle(edition: Edition, parts: readonly string[]): string | undefined {
  const [, date = '', number] =
    /^(\d{4}\/\d\d(?:\/\d\d)?)(?:\/page\/([1-9]\d*))?$/.exec(parts.join('/')) ?? [];
  const day = date.replaceAll('/', '-');
  const page = number === undefined ? undefined : Number(number);
  const isMonth = page === undefined && archiveMonthView(edition, day);
  if (!isMonth && !archiveDayView(edition, day, page)) return undefined;
  return `Archive, ${day}${page === undefined ? '' : `, page ${page}`}`;
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
    corrections: story.correctedAt
      ? (edition.story(story.slug)?.corrections ?? []).map(({ at, right }) => ({ at: second(at), right }))
      : [],
  }));
}
