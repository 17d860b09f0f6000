/** Opens an edition's content, for pages, feeds and cards to ask. */
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import { switchPointer } from '#lib/disk/write.ts';
import { settingsHere } from '#lib/settings/settings.ts';
import { languageOf } from '#lib/words/furniture.ts';
import type { Gone } from './choose.ts';
import type { BodyFigure } from './figures.ts';
import type { KeptHistory, Known } from './history.ts';
import { isListed } from './languages.ts';
import { liveEdition, liveName } from './manifest.ts';
import type { Author, Page, Problem, Section, Series, Site, Story, StorySummary, Topic } from './model.ts';
import { readObject } from './objects.ts';

/** A story in the index: what lists show, and the name of the object that holds the whole. */
export type IndexedStory = StorySummary &
  Readonly<{
    object: string;
    related: readonly string[];
    /** When it was corrected, if it was. */
    correctedAt?: readonly string[];
    /** Its most characteristic words, by which it is compared with its neighbours (terms.ts). */
    terms?: string;
    /** Name of the object with its earlier versions, if there were any (lib/history). */
    history?: string;
    /** Pictures in its text. */
    figures?: readonly BodyFigure[];
  }>;

/**
 * A month's stories are an object or, in a month with many, an object for each day: a story that changes leaves the
 * others alone.
 */
export type Month = Readonly<{
  /** `2026-11`, by UTC. */
  month: string;
  /** Names of the objects, newest first. */
  chunks: readonly string[];
}>;

export type Index = Readonly<{
  site: Site;
  sections: readonly Section[];
  topics: readonly Topic[];
  series: readonly Series[];
  authors: readonly Author[];
  pages: readonly Page[];
  /** Newest first. */
  months: readonly Month[];
  gone: readonly Gone[];
  moved: Readonly<Record<string, string>>;
  /** When the newest thing in it was published or updated. */
  date: string;
  /** How much git knows of the stories' earlier versions. */
  recorded: Known;
  /** Only while somebody writes (`newsroom dev`): never in an edition. */
  proof?: Proof;
  /** Only for the one who was sent a link to a story that isn't public: never in an edition. */
  preview?: Preview;
}>;

/** What a writer has to know beside the pages: files left out for their faults, stories the public can't see yet. */
export type Proof = Readonly<{ problems: readonly Problem[]; unpublished: readonly string[] }>;

/** `until`: when the link stops working. */
export type Preview = Readonly<{ slug: string; until: string }>;

/** An edition's content. Lists are newest first. */
export type Edition = Index &
  Readonly<{
    /** Name of this content: the hash of its index. */
    name: string;
    stories: readonly IndexedStory[];
    /** The stories of a month, and those of one of its objects. */
    inMonth: (month: Month) => readonly IndexedStory[];
    inChunk: (chunk: string) => readonly IndexedStory[];
    summary: (slug: string) => IndexedStory | undefined;
    summaryById: (id: string) => IndexedStory | undefined;
    story: (slug: string) => Story | undefined;
    /** A story's earlier versions; nothing if there were none. */
    history: (slug: string) => KeptHistory | undefined;
    /** Stories that name one as related. */
    naming: (slug: string) => readonly IndexedStory[];
    /** Every story in a language: `zh` for all of Chinese. */
    inLanguage: (language: string) => readonly IndexedStory[];
    /** Lists show a story once, however many languages it is in. */
    inSection: (slug: string) => readonly IndexedStory[];
    onTopic: (slug: string) => readonly IndexedStory[];
    byAuthor: (slug: string) => readonly IndexedStory[];
    section: (slug: string) => Section | undefined;
    topic: (slug: string) => Topic | undefined;
    author: (slug: string) => Author | undefined;
    page: (slug: string) => Page | undefined;
  }>;

/** Makes a kept content the one that the Next.js app renders from. */
export function pointContent(dataDir: string, name: string): void {
  switchPointer(path.join(dataDir, 'content', 'current'), `${name}.json`);
}

/** Opens a kept content by its name. Throws if it isn't there. */
export function openContent(dataDir: string, name: string): Edition {
  const file = path.join(/* turbopackIgnore: true */ dataDir, 'content', `${name}.json`);
  const index = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, 'utf8')) as Index;
  return withLookups(dataDir, name, index);
}

/** What a process has open. App Router pages, route handlers and Pages API routes share no modules, but the global object. */
type Shared = {
  edition?: Edition;
  live?: Readonly<{ name: string; content: string }>;
  /** Months' lists of the editions opened last, the latest first. */
  opened: ReadonlyMap<string, readonly IndexedStory[]>[];
};
const key = Symbol.for('china-topix.edition');
const globals = globalThis as { [key: symbol]: Shared | undefined };
const shared: Shared = globals[key] ?? { opened: [] };
globals[key] = shared;
/** The live edition, one that is being made, one to go back to. */
const remembered = 3;

