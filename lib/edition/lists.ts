/**
 * The stories of a section, a topic or an author, in pages. Pages are numbered from the oldest stories on: what stands
 * on page 3 stays there, for readers' bookmarks and search engines, and a new story changes the first page alone.
 */
import type { Author, Section, Topic } from './model.ts';
import type { Edition, IndexedStory } from './open.ts';
import { type Placed, rank } from './ranking.ts';

type Subjects = Readonly<{ sections: Section; topics: Topic; authors: Author }>;
export type ListKind = keyof Subjects;
export const listKinds: readonly ListKind[] = ['sections', 'topics', 'authors'];

/** On a numbered page; on the first, which has no number and the newest stories, up to one less than twice as many. */
const storiesOnAPage = 20;

export type ListView<Kind extends ListKind = ListKind> = Readonly<{
  kind: Kind;
  of: Subjects[Kind];
  stories: readonly Placed[];
  turning: Turning;
}>;

/** Where a page of a list stands among the others. */
export type Turning = Readonly<{
  /** From 1, which has the oldest; missing on the first page. */
  page?: number;
  older?: number;
  newer?: number | 'first';
}>;

/** A list's first page, or one by its number; nothing if there is no such list or page. */
export function listView<Kind extends ListKind>(
  edition: Edition,
  kind: Kind,
  slug: string,
  page?: number,
): ListView<Kind> | undefined {
  const of = subjectOf(edition, kind, slug);
  if (!of) return undefined;
  const all = storiesIn(edition, kind, slug);
  const numbered = numberedPages(all.length);
  if (page !== undefined) {
    if (!Number.isInteger(page) || page < 1 || page > numbered) return undefined;
    const stories = onPage(all, page).map((story) => ({ story, headline: story.headline }));
    const older = page > 1 ? { older: page - 1 } : {};
    return { kind, of, stories, turning: { page, ...older, newer: page < numbered ? page + 1 : 'first' } };
  }
  const stories = firstPage(edition, kind, slug, all);
  return { kind, of, stories, turning: numbered > 0 ? { older: numbered } : {} };
}

/** `/topics/seas`, and `/topics/seas/page/3` of an older page. */
export function listAddress(kind: ListKind, slug: string, page?: number): string {
  return `/${kind}/${slug}${page === undefined ? '' : `/page/${page}`}`;
}

/** They are full, and the first page is too. */
const numberedPages = (stories: number) => Math.max(0, Math.floor(stories / storiesOnAPage) - 1);

/** How many numbered pages a list has; none if there is no such list. */
export const numberedIn = (edition: Edition, kind: ListKind, slug: string) =>
  numberedPages(storiesIn(edition, kind, slug).length);

/** Numbers of pages that hold another story than before, or the same one otherwise. */
export function differingPages(before: Edition, after: Edition, kind: ListKind, slug: string): number[] {
  const [was, is] = [storiesIn(before, kind, slug), storiesIn(after, kind, slug)];
  const pages = Array.from({ length: numberedPages(is.length) }, (_, index) => index + 1);
  return pages.filter((page) => {
    const old = onPage(was, page);
    return onPage(is, page).some((story, index) => story !== old[index]);
  });
}

/** What a list is called. */
export const listName = (edition: Edition, kind: ListKind, slug: string) =>
  subjectOf(edition, kind, slug)?.name;

function subjectOf<Kind extends ListKind>(edition: Edition, kind: Kind, slug: string) {
  const { section, topic, author } = edition;
  return { sections: section, topics: topic, authors: author }[kind](slug) as Subjects[Kind] | undefined;
}

/** A list's stories, newest first; none if there is no such list. */
export function storiesIn(edition: Edition, kind: ListKind, slug: string): readonly IndexedStory[] {
  const { inSection, onTopic, byAuthor } = edition;
  return { sections: inSection, topics: onTopic, authors: byAuthor }[kind](slug);
}

function onPage(stories: readonly IndexedStory[], page: number): readonly IndexedStory[] {
  const end = stories.length - (page - 1) * storiesOnAPage;
  return stories.slice(Math.max(0, end - storiesOnAPage), end);
}

/** The newest stories, and older ones that the section's front has given a place. */
function firstPage(
  edition: Edition,
  kind: ListKind,
  slug: string,
  stories: readonly IndexedStory[],
): readonly Placed[] {
  const newest = stories.slice(0, stories.length - numberedPages(stories.length) * storiesOnAPage);
  const plan = kind === 'sections' ? edition.site.fronts[slug] : undefined;
  const placed = new Set([...(plan?.pins ?? []), ...(plan?.slots ?? [])].map(({ story }) => story));
  const isOlder = ({ slug }: IndexedStory) =>
    placed.has(slug) && !newest.some((story) => story.slug === slug);
  return rank(placed.size > 0 ? [...newest, ...stories.filter(isOlder)] : newest, plan);
}
