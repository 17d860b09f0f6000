/** Which story stands where on a front: pins, then slots, then the newest; no story twice. */
import type { FrontPlan, Section, StorySummary } from './model.ts';

/** A story on a front, under the headline that front gives it. */
export type Placed = Readonly<{ story: StorySummary; headline: string }>;

export type HomeFront = Readonly<{
  lead?: Placed;
  /** Beside and below the lead. */
  top: readonly Placed[];
  strips: readonly Readonly<{ section: Section; stories: readonly Placed[] }>[];
  latest: readonly Placed[];
}>;

const emptyPlan: FrontPlan = { slots: [], pins: [] };
const homeSizes = { top: 8, strip: 4, latest: 10 };

/**
 * The stories of a front in their order: pins (those given are taken to be in force),
 * then slots, then the rest as they come, newest first. Plans that name a story
 * which isn't among `stories` are passed over.
 */
export function rank(stories: readonly StorySummary[], plan: FrontPlan = emptyPlan): Placed[] {
  if (plan.slots.length + plan.pins.length === 0)
    return stories.map((story) => ({ story, headline: story.headline }));
  const bySlug = new Map(stories.map((story) => [story.slug, story]));
  const order = new Map<string, Placed>();
  const place = (slug: string, headline?: string) => {
    const story = bySlug.get(slug);
    if (story && !order.has(slug)) order.set(slug, { story, headline: headline ?? story.headline });
  };
  const slotHeadlines = new Map(plan.slots.map((slot) => [slot.story, slot.headline]));
  for (const pin of plan.pins) place(pin.story, slotHeadlines.get(pin.story));
  for (const slot of plan.slots) place(slot.story, slot.headline);
  for (const story of stories) place(story.slug);
  return [...order.values()];
}

/** The home front: lead, top stories, a strip for each section that has more to show, and the latest. */
export function arrangeHome(
  stories: readonly StorySummary[],
  sections: readonly Section[],
  plan?: FrontPlan,
  mostLatest = homeSizes.latest,
): HomeFront {
  const [lead, ...rest] = rank(stories, plan);
  const top = rest.slice(0, homeSizes.top);
  const left = rest.slice(homeSizes.top);
  const strips = sections.flatMap((section) => {
    const inSection = left.filter(({ story }) => story.section === section.slug).slice(0, homeSizes.strip);
    return inSection.length > 0 ? [{ section, stories: inSection }] : [];
  });
  const shown = new Set(strips.flatMap((strip) => strip.stories.map(({ story }) => story.slug)));
  const latest = left.filter(({ story }) => !shown.has(story.slug)).slice(0, mostLatest);
  return { lead, top, strips, latest };
}
