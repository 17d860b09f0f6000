/**
 * The stories of a section, a topic or an author, in pages. Pages are numbered from the oldest stories on: what stands
 * on page 3 stays there, for readers' bookmarks and search engines, and a new story changes the first page alone.
 */
import { lineOf, type StoryLine } from './lines.ts';
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
  const turning = turningOf(all.length, page);
  if (!turning) return undefined;
  const stories =
    page === undefined
      ? firstPage(edition, kind, slug, all)
      : onPage(all, page).map((story) => ({ story, headline: story.headline }));
  return { kind, of, stories, turning };
}

/** `/topics/seas`, and `/topics/seas/page/3` of an older page. */
export function listAddress(kind: ListKind, slug: string, page?: number): string {
  return `/${kind}/${slug}${page === undefined ? '' : `/page/${page}`}`;
}

/** They are full, and the first page is too. `size`: things on a page. */
export const numberedPages = (things: number, size = storiesOnAPage) =>
  Math.max(0, Math.floor(things / size) - 1);

/** Where a page of so many things stands, the first if it has no number; nothing if there is no such page. */
export function turningOf(count: number, page?: number, size = storiesOnAPage): Turning | undefined {
  const numbered = numberedPages(count, size);
  if (page === undefined) return numbered > 0 ? { older: numbered } : {};
  if (!Number.isInteger(page) || page < 1 || page > numbered) return undefined;
  const older = page > 1 ? { older: page - 1 } : {};
  return { page, ...older, newer: page < numbered ? page + 1 : 'first' };
}

/** How many numbered pages a list has; none if there is no such list. */
export const numberedIn = (edition: Edition, kind: ListKind, slug: string) =>
  numberedPages(storiesIn(edition, kind, slug).length);

/** Numbers of pages that are new, lead to another one, hold another story than before, or the same one otherwise. */
export function differingPages(before: Edition, after: Edition, kind: ListKind, slug: string): number[] {
  const [was, is] = [storiesIn(before, kind, slug), storiesIn(after, kind, slug)];
  const [known, numbered] = [numberedPages(was.length), numberedPages(is.length)];
  const pages = Array.from({ length: numbered }, (_, index) => index + 1);
  return pages.filter((page) => {
    // The stories of a new page may all be as they were, on the first until now; the last before it leads to it.
    if (known !== numbered && page >= Math.min(known, numbered)) return true;
    const old = onPage(was, page);
    return onPage(is, page).some((story, index) => story !== old[index]);
  });
}

export type DirectoryView = Readonly<{ kind: ListKind; entries: readonly DirectoryEntry[] }>;
export type DirectoryEntry = Readonly<{ of: Subjects[ListKind]; stories: number; newest?: StoryLine }>;

/** All lists of a kind by name, with how many stories each has and the newest of them. */
export function directoryView(edition: Edition, kind: ListKind): DirectoryView {
  const entries = edition[kind].map((of): DirectoryEntry => {
    const stories = storiesIn(edition, kind, of.slug);
    const [newest] = stories;
    return { of, stories: stories.length, newest: newest && lineOf(newest) };
  });
  const byName = new Intl.Collator(edition.site.lang).compare;
  return { kind, entries: entries.sort((a, b) => byName(a.of.name, b.of.name)) };
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

/** What stands on a page of things that are newest first; without a number, on the first. */
export function onPage<Thing>(
  things: readonly Thing[],
  page?: number,
  size = storiesOnAPage,
): readonly Thing[] {
  if (page === undefined) return things.slice(0, things.length - numberedPages(things.length, size) * size);
  const end = things.length - (page - 1) * size;
  return things.slice(Math.max(0, end - size), end);
}

/** The newest stories, and older ones that the section's front has given a place. */
function firstPage(
  edition: Edition,
  kind: ListKind,
  slug: string,
  stories: readonly IndexedStory[],
): readonly Placed[] {
  const newest = onPage(stories);
  const plan = kind === 'sections' ? edition.site.fronts[slug] : undefined;
  const placed = new Set([...(plan?.pins ?? []), ...(plan?.slots ?? [])].map(({ story }) => story));
  const isOlder = ({ slug }: IndexedStory) =>
    placed.has(slug) && !newest.some((story) => story.slug === slug);
  return rank(placed.size > 0 ? [...newest, ...stories.filter(isOlder)] : newest, plan);
}
