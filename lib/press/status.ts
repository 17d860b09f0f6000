/** What is live, what waits to be published, what happens next. */

import { earlierEditions, type KeptEdition, liveEdition, wentLive } from '#lib/edition/manifest.ts';
import type { CheckedStory, Problem } from '#lib/edition/model.ts';
import { openContent } from '#lib/edition/open.ts';
import type { Sources } from '#lib/edition/sources.ts';
import { nextChange, visibility } from '#lib/edition/visibility.ts';
import { type Untold, untold } from '#lib/purge/purger.ts';

export type Waiting = Readonly<{
  added: readonly string[];
  changed: readonly string[];
  removed: readonly string[];
  problems: readonly Problem[];
}>;

export type Due = Readonly<{ slug: string; headline: string; at: string; becomes: 'shown' | 'hidden' }>;

export type Status = Readonly<{
  /** Nothing before the first edition. */
  live?: Readonly<{ name: string; wentLive: string; stories: number }>;
  /** True after a rollback: nothing goes live by itself until something is published. */
  isHeld: boolean;
  /** When something changes by itself next. */
  next?: string;
  /** Published stories that will be shown or hidden by themselves, the soonest first. */
  due: readonly Due[];
  /** Files that are other than when they were published; not known while something is being published. */
  waiting?: Waiting;
  /** What caches in front could not be told yet. */
  untold?: Untold;
  /** Editions to go back to, the latest first. */
  earlier: readonly Readonly<{ name: string; wentLive: string }>[];
}>;

/** The content folder beside what the live edition was made of. */
export type Comparison = Readonly<{
  problems: readonly Problem[];
  published: Sources;
  sources: Sources;
  /** Stories as they were published, those included that nobody can see yet. */
  stories: readonly CheckedStory[];
}>;

type Known = Readonly<{ dataDir: string; isHeld: boolean; waiting: Comparison | undefined }>;

export function statusOf({ dataDir, isHeld, waiting }: Known): Status {
  const live = liveEdition(dataDir);
  const changesAt = live?.manifest.changesAt;
  return {
    live: live && {
      name: live.name,
      wentLive: text(wentLive(dataDir, live.name)),
      stories: openContent(dataDir, live.manifest.content).stories.length,
    },
    isHeld,
    next: changesAt === undefined || isHeld ? undefined : text(changesAt),
    due: waiting && !isHeld ? dueOf(waiting.stories, Date.now()) : [],
    waiting: waiting && waitingIn(waiting),
    untold: untold(dataDir),
    earlier: earlierEditions(dataDir).map((edition: KeptEdition) => ({
      name: edition.name,
      wentLive: text(edition.wentLive),
    })),
  };
}

function waitingIn({ problems, published, sources }: Comparison): Waiting {
  const files = [...sources.keys()];
  return {
    added: files.filter((file) => !published.has(file)),
    changed: files.filter((file) => published.has(file) && published.get(file) !== sources.get(file)),
    removed: [...published.keys()].filter((file) => !sources.has(file)),
    problems,
  };
}

function dueOf(stories: readonly CheckedStory[], now: number): Due[] {
  return stories
    .flatMap((story) => {
      const at = nextChange(story, now);
      return at === undefined ? [] : [{ story, at }];
    })
    .sort((a, b) => a.at - b.at)
    .map(({ story, at }) => ({
      slug: story.slug,
      headline: story.headline,
      at: text(at),
      becomes: visibility(story, at) === 'public' ? 'shown' : 'hidden',
    }));
}

const text = (instant: number) => new Date(instant).toISOString();
