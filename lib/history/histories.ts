/** The histories of stories, for an edition: made of what git knows, kept as objects, made again only where something changed. */

import type { KeptHistory, KeptVersion, Known } from '#lib/edition/history.ts';
import type { CheckedStory } from '#lib/edition/model.ts';
import { writeObjects } from '#lib/edition/objects.ts';
import { GitFailed } from '#lib/git/ask.ts';
import { RecordReader, type Step, type StoryRecord } from './record.ts';
import { redactedAmong, redactedBy } from './redaction.ts';
import { type PublicVersion, publicVersions } from './versions.ts';

export type Histories = Readonly<{
  known: Known;
  /** The object that holds a story's earlier versions; nothing if there were none. */
  of: (story: CheckedStory) => string | undefined;
  /** Redactions that name no version, with the instants of those that there are. */
  misnamed: readonly Misnamed[];
}>;

export type Misnamed = Readonly<{ story: CheckedStory; number: number; versions: readonly string[] }>;

type Plan = Readonly<{
  earlier: readonly (PublicVersion & { withheld?: true; reason?: string })[];
  at?: string;
  misnamed: readonly Misnamed[];
}>;
type Made = Readonly<{
  steps: readonly Step[];
  redactions: CheckedStory['redactions'];
  object?: string;
  misnamed: readonly Misnamed[];
}>;

/** Stories that an edition takes as they are live, whatever has been saved or committed of them since. */
export type Held = Readonly<{
  isHeld: (story: CheckedStory) => boolean;
  /** Its history in the live edition. */
  of: (story: CheckedStory) => string | undefined;
}>;

export class HistoryDesk {
  readonly #dataDir: string;
  readonly #reader: RecordReader;
  readonly #made = new WeakMap<CheckedStory, Made>();
  readonly #joined = new Map<
    string,
    Readonly<{ parts: readonly (readonly Step[])[]; steps: readonly Step[] }>
  >();

  constructor(place: Readonly<{ contentDir: string; dataDir: string }>) {
    this.#dataDir = place.dataDir;
    this.#reader = new RecordReader(place);
  }

  /** Of stories that are public at an instant, in milliseconds since 1970. Where git fails in between, nothing is known. */
  async read(stories: readonly CheckedStory[], at: number, held?: Held): Promise<Histories> {
    const ofHeld = new Map(
      stories.filter((story) => held?.isHeld(story)).map((story) => [story, held?.of(story)]),
    );
    try {
      return await this.#readOn(stories, at, ofHeld);
    } catch (error) {
      if (!(error instanceof GitFailed)) throw error;
      return { known: 'none', of: (story) => ofHeld.get(story), misnamed: [] };
    }
  }

  async #readOn(
    stories: readonly CheckedStory[],
    at: number,
    ofHeld: ReadonlyMap<CheckedStory, string | undefined>,
  ): Promise<Histories> {
    const record = await this.#reader.read();
    const open = new Map<CheckedStory, readonly Step[]>();
    for (const story of stories) {
      if (!story.imprint || ofHeld.get(story) !== undefined) continue;
      const steps = this.#stepsOf(story, record);
      const known = this.#made.get(story);
      if (ofHeld.has(story)) open.set(story, asFarAs(story, steps));
      else if (known?.steps !== steps || known.redactions !== story.redactions) open.set(story, steps);
    }
    const several = [...open].filter(([story, steps]) => !isAlone(story, steps));
    await record.prepare(several.flatMap(([, steps]) => steps.flatMap(({ blob }) => blob ?? [])));
    const plans = new Map<CheckedStory, Plan>();
    for (const [story, steps] of open) {
      const plan = planOf(story, steps, record, at);
      if (plan.earlier.length > 0) plans.set(story, plan);
      else this.#made.set(story, { steps, redactions: story.redactions, misnamed: plan.misnamed });
    }
    await this.#write(plans, open, record);
    return {
      known: record.known,
      of: (story) => ofHeld.get(story) ?? this.#made.get(story)?.object,
      misnamed: stories.flatMap((story) => this.#made.get(story)?.misnamed ?? []),
    };
  }

  /** Every commit of a story, whatever its file was called; the same object as long as none is added. */
  #stepsOf({ id, file }: CheckedStory, record: StoryRecord): readonly Step[] {
    const own = record.byFile.get(file) ?? none;
    const others = (record.filesOf.get(id) ?? []).filter((each) => each !== file);
    if (others.length === 0) return own;
    const parts = [own, ...others.map((each) => record.byFile.get(each) ?? none)];
    const known = this.#joined.get(id);
    if (known?.parts.length === parts.length && parts.every((part, index) => part === known.parts[index]))
      return known.steps;
    const steps = parts.flat().sort((a, b) => a.number - b.number || Number(!!a.blob) - Number(!!b.blob));
    this.#joined.set(id, { parts, steps });
    return steps;
  }

  /** Some at a time: their versions are in memory. */
  async #write(
    plans: ReadonlyMap<CheckedStory, Plan>,
    stepsOf: ReadonlyMap<CheckedStory, readonly Step[]>,
    record: StoryRecord,
  ): Promise<void> {
    const all = [...plans];
    for (let from = 0; from < all.length; from += storiesAtOnce) {
      const some = all.slice(from, from + storiesAtOnce);
      const shown = some.flatMap(([, { earlier }]) => earlier.filter(({ withheld }) => !withheld));
      const bytes = await record.bytes([...new Set(shown.map(({ blob }) => blob))]);
      const texts = some.map(([, plan]) => JSON.stringify(kept(plan, bytes)));
      const objects = await writeObjects(this.#dataDir, texts);
      for (const [index, [story, { misnamed }]] of some.entries()) {
        const steps = stepsOf.get(story) ?? none;
        this.#made.set(story, { steps, redactions: story.redactions, object: objects[index], misnamed });
      }
    }
  }
}