/** A month's list, read once by each process as long as an edition has it. */
function monthsOf(dataDir: string, months: readonly Month[]): ReadonlyMap<string, readonly IndexedStory[]> {
  const chunks = months.flatMap((month) => month.chunks);
  const lists = chunks.map((chunk): [string, readonly IndexedStory[]] => {
    const known = shared.opened.find((lists) => lists.has(chunk))?.get(chunk);
    return [chunk, known ?? (JSON.parse(readObject(dataDir, chunk).toString('utf8')) as IndexedStory[])];
  });
  const opened = new Map(lists);
  shared.opened = [opened, ...shared.opened].slice(0, remembered);
  return opened;
}

/**
 * The edition that is being rendered now: behind the newsstand the live one (RENDER_EDITION=live), for the press and
 * for Next.js by itself the content that was prepared last. Throws, with the remedy, if there is none.
 */
export function edition(): Edition {
  const { dataDir } = settingsHere();
  const name = process.env.RENDER_EDITION === 'live' ? liveContent(dataDir) : preparedContent(dataDir);
  if (name === undefined) throw new Error(`No content is prepared in ${dataDir}. Run: npx newsroom prepare`);
  const open = shared.edition;
  if (open?.name === name) return open;
  shared.edition = openContent(dataDir, name);
  return shared.edition;
}

/** Name of the content that was prepared last, if any was. */
export function preparedContent(dataDir: string): string | undefined {
  try {
    const link = path.join(/* turbopackIgnore: true */ dataDir, 'content', 'current');
    return readlinkSync(/* turbopackIgnore: true */ link).replace(/\.json$/, '');
  } catch {
    return undefined;
  }
}

function liveContent(dataDir: string): string {
  const name = liveName(dataDir);
  if (shared.live?.name !== name || !shared.live) {
    const live = liveEdition(dataDir);
    if (!live) throw new Error(`There is no edition in ${dataDir}. Run: npm start`);
    shared.live = { name: live.name, content: live.manifest.content };
  }
  return shared.live.content;
}

function withLookups(dataDir: string, name: string, index: Index): Edition {
  const lists = monthsOf(dataDir, index.months);
  const inMonth = ({ chunks }: Month) => chunks.flatMap((chunk) => lists.get(chunk) ?? []);
  const stories = index.months.flatMap(inMonth);
  const bySlug = lazy(() => new Map(stories.map((story) => [story.slug, story])));
  const byId = lazy(() => new Map(stories.map((story) => [story.id, story])));
  const named = <T extends { slug: string }>(list: readonly T[]) => {
    const map = lazy(() => new Map(list.map((item) => [item.slug, item])));
    return (slug: string) => map().get(slug);
  };
  const grouped = (keysOf: (story: IndexedStory) => readonly string[], among = () => stories) => {
    const groups = lazy(() => groupsOf(among(), keysOf));
    return (slug: string) => groups().get(slug) ?? [];
  };
  const listed = lazy(() => stories.filter((story) => isListed(story, index.site)));
  const load = (object: string | undefined): unknown =>
    object === undefined ? undefined : JSON.parse(readObject(dataDir, object).toString('utf8'));
  return {
    ...index,
    series: index.series ?? [], // Content that was kept by an earlier version had none.
    name,
    stories,
    inMonth,
    inChunk: (chunk) => lists.get(chunk) ?? [],
    summary: (slug) => bySlug().get(slug),
    summaryById: (id) => byId().get(id),
    story: (slug) => load(bySlug().get(slug)?.object) as Story | undefined,
    history: (slug) => load(bySlug().get(slug)?.history) as KeptHistory | undefined,
    naming: grouped((story) => story.related),
    inLanguage: grouped((story) => [languageOf(story.lang)]),
    inSection: grouped((story) => [story.section], listed),
    onTopic: grouped((story) => story.topics, listed),
    byAuthor: grouped((story) => story.authors, listed),
    section: named(index.sections),
    topic: named(index.topics),
    author: named(index.authors),
    page: named(index.pages),
  };
}

/** Made when it is first asked for: most who open an edition ask little of it. */
function lazy<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function groupsOf(
  stories: readonly IndexedStory[],
  keysOf: (story: IndexedStory) => readonly string[],
): Map<string, IndexedStory[]> {
  const groups = new Map<string, IndexedStory[]>();
  for (const story of stories)
    for (const group of keysOf(story)) {
      const members = groups.get(group);
      if (members) members.push(story);
      else groups.set(group, [story]);
    }
  return groups;
}
