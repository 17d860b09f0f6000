/** Keeps what was chosen for an edition: an object for each story, one for each month's list, an index over them. */
import path from 'node:path';
import type { Chosen } from './choose.ts';
import { figuresIn } from './figures.ts';
import type { Body, CheckedStory } from './model.ts';
import { hashOf, writeObject, writeWhole } from './objects.ts';
import type { Index, IndexedStory, Month } from './open.ts';

/** Gives the name by which it can be opened. What was kept before, here and by this process, costs nothing. */
export function keepContent(
  dataDir: string,
  { content, gone, moved }: Chosen,
  more: Pick<Index, 'proof' | 'preview'> = {},
): string {
  const { site, sections, topics, authors, pages, stories } = content;
  const months = [...byMonth(stories)].map(([month, list]) => keepMonth(dataDir, month, list));
  const index: Index = {
    site,
    sections,
    topics,
    authors,
    pages,
    months,
    gone,
    moved,
    date: latestIn(stories),
    ...more,
  };
  const text = JSON.stringify(index);
  const name = hashOf(text);
  writeWhole(path.join(dataDir, 'content', `${name}.json`), text);
  return name;
}

/** Months by UTC, newest first like the stories. */
function byMonth(stories: readonly CheckedStory[]): Map<string, CheckedStory[]> {
  const months = new Map<string, CheckedStory[]>();
  for (const story of stories) {
    const month = new Date(story.publishedAt).toISOString().slice(0, 7);
    const list = months.get(month);
    if (list) list.push(story);
    else months.set(month, [story]);
  }
  return months;
}

const keptMonths = new Map<string, Readonly<{ stories: readonly CheckedStory[]; chunk: string }>>();

function keepMonth(dataDir: string, month: string, stories: readonly CheckedStory[]): Month {
  const key = `${dataDir} ${month}`;
  const known = keptMonths.get(key);
  const isSame =
    known?.stories.length === stories.length &&
    stories.every((story, index) => story === known.stories[index]);
  if (known && isSame) return { month, chunk: known.chunk };
  const indexed = stories.map((story) => keepStory(dataDir, story));
  const chunk = writeObject(dataDir, JSON.stringify(indexed));
  keptMonths.set(key, { stories, chunk });
  return { month, chunk };
}

const keptStories = new WeakMap<CheckedStory, Readonly<{ dataDir: string; indexed: IndexedStory }>>();

function keepStory(dataDir: string, story: CheckedStory): IndexedStory {
  const known = keptStories.get(story);
  if (known?.dataDir === dataDir) return known.indexed;
  const body = bodyOf(story);
  const object = writeObject(dataDir, JSON.stringify({ ...story, body }));
  const { body: _, sources: __, corrections, file: ___, ...summary } = story;
  const figures = figuresIn(body.tree);
  const indexed: IndexedStory = {
    ...summary,
    ...(corrections.length > 0 ? { corrected: true } : {}),
    ...(figures.length > 0 ? { figures } : {}),
    object,
  };
  keptStories.set(story, { dataDir, indexed });
  return indexed;
}

/** A checked story's text, read from the disk if it lies there. */
export const bodyOf = ({ body }: CheckedStory): Body => (typeof body === 'function' ? body() : body);

/** When the newest thing among some stories was published or updated. */
function latestIn(stories: readonly CheckedStory[]): string {
  let latest = '1970-01-01T00:00:00Z';
  for (const { publishedAt, updatedAt } of stories) {
    const time = updatedAt ?? publishedAt;
    if (Date.parse(time) > Date.parse(latest)) latest = time;
  }
  return latest;
}
