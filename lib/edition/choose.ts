/** Chooses from all content what an edition at one instant holds. */
import { agesAt } from './age.ts';
import { overAt } from './live.ts';
import type { CheckedStory, Content, FrontPlan, InstantText, Series, Site, Translation } from './model.ts';
import { translationsAmong } from './translations.ts';
import { nextChange, visibility } from './visibility.ts';

/** A withdrawn story: its address answers 410, or 451, and says why and when; nothing else of it remains. */
export type Gone = Readonly<{
  /** By which feeds have told of it. */
  id: string;
  slug: string;
  reason: string;
  at?: InstantText;
  /** The law demanded it (RFC 7725). */
  legal?: true;
  /** So lately that feeds still tell their readers to forget it. */
  recent?: true;
}>;

/** How long feeds tell of a takedown, in milliseconds: a reader's program that looks once a month learns of it. */
const recently = 30 * 24 * 3_600_000;

export type Chosen = Readonly<{
  content: Content;
  gone: readonly Gone[];
  /** Old slug → the slug it has now. */
  moved: Readonly<Record<string, string>>;
  /** When this choice is next out of date by itself, in milliseconds since 1970. */
  changesAt?: number;
}>;

/**
 * What the public may see at an instant (milliseconds since 1970), with pins and banner that are in force.
 * Of a hidden story nothing is left, not even its slug where others name it.
 */
export function choose(content: Content, at: number): Chosen {
  const { timeZone } = content.site;
  const seen = new Map(content.stories.map((story) => [story.slug, visibility(story, at)]));
  const isPublic = (slug: string) => seen.get(slug) === 'public';
  const stories = content.stories.filter(({ slug }) => isPublic(slug));
  const ages = stories.map((story) => ageOf(story, timeZone));
  const translations = translationsAmong(stories);
  const gone = content.stories
    .filter(({ slug }) => seen.get(slug) === 'withdrawn')
    .map((story) => goneOf(story, at));
  const addressed = new Set([...stories, ...gone].map(({ slug }) => slug));
  const moved: Record<string, string> = {};
  for (const story of content.stories) {
    if (!addressed.has(story.slug)) continue;
    for (const old of story.formerly) if (!addressed.has(old)) moved[old] = story.slug;
  }
  const changes = [
    ...content.stories.map((story) => nextChange(story, at)),
    ...ages.map((instant) => later(instant, at)),
    ...gone.map((each) => later(forgottenAt(each), at)),
    ...stories.map((story) => later(overAt(story), at)),
    ...untils(content.site).map((until) => later(until, at)),
  ].filter((instant) => instant !== undefined);
  return {
    content: {
      ...content,
      site: siteAt(content.site, at, isPublic),
      series: seriesOf(content, isPublic),
      stories: stories.map((story, index) => {
        const marks = { aged: (ages[index] ?? Number.NaN) <= at, over: overAt(story) <= at };
        return asChosen(story, marks, isPublic, translations.get(story.slug));
      }),
    },
    gone,
    moved,
    changesAt: changes.length > 0 ? changes.reduce((a, b) => Math.min(a, b)) : undefined,
  };
}

const knownAges = new WeakMap<CheckedStory, Readonly<{ timeZone: string; at: number }>>();

/** Calendars are slow, and a story's day doesn't change. */
function ageOf(story: CheckedStory, timeZone: string): number {
  const known = knownAges.get(story);
  if (known?.timeZone === timeZone) return known.at;
  const at = agesAt(story, timeZone);
  knownAges.set(story, { timeZone, at });
  return at;
}

const copies = new WeakMap<CheckedStory, Readonly<{ as: string; copy: CheckedStory }>>();

/** The story itself where nothing has to be changed, and the same copy as before where the same has to be. */
function asChosen(
  story: CheckedStory,
  { aged, over }: Readonly<{ aged: boolean; over: boolean }>,
  isPublic: (slug: string) => boolean,
  translations: readonly Translation[] | undefined,
): CheckedStory {
  const related = story.related.filter(isPublic);
  const isSame = related.length === story.related.length && !story.translationOf && !translations;
  if (!aged && !over && isSame) return story;
  const as = JSON.stringify([aged, over, related, translations]);
  const known = copies.get(story);
  if (known?.as === as) return known.copy;
  const { translationOf, ...rest } = story;
  const isOriginalThere = translations?.some(({ slug }) => slug === translationOf);
  const copy: CheckedStory = {
    ...rest,
    related,
    ...(aged ? { aged: true } : {}),
    ...(over ? { over: true } : {}),
    ...(isOriginalThere ? { translationOf } : {}),
    ...(translations ? { translations } : {}),
  };
  copies.set(story, { as, copy });
  return copy;
}

/** Of a series nobody learns how many parts it will have, and of one without a part that it is planned. */
const seriesOf = ({ series }: Content, isPublic: (slug: string) => boolean): Series[] =>
  series
    .map((each) => ({ ...each, stories: each.stories.filter(isPublic) }))
    .filter(({ stories }) => stories.length > 0);

const forgottenAt = ({ at }: Gone) => Date.parse(at ?? '') + recently;

function goneOf({ id, slug, withdrawnReason, withdrawnAt, withdrawnLegal }: CheckedStory, now: number): Gone {
  const gone: Gone = {
    id,
    slug,
    reason: withdrawnReason ?? '',
    ...(withdrawnAt === undefined ? {} : { at: withdrawnAt }),
    ...(withdrawnLegal ? { legal: true } : {}),
  };
  return forgottenAt(gone) > now ? { ...gone, recent: true } : gone;
}

const later = (instant: number, at: number) =>
  instant > at && instant < Number.POSITIVE_INFINITY ? instant : undefined;

function untils(site: Site): number[] {
  const pins = Object.values(site.fronts).flatMap((plan) => plan.pins.map((pin) => Date.parse(pin.until)));
  return site.banner ? [...pins, Date.parse(site.banner.until)] : pins;
}

function siteAt(site: Site, at: number, isPublic: (slug: string) => boolean): Site {
  const inForce = ({ slots, pins }: FrontPlan): FrontPlan => ({
    slots: slots.filter(({ story }) => isPublic(story)),
    pins: pins.filter(({ story, until }) => Date.parse(until) > at && isPublic(story)),
  });
  const { banner, ...rest } = site;
  return {
    ...rest,
    fronts: Object.fromEntries(Object.entries(site.fronts).map(([name, plan]) => [name, inForce(plan)])),
    ...(banner && Date.parse(banner.until) > at ? { banner: bannerAt(banner, isPublic) } : {}),
  };
}

/** The line stays without its link while the story it leads to can't be seen. */
function bannerAt(banner: NonNullable<Site['banner']>, isPublic: (slug: string) => boolean) {
  const { story, ...line } = banner;
  return story !== undefined && isPublic(story) ? banner : line;
}
