/**
 * Finds silent edits: a story that readers have seen has other words than in git, and nothing tells readers. Only files
 * that differ are looked at.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Body, StoryStatus } from '#lib/edition/model.ts';
import { visibility } from '#lib/edition/visibility.ts';
import { askGit, GitFailed, type RawChange, readBlobs, readRaw, storyFiles } from '#lib/git/ask.ts';
import { gitDirOf } from '#lib/git/at-work.ts';
import { isSame, runsIn } from './difference.ts';
import { type CheckedFile, checkFile, storyOf } from './file.ts';
import type { Found } from './found.ts';
import { fold, readLightly } from './imprint.ts';
import type { Finding, Position } from './problem.ts';
import { decode, split } from './source.ts';
import { type Words, wordsIn } from './words.ts';

type Looked = Readonly<{
  /** Stories as they are saved, with their texts. */
  stories: readonly CheckedFile[];
  textOf: (story: CheckedFile) => Body | undefined;
  siteLang: string;
  /** Now, in milliseconds since 1970. */
  at: number;
}>;

export class SilentEdits {
  readonly #contentDir: string;
  /** What was found in two versions of a story: what was committed of it, what is saved. */
  readonly #known = new Map<string, Finding | undefined>();

  constructor(contentDir: string) {
    this.#contentDir = contentDir;
  }

