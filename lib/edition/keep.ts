/** Keeps what was chosen for an edition: an object for each story, one for each month's list, an index over them. */
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';
import type { Chosen } from './choose.ts';
import { figuresIn } from './figures.ts';
import type { KnownHistories } from './history.ts';
import type { Body, CheckedStory } from './model.ts';
import { hashOf, writeObject, writeObjects } from './objects.ts';
import type { Index, IndexedStory, Month } from './open.ts';
import { termsOf } from './terms.ts';

/** Gives the name by which it can be opened. What was kept before, here and by this process, costs nothing. */
export function keepContent(
  dataDir: string,
  { content, gone, moved }: Chosen,
  more: Pick<Index, 'proof' | 'preview'> = {},
  histories?: KnownHistories,
): string {
  const { site, sections, topics, series, authors, pages, stories } = content;
  const months = [...groupsBy(stories, monthOf)].map(([month, list]) =>
    keepMonth(dataDir, month, list, histories?.of),
  );
  const index: Index = {
    site,
    sections,
    topics,
    series,
    authors,
    pages,
    months,
    gone,
    moved,
    date: latestIn(stories),
    recorded: histories?.known ?? 'none',
    ...more,
  };
  const text = JSON.stringify(index);
  const name = hashOf(text);
  writeWhole(path.join(dataDir, 'content', `${name}.json`), text);
  return name;
}

const monthOf = (story: CheckedStory) => dayOf(story).slice(0, 7);
const days = new WeakMap<CheckedStory, string>();

/** By UTC. */
function dayOf(story: CheckedStory): string {
  const day = days.get(story) ?? new Date(story.publishedAt).toISOString().slice(0, 10);
  days.set(story, day);
  return day;
}

/** In the stories' order. */
function groupsBy(
  stories: readonly CheckedStory[],
  keyOf: (story: CheckedStory) => string,
): Map<string, CheckedStory[]> {
  const groups = new Map<string, CheckedStory[]>();
  for (const story of stories) {
    const key = keyOf(story);
    const group = groups.get(key);
    if (group) group.push(story);
    else groups.set(key, [story]);
  }
  return groups;
}

/** A month with more stories is kept by days. */
const mostInChunk = 200;

type HistoryOf = KnownHistories['of'];

function keepMonth(
  dataDir: string,
  month: string,
  stories: readonly CheckedStory[],
  historyOf?: HistoryOf,
): Month {
  const parts = stories.length > mostInChunk ? groupsBy(stories, dayOf) : new Map([[month, stories]]);
  return { month, chunks: [...parts].map(([part, list]) => keepChunk(dataDir, part, list, historyOf)) };
}

type KeptChunk = Readonly<{
  stories: readonly CheckedStory[];
  histories: readonly (string | undefined)[];
  chunk: string;
}>;
const keptChunks = new Map<string, KeptChunk>();

function keepChunk(
  dataDir: string,
  part: string,
  stories: readonly CheckedStory[],
  historyOf?: HistoryOf,
): string {
  const key = `${dataDir} ${part}`;
  const known = keptChunks.get(key);
  const histories = stories.map((story) => historyOf?.(story));
  const isSame =
    known?.stories.length === stories.length &&
    stories.every(
      (story, index) => story === known.stories[index] && histories[index] === known.histories[index],
    );
  if (known && isSame) return known.chunk;
  const indexed = stories.map((story, index) => {
    const history = histories[index];
    return history === undefined ? keepStory(dataDir, story) : { ...keepStory(dataDir, story), history };
  });
  const chunk = writeObject(dataDir, JSON.stringify(indexed));
  keptChunks.set(key, { stories, histories, chunk });
  return chunk;
}

/**
 * Writes what is new among some stories, many side by side; what can be done without: `keepContent` does the same,
 * one after the other.
 */
export async function keepStories(dataDir: string, stories: readonly CheckedStory[]): Promise<void> {
  const fresh = stories.filter((story) => keptStories.get(story)?.dataDir !== dataDir);
  for (let from = 0; from < fresh.length; from += storiesAtOnce) {
    const some = fresh.slice(from, from + storiesAtOnce).map((story) => ({ story, body: bodyOf(story) }));
    const writing = writeObjects(
      dataDir,
      some.map(({ story, body }) => wholeText(story, body)),
    );
    // While the disk syncs.
    const summaries = some.map(({ story, body }) => summaryOf(story, body));
    for (const [index, object] of (await writing).entries()) {
      const [each, summary] = [some[index], summaries[index]];
      if (each && summary) keptStories.set(each.story, { dataDir, indexed: { ...summary, object } });
    }
  }
}

/** Their texts are in memory at a time. */
const storiesAtOnce = 64;

const keptStories = new WeakMap<CheckedStory, Readonly<{ dataDir: string; indexed: IndexedStory }>>();

function keepStory(dataDir: string, story: CheckedStory): IndexedStory {
  const known = keptStories.get(story);
  if (known?.dataDir === dataDir) return known.indexed;
  const body = bodyOf(story);
  const object = writeObject(dataDir, wholeText(story, body));
  const indexed = { ...summaryOf(story, body), object };
  keptStories.set(story, { dataDir, indexed });
  return indexed;
}

/** A story's object: what its page shows. In which bytes it was written is no part of it. */
const wholeText = ({ imprint: _, ...story }: CheckedStory, body: Body) => JSON.stringify({ ...story, body });

function summaryOf(story: CheckedStory, { tree, text }: Body): Omit<IndexedStory, 'object'> {
  const {
    body: _,
    sources: __,
    corrections,
    redactions: ___,
    imprint: ____,
    file: _____,
    ...summary
  } = story;
  const figures = figuresIn(tree);
  return {
    ...summary,
    ...(corrections.length > 0 ? { correctedAt: corrections.map(({ at }) => at) } : {}),
    ...(figures.length > 0 ? { figures } : {}),
    terms: termsOf(story, text),
  };
}

/** A checked story's text, read from the disk if it lies there. */
export const bodyOf = ({ body }: CheckedStory): Body => (typeof body === 'function' ? body() : body);

const times = new WeakMap<CheckedStory, number>();

/** When it was last published or updated, in milliseconds since 1970. */
function timeOf(story: CheckedStory): number {
  const known = times.get(story);
  if (known !== undefined) return known;
  const time = Date.parse(story.updatedAt ?? story.publishedAt);
  times.set(story, time);
  return time;
}

/** When the newest thing among some stories was published or updated. */
function latestIn(stories: readonly CheckedStory[]): string {
  let latest = '1970-01-01T00:00:00Z';
  let instant = 0;
  for (const story of stories) {
    const time = timeOf(story);
    if (time <= instant) continue;
    instant = time;
    latest = story.updatedAt ?? story.publishedAt;
  }
  return latest;
}
