/** Test data: stories, sites and whole editions, made from as little as a test wants to say. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { choose } from './choose.ts';
import { keepContent } from './keep.ts';
import type { Content, Site, Story } from './model.ts';
import { type Edition, openContent } from './open.ts';

export const noon = Date.parse('2026-11-24T12:00:00Z');

export function story(slug: string, fields: Partial<Story> = {}): Story {
  const text = `The text of ${slug}.`;
  return {
    id: `id-${slug}`,
    slug,
    headline: `Headline of ${slug}`,
    standfirst: `Standfirst of ${slug}`,
    kind: 'news',
    section: 'china',
    topics: ['time'],
    authors: ['desk'],
    publishedAt: '2026-11-24T09:00:00Z',
    status: 'published',
    formerly: [],
    lang: 'en',
    words: 4,
    sources: [],
    corrections: [],
    related: [],
    file: `stories/2026/11/${slug}.mdx`,
    body: {
      text,
      words: 4,
      tree: {
        type: 'root',
        children: [
          { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: text }] },
        ],
      },
    },
    ...fields,
  };
}

const names = ['china', 'world'] as const;

export function contentOf(stories: readonly Story[], site: Partial<Site> = {}): Content {
  return {
    site: {
      name: 'Test Post',
      tagline: 'Tested',
      description: 'A newspaper for tests.',
      lang: 'en',
      timeZone: 'Asia/Shanghai',
      publisher: 'Test Post',
      networks: {},
      fronts: {},
      audience: { mode: 'off', keepDays: 30 },
      offline: true,
      crawlers: { search: 'allow', training: 'allow', answers: 'allow' },
      ...site,
    },
    sections: names.map((slug, order) => ({
      slug,
      name: slug.toUpperCase(),
      description: 'A section.',
      order,
    })),
    topics: ['time', 'maps'].map((slug) => ({ slug, name: slug, description: 'A topic.' })),
    series: [],
    authors: ['desk', 'amy'].map((slug) => ({ slug, name: slug, kind: 'desk', description: 'An author.' })),
    pages: [],
    stories: newestFirst(stories),
  };
}

const newestFirst = (stories: readonly Story[]) =>
  stories.toSorted((a, b) => Date.parse(b.publishedAt) - Date.parse(a.publishedAt));

const folders: string[] = [];
const removeFolders = () => folders.map((folder) => rmSync(folder, { recursive: true, force: true }));

/** Opens the edition of some content at noon, through the files it is kept in. */
export function editionOf(content: Content, at = noon): Edition {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'china-topix-edition-'));
  if (folders.push(dataDir) === 1) process.once('exit', removeFolders);
  return openContent(dataDir, keepContent(dataDir, choose(content, at)));
}

/** Stories with slugs of their own, in either section, newest first. */
export const someStories = (most = 12) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: most })
    .chain((numbers) =>
      fc.tuple(
        ...numbers.map((number) =>
          fc
            .record({
              section: fc.constantFrom(...names),
              topics: fc.subarray(['time', 'maps']),
              hour: fc.integer({ min: 0, max: 9 }),
              month: fc.constantFrom('11', '10'),
              standfirst: fc.constantFrom('One.', 'Harbours and tides.', 'Tides and lanterns.'),
              status: fc.constantFrom('published', 'published', 'published', 'withdrawn'),
              related: fc.subarray(['story-1', 'story-2']),
              kind: fc.constantFrom('news', 'news', 'live'),
            })
            .map(({ hour, month, ...fields }) =>
              story(`story-${number}`, {
                ...fields,
                related: fields.related.filter((slug) => slug !== `story-${number}`),
                publishedAt: `2026-${month}-24T0${hour}:00:00Z`,
              }),
            ),
        ),
      ),
    )
    .map((stories) => newestFirst(stories as Story[]));
