/** Chooses from all content what an edition at one instant holds. */
import { agesAt } from './age.ts';
import { overAt } from './live.ts';
import type { Content, FrontPlan, Site, Story } from './model.ts';
import { nextChange, visibility } from './visibility.ts';

/** A withdrawn story: its address answers 410 and says why; nothing else of it remains. */
export type Gone = Readonly<{ slug: string; reason: string }>;

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
  const stories = content.stories
    .filter(({ slug }) => isPublic(slug))
    .map((story) => ({ ...story, related: story.related.filter(isPublic) }));
  const ages = stories.map((story) => agesAt(story, timeZone));
  const gone = content.stories
    .filter(({ slug }) => seen.get(slug) === 'withdrawn')
    .map(({ slug, withdrawnReason }) => ({ slug, reason: withdrawnReason ?? '' }));
  const addressed = new Set([...stories, ...gone].map(({ slug }) => slug));
  const moved: Record<string, string> = {};
  for (const story of content.stories) {
    if (!addressed.has(story.slug)) continue;
    for (const old of story.formerly) if (!addressed.has(old)) moved[old] = story.slug;
  }
  const changes = [
    ...content.stories.map((story) => nextChange(story, at)),
    ...ages.map((instant) => later(instant, at)),
    ...stories.map((story) => later(overAt(story), at)),
    ...untils(content.site).map((until) => later(until, at)),
  ].filter((instant) => instant !== undefined);
  const marked = (story: Story, index: number): Story => ({
    ...story,
    ...((ages[index] ?? Number.NaN) <= at ? { aged: true } : {}),
    ...(overAt(story) <= at ? { over: true } : {}),
  });
  return {
    content: { ...content, site: siteAt(content.site, at, isPublic), stories: stories.map(marked) },
    gone,
    moved,
    changesAt: changes.length > 0 ? changes.reduce((a, b) => Math.min(a, b)) : undefined,
  };
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