const storiesAtOnce = 200;
const none: readonly Step[] = [];

/** What was committed after the version that is live was perhaps never published. */
function asFarAs({ imprint }: CheckedStory, steps: readonly Step[]): readonly Step[] {
  return steps.slice(0, steps.findIndex(({ blob }) => blob === imprint?.blob) + 1);
}

/** It stands in git once, and as it is now. */
const isAlone = ({ imprint }: CheckedStory, steps: readonly Step[]) =>
  steps.length === 0 ||
  (steps.length === 1 && steps[0]?.blob !== undefined && steps[0].blob === imprint?.blob);

function planOf(story: CheckedStory, steps: readonly Step[], record: StoryRecord, now: number): Plan {
  const { imprint, redactions = [] } = story;
  if (isAlone(story, steps) && redactions.length === 0) return { earlier: [], misnamed: [] };
  const read = (blob: string) => {
    const reading = record.read(blob) ?? (blob === imprint?.blob ? readingOf(story) : undefined);
    return reading?.dated.id === story.id ? reading : undefined; // A file may have been another story's before.
  };
  const versions = publicVersions(steps, read, now);
  const last = versions.at(-1);
  const isRecorded = last !== undefined && last.sketch === imprint?.sketch;
  const earlier = isRecorded ? versions.slice(0, -1) : versions;
  const at = isRecorded ? last.since : savedAt(story, last?.since, now);
  const redacted = redactedAmong(redactions, earlier);
  return {
    earlier: earlier.toReversed().map((version) => {
      if (!redacted.has(version)) return version;
      const reason = redacted.get(version);
      return { ...version, withheld: true as const, ...(reason === undefined ? {} : { reason }) };
    }),
    ...(at === undefined ? {} : { at: textOf(at) }),
    // A copy that was cut off doesn't know all that may be named.
    misnamed: redactions.flatMap((redaction, number) =>
      redactedBy(redaction, earlier) || record.known !== 'whole'
        ? []
        : [{ story, number, versions: earlier.map(({ since }) => textOf(since)) }],
    ),
  };
}

/** What a check has read of a story's present file, as a version of it. */
function readingOf({ id, status, publishedAt, embargoUntil, expiresAt, imprint }: CheckedStory) {
  const instants = { ...(embargoUntil ? { embargoUntil } : {}), ...(expiresAt ? { expiresAt } : {}) };
  return { sketch: imprint?.sketch ?? '', dated: { id, status, publishedAt, ...instants } };
}

/** When what is saved and not committed yet came, by what the story says itself. */
function savedAt(story: CheckedStory, after = Number.NEGATIVE_INFINITY, now: number): number | undefined {
  const said = [story.publishedAt, story.updatedAt, ...story.corrections.map(({ at }) => at)];
  const instants = said
    .map((text) => Date.parse(text ?? ''))
    .filter((instant) => instant > after && instant <= now);
  return instants.length > 0 ? Math.max(...instants) : undefined;
}

function kept({ earlier, at }: Plan, bytes: ReadonlyMap<string, Buffer>): KeptHistory {
  const versions = earlier.map(({ since, blob, withheld, reason }): KeptVersion => {
    const source = withheld ? undefined : bytes.get(blob);
    if (source) return { at: textOf(since), source: source.toString('utf8') };
    return { at: textOf(since), withheld: true, ...(reason === undefined ? {} : { reason }) };
  });
  return { earlier: versions, ...(at === undefined ? {} : { at }) };
}

const textOf = (instant: number) => new Date(instant).toISOString();
