/** The list of the most read as it stands in a page when it is rendered; the reader's script brings it up to date. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writeWhole } from '#lib/disk/write.ts';
import { apartIn, mainStories } from '#lib/edition/languages.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import type { MostRead } from './shapes.ts';

/** Rows of the list, which has the room for them whatever it shows. */
const rowsShown = 5;
/** A shorter list says little: then the newest stories stand there, and are called so (as in reader/most-read.ts). */
const leastRows = 3;

const fileIn = (dataDir: string) =>
  path.join(/* turbopackIgnore: true */ dataDir, 'audience', 'most-read.json');

/** Keeps the list for pages that are rendered from now on. */
export function keepMostRead(dataDir: string, list: MostRead): void {
  writeWhole(fileIn(dataDir), JSON.stringify(list));
}

export type Shown = Readonly<{ span: 'today' | 'week' | 'newest'; stories: readonly IndexedStory[] }>;

/**
 * Not part of what decides whether a page is rendered anew: it changes by the minute, and the script follows it.
 * Stories that the edition doesn't have are left out. Where nothing was read yet the newest stand there, in the language
 * of the page.
 */
export function mostReadShown(edition: Edition, page?: Pick<IndexedStory, 'lang'>): Shown {
  const list = readKept(settingsHere().dataDir);
  for (const span of ['today', 'week'] as const) {
    const stories = (list?.[span] ?? []).flatMap(({ address }) => edition.summary(slugOf(address)) ?? []);
    if (stories.length >= leastRows) return { span, stories: stories.slice(0, rowsShown) };
  }
  const language = page && apartIn(page, edition.site);
  const newest = language === undefined ? mainStories(edition) : edition.inLanguage(language);
  return { span: 'newest', stories: newest.slice(0, rowsShown) };
}

const slugOf = (address: string) => address.replace('/articles/', '');

function readKept(dataDir: string): MostRead | undefined {
  try {
    return JSON.parse(readFileSync(/* turbopackIgnore: true */ fileIn(dataDir), 'utf8')) as MostRead;
  } catch {
    return undefined;
  }
}
