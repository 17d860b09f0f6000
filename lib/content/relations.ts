/** What only shows when all documents are known: references, links, duplicates, and that what is counted is said. */
import type { Nodes } from 'hast';
import { furnishedLanguages } from '#lib/words/furniture.ts';
import { duplicatesIn } from './duplicates.ts';
import { entriesAhead } from './entries.ts';
import { type CheckedFile, storyOf } from './file.ts';
import { type Found, placeOf, unknown } from './found.ts';
import { Library } from './library.ts';
import { nearest } from './problem.ts';
import type { SiteData } from './schemas.ts';
import { faultsInSeries, isUnseen } from './series.ts';
import { outlives } from './times.ts';
import { translationFaultsIn } from './translations.ts';

/** What was found right at an instant. */
type Sound = Readonly<{ files: readonly CheckedFile[]; library: Library; at: number }>;

/** Looks again and again: where everything was right, only at what has changed since. */
export class Relations {
  #sound: Sound | undefined;

  /** `at` is now, in milliseconds since 1970: a link to what is public by now is right, whenever it came. */
  find(files: readonly CheckedFile[], at: number): Found[] {
    const changed = this.#sound && changedSince(this.#sound, files, at);
    const library = changed && this.#sound ? this.#sound.library : new Library(files);
    const found = changed
      ? changed.flatMap((file) => findIn(file, library, at))
      : [
          ...files.flatMap((file) => findIn(file, library, at)),
          ...duplicatesIn(library),
          ...faultsInSeries(library),
          ...translationFaultsIn(library),
        ];
    this.#sound = found.length === 0 ? { files, library, at } : undefined;
    return found;
  }
}

/**
 * Stories that have changed, if that is all and no other file can see it: what was right stays right by the passing of
 * time (times.ts). Otherwise nothing, and everything has to be looked at.
 */
function changedSince(sound: Sound, files: readonly CheckedFile[], at: number): CheckedFile[] | undefined {
  if (at < sound.at || files.length !== sound.files.length) return undefined;
  const changed: CheckedFile[] = [];
  for (const [index, file] of files.entries()) {
    const before = sound.files[index];
    if (file === before) continue;
    if (file.type !== 'Story' || !before || seenByOthers(file) !== seenByOthers(before)) return undefined;
    changed.push(file);
  }
  return changed;
}

/** Everything of a story that decides whether others are right that link to it, name it, translate it, or want its names. */
function seenByOthers(story: CheckedFile): string {
  const { id, formerly, status, publishedAt, embargoUntil, expiresAt, lang, translationOf } = storyOf(story);
  const times = [status, publishedAt, embargoUntil, expiresAt];
  return JSON.stringify([story.file, story.type, story.anchors, id, formerly, times, lang, translationOf]);
}

function findIn(file: CheckedFile, library: Library, at: number): Found[] {
  const ahead = entriesAhead(file.entries ?? [], at).map((finding): Found => [file.file, finding]);
  const links = findBrokenLinks(file, library, at);
  switch (file.type) {
    case 'Story':
      return [...findReferences(file, library), ...links, ...ahead];
    case 'Site':
      return [...findSiteReferences(file, library), ...findSilence(file, library), ...links];
    default:
      return links;
  }
}

/** Lists of slugs in which each must exist and stand once. */
const lists = [
  ['topics', 'Topic'],
  ['authors', 'Author'],
  ['related', 'Story'],
] as const;

function findReferences(story: CheckedFile, library: Library): Found[] {
  const data = storyOf(story);
  const found: Found[] = [];
  if (data.section !== undefined && !library.has('Section', data.section))
    found.push(unknown(story, 'section', 'Section', data.section, library));
  for (const [list, type] of lists) {
    const seen = new Set<string>();
    for (const [index, slug] of (data[list] ?? []).entries()) {
      // A faulty item of the list has been reported, and is nothing here.
      if (slug === undefined) continue;
      const field = `${list}.${index}`;
      const say = (what: string) =>
        found.push([story.file, { ...placeOf(story, field), field, what, mend: 'leave it out' }]);
      if (!library.has(type, slug)) found.push(unknown(story, field, type, slug, library));
      else if (seen.has(slug)) say(`"${slug}" stands there twice`);
      else if (type === 'Story' && slug === story.slug) say('is the story itself');
      seen.add(slug);
    }
  }
  return found;
}

