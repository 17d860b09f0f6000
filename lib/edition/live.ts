/** Live stories: their entries, when they are over, and the small file by which an open page follows them. */
import type { Element, ElementContent, Root } from 'hast';
import type { InstantText, Story, StorySummary } from './model.ts';
import { hashOf } from './objects.ts';

export type LiveEntry = Readonly<{
  /** Its anchor in the page. */
  id: string;
  at: InstantText;
  title?: string;
  /** Stands among the key points. */
  key: boolean;
  /** Differs when anything in it does. */
  mark: string;
  children: readonly ElementContent[];
}>;

/** What an open page asks for again and again. */
export type LiveFile = Readonly<{
  updated: InstantText;
  /** Nothing more is to come: don't ask again. */
  ended: boolean;
  /** Differs when anything in the story does. */
  version: string;
  /** The newest entries, newest first. */
  entries: readonly Pick<LiveEntry, 'id' | 'at' | 'title' | 'mark'>[];
}>;

/** Who missed more than these reads them by loading the page. */
export const entriesInFile = 50;
/** A story without an entry for so long is over until the next one; in milliseconds. */
const longestPause = 24 * 60 * 60 * 1000;

/** `2026-11-24T09:30:00+08:00` as `e-20261124T013000Z`: the same for an instant however it is written. */
export function entryId(at: InstantText): string {
  return `e-${new Date(at).toISOString().replace(/[-:]|\.000/g, '')}`;
}

/** The entries of a checked body, newest first, as they stand in it. */
export function entriesOf(tree: Root): LiveEntry[] {
  return tree.children.flatMap((node) => {
    if (!isEntry(node)) return [];
    const { id, at, title, key } = node.properties;
    const named = typeof title === 'string' ? { title } : {};
    const mark = hashOf(JSON.stringify(node)).slice(0, 8);
    return [{ id: String(id), at: String(at), ...named, key: key === true, mark, children: node.children }];
  });
}

/** What stands above the entries, with its footnotes. */
export function introductionOf(tree: Root): Root {
  return { ...tree, children: tree.children.filter((node) => !isEntry(node)) };
}

const isEntry = (node: Root['children'][number]): node is Element =>
  node.type === 'element' && node.tagName === 'Entry';

/** When a story's coverage is over, in milliseconds since 1970; never, for one that isn't live. */
export function overAt({
  kind,
  endedAt,
  newestEntryAt,
}: Pick<StorySummary, 'kind' | 'endedAt' | 'newestEntryAt'>): number {
  if (kind !== 'live') return Number.POSITIVE_INFINITY;
  const ends = endedAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(endedAt);
  const rests =
    newestEntryAt === undefined ? Number.POSITIVE_INFINITY : Date.parse(newestEntryAt) + longestPause;
  return Math.min(ends, rests);
}

/** True while more may come. */
export const isLive = ({ kind, over }: Pick<StorySummary, 'kind' | 'over'>) => kind === 'live' && !over;

/** Where a live story's page asks what is new. */
export const liveAddress = (slug: string) => `/articles/${slug}/live.json`;

export function liveFile(story: Story): LiveFile {
  const entries = entriesOf(story.body.tree);
  return {
    updated: story.updatedAt ?? story.publishedAt,
    ended: story.over === true,
    version: hashOf(JSON.stringify(story)).slice(0, 12),
    entries: entries
      .slice(0, entriesInFile)
      .map(({ id, at, title, mark }) => (title === undefined ? { id, at, mark } : { id, at, title, mark })),
  };
}