  /**
   * What differs from a commit: the last one, unless another is named. Nothing where there is no git. Throws if a commit
   * was named and can't be found.
   */
  async differing(against?: string): Promise<readonly RawChange[]> {
    if (gitDirOf(this.#contentDir) === undefined) {
      if (against !== undefined) throw new Error(`There is no git here to compare with ${against}.`);
      return [];
    }
    try {
      const argv = [
        'diff',
        '--raw',
        '-z',
        '--no-abbrev',
        '--no-renames',
        '--no-color',
        '--no-ext-diff',
        '--relative',
      ];
      const printed = await askGit(this.#contentDir, [...argv, against ?? 'HEAD', '--', storyFiles]);
      return readRaw(printed.toString('utf8').split('\0'));
    } catch (error) {
      if (!(error instanceof GitFailed)) throw error;
      if (against === undefined) return []; // Nothing is committed yet, or there is no git program.
      throw new Error(
        `git can’t compare with ${against}: ${error.message.split('\n', 1)[0]}. In a workflow, check out with fetch-depth: 2 or more.`,
      );
    }
  }

  async find(differing: readonly RawChange[], { stories, at, ...looked }: Looked): Promise<Found[]> {
    const was = differing.flatMap(({ file, was: blob }) => (blob === undefined ? [] : [{ file, blob }]));
    if (was.length === 0) return [];
    const names = [...new Set(was.map(({ blob }) => blob))];
    const blobs = await readBlobs(this.#contentDir, names).catch((error: unknown) => {
      if (error instanceof GitFailed) return new Map<string, Buffer>();
      throw error;
    });
    const byFile = new Map(stories.map((story) => [story.file, story]));
    const found: Found[] = [];
    let byId: ReadonlyMap<string | undefined, CheckedFile> | undefined;
    for (const { file, blob } of was) {
      const bytes = blobs.get(blob);
      const dated = bytes && readLightly(bytes)?.dated;
      if (!bytes || !dated || !isPublic(dated, at)) continue;
      const beside = byFile.get(file);
      byId ??= new Map(stories.map((story) => [storyOf(story).id, story]));
      const story = beside && storyOf(beside).id === dated.id ? beside : byId.get(dated.id);
      if (!story?.imprint || story.imprint.blob === blob || !isPublic(storyOf(story), at)) continue;
      const key = `${story.file} ${story.imprint.blob} ${blob}`;
      if (!this.#known.has(key)) this.#known.set(key, this.#findingIn(file, bytes, story, { ...looked, at }));
      const finding = this.#known.get(key);
      if (finding) found.push([story.file, finding]);
    }
    return found;
  }

  #findingIn(
    file: string,
    bytes: Buffer,
    story: CheckedFile,
    { textOf, siteLang, at }: Omit<Looked, 'stories'>,
  ): Finding | undefined {
    const before = checkFile(file, bytes, siteLang);
    const now = { ...story, body: textOf(story) };
    if (isTold(before, now)) return undefined;
    const change = firstChange(wordsIn(before, siteLang), wordsIn(now, siteLang));
    if (!change) return undefined;
    const instant = `${new Date(at).toISOString().slice(0, 19)}Z`;
    return {
      ...this.#placeOf(change.field, story, bytes),
      field: change.field === 'text' ? undefined : change.field,
      what: `${change.field === 'text' ? 'the text has' : 'has'} other words than readers have seen, and nothing tells them: ${told(change)}`,
      mend: `add updatedAt: ${instant} (updateNote can say what is new), or a correction of what was wrong`,
    };
  }

  #placeOf(field: WordChange['field'], { file, positions }: CheckedFile, before: Buffer): Position {
    if (field !== 'text') return positions[field] ?? { line: 1, column: 1 };
    return { line: firstOtherLine(before, readFileSync(path.join(this.#contentDir, file))), column: 1 };
  }
}

/** The first line of a body that is another than before. */
function firstOtherLine(before: Buffer, now: Buffer): number {
  const [was, is] = [before, now].map((bytes) => split(decode(bytes).text));
  if (!was || !is || 'what' in was || 'what' in is) return 1;
  const old = was.body.split('\n');
  const lines = is.body.split('\n');
  const other = lines.findIndex((line, index) => line !== old[index]);
  return is.bodyLine + Math.max(0, other);
}

type Dated = Readonly<{ status?: string; publishedAt?: string; embargoUntil?: string; expiresAt?: string }>;

const isPublic = ({ publishedAt = '', status, ...rest }: Dated, at: number) =>
  visibility({ ...rest, publishedAt, status: status as StoryStatus }, at) === 'public';

/** A later update, a new correction, another note, a new entry: any of them tells. */
function isTold(before: CheckedFile, now: CheckedFile): boolean {
  const [was, is] = [storyOf(before), storyOf(now)];
  const updated = (file: CheckedFile) =>
    Math.max(
      ...[
        storyOf(file).publishedAt,
        storyOf(file).updatedAt,
        ...(file.entries ?? []).map((entry) => entry.at),
      ]
        .map((text) => Date.parse(text ?? ''))
        .filter((instant) => !Number.isNaN(instant)),
    );
  const noted = (corrections: typeof is.corrections) =>
    (corrections ?? []).map((each) => fold(`${each?.at} ${each?.wrong} ${each?.right}`));
  const had = new Set(noted(was.corrections));
  const hasNote = is.updateNote !== undefined && !isSame(is.updateNote, was.updateNote ?? '');
  return updated(now) > updated(before) || hasNote || noted(is.corrections).some((each) => !had.has(each));
}

type WordChange = Readonly<{
  field: 'headline' | 'standfirst' | 'lead.caption' | 'text';
  was: string;
  is: string;
}>;

/** The first block that says something else. What can't be read of the version in git isn't compared. */
function firstChange(before: Words, now: Words): WordChange | undefined {
  for (const [field, was, is] of [
    ['headline', before.headline, now.headline],
    ['standfirst', before.standfirst, now.standfirst],
    ['lead.caption', before.caption ?? '', now.caption ?? ''],
  ] as const)
    if (was !== undefined && is !== undefined && !isSame(was, is)) return { field, was, is };
  if (!before.text || !now.text) return undefined;
  const [old, fresh] = [before.text, now.text];
  if (isSame(old.join('\n'), fresh.join('\n'))) return undefined; // Only the paragraphs are others.
  const at = Array.from({ length: Math.max(old.length, fresh.length) }, (_, index) => index).find(
    (index) => !isSame(old[index] ?? '', fresh[index] ?? ''),
  );
  return at === undefined ? undefined : { field: 'text', was: old[at] ?? '', is: fresh[at] ?? '' };
}

/** What went and what came where two texts begin to differ. */
function told({ was, is }: WordChange): string {
  const runs = runsIn(was, is, 'en');
  const at = runs.findIndex(({ kind }) => kind !== 'same');
  const [first, second] = [runs[at], runs[at + 1]];
  if (first?.kind === 'gone' && second?.kind === 'new')
    return `${quoted(first.text)} became ${quoted(second.text)}`;
  return `${quoted(first?.text ?? '')} ${first?.kind === 'new' ? 'is new' : 'is gone'}`;
}

const longest = 40;

function quoted(text: string): string {
  const trimmed = text.trim();
  return `“${trimmed.length > longest ? `${trimmed.slice(0, longest).trimEnd()}…` : trimmed}”`;
}