function findSiteReferences(site: CheckedFile, library: Library): Found[] {
  const { fronts = {}, banner } = (site.data ?? site.parts ?? {}) as Partial<SiteData>;
  const known = ['home', ...library.slugs('Section'), ...furnishedLanguages];
  const found: Found[] = [];
  for (const [name, plan] of Object.entries(fronts)) {
    const field = `fronts.${name}`;
    if (!known.includes(name)) {
      const place = site.positions[`key:${field}`] ?? placeOf(site, field);
      found.push([
        site.file,
        { ...place, field, what: `there is no front "${name}"`, mend: nearest(name, known) },
      ]);
    }
    for (const list of ['slots', 'pins'] as const) {
      for (const [index, item] of (plan?.[list] ?? []).entries()) {
        if (item?.story !== undefined && !library.has('Story', item.story))
          found.push(unknown(site, `${field}.${list}.${index}.story`, 'Story', item.story, library));
      }
    }
  }
  if (banner?.story !== undefined && !library.has('Story', banner.story))
    found.push(unknown(site, 'banner.story', 'Story', banner.story, library));
  return found;
}

/** Where readers are counted, the privacy page has to say so. */
function findSilence(site: CheckedFile, library: Library): Found[] {
  const { audience } = (site.data ?? site.parts ?? {}) as Partial<SiteData>;
  if (audience?.mode === undefined || audience.mode === 'off') return [];
  const field = 'audience.mode';
  const say = (what: string, mend: string): Found[] => [
    [site.file, { ...placeOf(site, field), field, what, mend: `${mend}, or write mode: off` }],
  ];
  const page = library.at('/privacy');
  if (!page)
    return say(
      'readers are counted, and there is no pages/privacy.mdx',
      'write one with <AudienceNotice /> in it',
    );
  // A body that can't be read has been reported.
  if (!page.body || holds(page.body.tree, 'AudienceNotice')) return [];
  return say('readers are counted, and pages/privacy.mdx doesn’t say so', 'put <AudienceNotice /> there');
}

function holds(node: Nodes, component: string): boolean {
  if (node.type === 'element' && node.tagName === component) return true;
  return 'children' in node && node.children.some((child) => holds(child, component));
}

function findBrokenLinks(from: CheckedFile, library: Library, at: number): Found[] {
  return from.links.flatMap(({ url, line, column }): Found[] => {
    const say = (what: string, mend: string): Found[] => [[from.file, { line, column, what, mend }]];
    const [address = '', anchor] = url.split('#') as [string, string?];
    const bare = address.replace(/\?.*$/, '').replace(/(?<=.)\/$/, '');
    if (bare !== '' && library.isFixed(bare)) return [];
    const target = bare === '' ? from : library.at(bare);
    if (!target) {
      const moved = library.movedTo(bare.replace(/^\/articles\//, ''));
      if (moved) return say(`${url} is an old address`, `link to /articles/${moved}`);
      return say(`${url} leads nowhere`, nearestAddress(bare, library.addresses()));
    }
    if (anchor && target.anchors && !target.anchors.includes(decode(anchor)))
      return say(
        target === from
          ? `there is no heading #${anchor} in this text`
          : `there is no heading #${anchor} there`,
        nearest(anchor, target.anchors, 'link to a heading that exists'),
      );
    if (target.type === 'Series' && isUnseen(target, from, library, at))
      return say(
        `${url} leads to a series of which nobody sees a part`,
        'publish one first, or take the link out',
      );
    if (target === from || target.type !== 'Story') return [];
    const fault = outlives(from, storyOf(target), at);
    return fault ? say(`${url} leads to a story ${fault.what}`, fault.mend) : [];
  });
}

/** Judged by the last part: all addresses of stories begin alike. */
function nearestAddress(wrong: string, right: readonly string[]): string {
  const name = wrong.slice(wrong.lastIndexOf('/') + 1);
  const folder = wrong.slice(0, -name.length);
  const beside = right
    .filter((address) => address.startsWith(folder))
    .map((each) => each.slice(folder.length));
  const otherwise =
    beside.length > 0 ? 'link to a page that exists' : nearest(wrong, right, 'link to a page that exists');
  return nearest(name, beside, otherwise).replace(/^did you mean (?!\/)/, `did you mean ${folder}`);
}

/** A `%` that stands for nothing is taken as it is. */
function decode(anchor: string): string {
  try {
    return decodeURIComponent(anchor);
  } catch {
    return anchor;
  }
}
