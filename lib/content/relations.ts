/** What only shows when all documents are known: references, links, duplicates. */
import type { CheckedFile } from './file.ts';
import { type Finding, nearest, type Position } from './problem.ts';
import type { SiteData, StoryData } from './schemas.ts';

type Found = [file: string, finding: Finding];
type StoryFile = CheckedFile & { data: StoryData };

/** Addresses that are always there. */
const fixed = ['/', '/homepage', '/feed.xml', '/sitemap.xml', '/robots.txt'];

export function findRelations(files: readonly CheckedFile[]): Found[] {
  const stories = files.filter((file): file is StoryFile => file.type === 'Story' && file.data !== undefined);
  return [
    ...stories.flatMap((story) => findReferences(story, files)),
    ...findSiteReferences(files),
    ...findDuplicates(files, stories),
    ...files.flatMap((file) => findBrokenLinks(file, files)),
  ];
}

const placeOf = (file: CheckedFile, field: string): Position =>
  file.positions[field] ?? { line: 1, column: 1 };
const slugsOf = (files: readonly CheckedFile[], type: string) =>
  files.filter((file) => file.type === type).map(({ slug }) => slug);

function unknown(
  file: CheckedFile,
  field: string,
  kind: string,
  slug: string,
  right: readonly string[],
): Found {
  return [
    file.file,
    {
      ...placeOf(file, field),
      field,
      what: `there is no ${kind} "${slug}"`,
      mend: nearest(slug, right, `write the slug of a ${kind} that exists`),
    },
  ];
}

function findReferences(story: StoryFile, files: readonly CheckedFile[]): Found[] {
  const { section, topics, authors, related } = story.data;
  const missing = (field: string, kind: string, type: string, slugs: readonly string[]) => {
    const right = slugsOf(files, type);
    return slugs.flatMap((slug, index) =>
      right.includes(slug) ? [] : [unknown(story, `${field}.${index}`, kind, slug, right)],
    );
  };
  const sections = slugsOf(files, 'Section');
  const self = related.indexOf(story.slug);
  return [
    ...(sections.includes(section) ? [] : [unknown(story, 'section', 'section', section, sections)]),
    ...missing('topics', 'topic', 'Topic', topics),
    ...missing('authors', 'author', 'Author', authors),
    ...missing('related', 'story', 'Story', related),
    ...(self < 0
      ? []
      : [
          [
            story.file,
            {
              ...placeOf(story, `related.${self}`),
              field: 'related',
              what: 'is the story itself',
              mend: 'leave it out',
            },
          ] as Found,
        ]),
  ];
}

function findSiteReferences(files: readonly CheckedFile[]): Found[] {
  const site = files.find((file) => file.type === 'Site');
  const data = site?.data as SiteData | undefined;
  if (!site || !data) return [];
  const stories = slugsOf(files, 'Story');
  const fronts = ['home', ...slugsOf(files, 'Section')];
  const found: Found[] = [];
  for (const [name, plan] of Object.entries(data.fronts)) {
    const key = `fronts.${name}`;
    if (!fronts.includes(name))
      found.push([
        site.file,
        {
          ...(site.positions[`key:${key}`] ?? placeOf(site, key)),
          field: key,
          what: `there is no front "${name}"`,
          mend: nearest(name, fronts),
        },
      ]);
    for (const list of ['slots', 'pins'] as const) {
      for (const [index, { story }] of plan[list].entries()) {
        if (!stories.includes(story))
          found.push(unknown(site, `${key}.${list}.${index}.story`, 'story', story, stories));
      }
    }
  }
  if (data.banner?.story && !stories.includes(data.banner.story))
    found.push(unknown(site, 'banner.story', 'story', data.banner.story, stories));
  return found;
}

/** Ids, file names and old slugs must be told apart even where case is ignored. */
function findDuplicates(files: readonly CheckedFile[], stories: readonly StoryFile[]): Found[] {
  const found: Found[] = [];
  const once = (taken: Map<string, string>, name: string, file: CheckedFile, field: string, mend: string) => {
    const other = taken.get(name.toLowerCase());
    if (other === undefined) taken.set(name.toLowerCase(), file.file);
    else
      found.push([
        file.file,
        { ...placeOf(file, field), field, what: `"${name}" is taken by ${other}`, mend },
      ]);
  };
  const ids = new Map<string, string>();
  for (const story of stories)
    once(
      ids,
      story.data.id,
      story,
      'id',
      'give each story an id of its own; ids never change, so change the newer one',
    );
  const slugs = new Map<string, string>();
  for (const file of files)
    if (file.type === 'Story')
      once(slugs, file.slug, file, 'slug', 'rename one of the files: both would have the same address');
  for (const story of stories) {
    for (const [index, old] of story.data.formerly.entries())
      once(
        slugs,
        old,
        story,
        `formerly.${index}`,
        'an address can lead to one story only; leave it out here',
      );
  }
  for (const type of ['Section', 'Topic', 'Author', 'Page']) {
    const names = new Map<string, string>();
    for (const file of files)
      if (file.type === type) once(names, file.slug, file, 'slug', 'rename one of the files');
  }
  return found;
}

function findBrokenLinks(from: CheckedFile, files: readonly CheckedFile[]): Found[] {
  return from.links.flatMap(({ url, line, column }): Found[] => {
    const say = (what: string, mend: string): Found[] => [[from.file, { line, column, what, mend }]];
    const [address = '', anchor] = url.split('#') as [string, string?];
    const bare = address.replace(/\?.*$/, '').replace(/(?<=.)\/$/, '');
    if (bare !== '' && fixed.includes(bare)) return [];
    const target = bare === '' ? from : targetOf(bare, files);
    if (!target)
      return say(`${url} leads nowhere`, nearest(bare, addressesOf(files), 'link to a page that exists'));
    const { status } = (target.data ?? {}) as Partial<StoryData>;
    if (target !== from && target.type === 'Story' && status !== undefined && status !== 'published') {
      return say(
        `${url} leads to a story that is ${status === 'draft' ? 'a draft' : 'withdrawn'}`,
        'publish that story first, or take the link out',
      );
    }
    if (anchor && target.body && !target.anchors.includes(decode(anchor))) {
      return say(
        `there is no #${anchor} there`,
        nearest(anchor, target.anchors, 'link to a heading that exists'),
      );
    }
    return [];
  });
}

/** A `%` that stands for nothing is taken as it is. */
function decode(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}

const folders: Record<string, string> = {
  Story: '/articles/',
  Section: '/sections/',
  Topic: '/topics/',
  Author: '/authors/',
  Page: '/',
};
const addressOf = ({ type, slug }: CheckedFile) =>
  type && folders[type] ? `${folders[type]}${slug}` : undefined;

function targetOf(address: string, files: readonly CheckedFile[]): CheckedFile | undefined {
  return files.find((file) => addressOf(file) === address);
}

function addressesOf(files: readonly CheckedFile[]): string[] {
  return [...fixed, ...files.map(addressOf).filter((address) => address !== undefined)];
}
