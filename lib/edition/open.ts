/** Opens an edition's content, for pages, feeds and cards to ask. */
import { readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '#lib/content/problem.ts';
import { readSettings } from '#lib/settings/settings.ts';
import type { Chosen, Gone } from './choose.ts';
import type { Author, Page, Section, Site, Story, StorySummary, Topic } from './model.ts';
import { hashOf, readObject, switchPointer, writeObject, writeWhole } from './objects.ts';

/** A story in the index: what lists show, and the name of the object that holds the whole. */
export type IndexedStory = StorySummary &
  Readonly<{ object: string; related: readonly string[]; corrected?: true }>;

type Index = Readonly<{
  site: Site;
  sections: readonly Section[];
  topics: readonly Topic[];
  authors: readonly Author[];
  pages: readonly Page[];
  stories: readonly IndexedStory[];
  gone: readonly Gone[];
  moved: Readonly<Record<string, string>>;
  /** Only while somebody writes (`newsroom dev`): never in an edition. */
  proof?: Proof;
}>;

/** What a writer has to know beside the pages: files left out for their faults, stories the public can't see yet. */
export type Proof = Readonly<{ problems: readonly Problem[]; unpublished: readonly string[] }>;

/** An edition's content. Lists are newest first. */
export type Edition = Index &
  Readonly<{
    /** Name of this content: the hash of its index. */
    name: string;
    /** When the newest thing in it was published or updated. */
    date: string;
    summary: (slug: string) => IndexedStory | undefined;
    summaryById: (id: string) => IndexedStory | undefined;
    story: (slug: string) => Story | undefined;
    inSection: (slug: string) => readonly IndexedStory[];
    onTopic: (slug: string) => readonly IndexedStory[];
    byAuthor: (slug: string) => readonly IndexedStory[];
    section: (slug: string) => Section | undefined;
    topic: (slug: string) => Topic | undefined;
    author: (slug: string) => Author | undefined;
    page: (slug: string) => Page | undefined;
  }>;

/** Keeps what was chosen as objects and an index; gives the name by which it can be opened. */
export function keepContent(dataDir: string, { content, gone, moved }: Chosen, proof?: Proof): string {
  const stories = content.stories.map((story) => {
    const { body: _, sources: __, corrections, file: ___, ...summary } = story;
    const corrected = corrections.length > 0 || undefined;
    return { ...summary, corrected, object: writeObject(dataDir, JSON.stringify(story)) };
  });
  const { site, sections, topics, authors, pages } = content;
  const index: Index = { site, sections, topics, authors, pages, stories, gone, moved, proof };
  const text = JSON.stringify(index);
  const name = hashOf(text);
  writeWhole(path.join(dataDir, 'content', `${name}.json`), text);
  return name;
}

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

// One edition a process: App Router pages, route handlers and Pages API routes don't share
// module instances, but they share the global object.
const shared = globalThis as { [key: symbol]: Edition | undefined };
const key = Symbol.for('china-topix.edition');

/** The edition that is being rendered now. Throws, with the remedy, if content was never prepared. */
export function edition(): Edition {
  const { dataDir } = readSettings(process.env);
  let target: string;
  try {
    const link = path.join(/* turbopackIgnore: true */ dataDir, 'content', 'current');
    target = readlinkSync(/* turbopackIgnore: true */ link);
  } catch (cause) {
    throw new Error(`No content is prepared in ${dataDir}. Run: npx newsroom prepare`, { cause });
  }
  const name = target.replace(/\.json$/, '');
  const open = shared[key];
  if (open?.name === name) return open;
  const opened = openContent(dataDir, name);
  shared[key] = opened;
  return opened;
}

function withLookups(dataDir: string, name: string, index: Index): Edition {
  const bySlug = new Map(index.stories.map((story) => [story.slug, story]));
  const byId = new Map(index.stories.map((story) => [story.id, story]));
  const named = <T extends { slug: string }>(list: readonly T[]) => {
    const map = new Map(list.map((item) => [item.slug, item]));
    return (slug: string) => map.get(slug);
  };
  const grouped = (keysOf: (story: IndexedStory) => readonly string[]) => {
    const map = new Map<string, IndexedStory[]>();
    for (const story of index.stories) {
      for (const group of keysOf(story)) {
        const members = map.get(group);
        if (members) members.push(story);
        else map.set(group, [story]);
      }
    }
    return (slug: string) => map.get(slug) ?? [];
  };
  const load = (found: IndexedStory | undefined) =>
    found && (JSON.parse(readObject(dataDir, found.object).toString('utf8')) as Story);
  const times = index.stories.map((story) => story.updatedAt ?? story.publishedAt);
  return {
    ...index,
    name,
    date: times.reduce((a, b) => (Date.parse(b) > Date.parse(a) ? b : a), '1970-01-01T00:00:00Z'),
    summary: (slug) => bySlug.get(slug),
    summaryById: (id) => byId.get(id),
    story: (slug) => load(bySlug.get(slug)),
    inSection: grouped((story) => [story.section]),
    onTopic: grouped((story) => story.topics),
    byAuthor: grouped((story) => story.authors),
    section: named(index.sections),
    topic: named(index.topics),
    author: named(index.authors),
    page: named(index.pages),
  };
}
