/**
 * Everything that git knows of the stories' files, read in one pass and kept in the data folder: what is there already
 * isn't read again.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Reading, readLightly } from '#lib/content/imprint.ts';
import { writeWhole } from '#lib/disk/write.ts';
import type { Known } from '#lib/edition/history.ts';
import { askGit, GitFailed, readBlobs, readRaw, storyFiles } from '#lib/git/ask.ts';
import { gitDirOf } from '#lib/git/at-work.ts';

/** A commit that changed a story's file, as the branch that is checked out went: what a merge brought came with it. */
export type Step = Readonly<{
  commit: string;
  /** Its place on the branch. */
  number: number;
  /** When it was committed, by that machine's clock, in milliseconds since 1970. */
  at: number;
  /** Git's name for the file's bytes then; missing where it was taken away. */
  blob?: string;
}>;

export type StoryRecord = Readonly<{
  known: Known;
  /** By the files' paths under the content folder, oldest first. */
  byFile: ReadonlyMap<string, readonly Step[]>;
  /** By the stories' ids, the files that have more than one version or were taken away. */
  filesOf: ReadonlyMap<string, readonly string[]>;
  /** Has versions read; what `read` gives of others is nothing. */
  prepare: (blobs: Iterable<string>) => Promise<void>;
  /** Nothing for a version that says in no readable way who may see it. */
  read: (blob: string) => Reading | undefined;
  /** The bytes of versions. */
  bytes: (blobs: readonly string[]) => Promise<ReadonlyMap<string, Buffer>>;
}>;

const nothing: StoryRecord = {
  known: 'none',
  byFile: new Map(),
  filesOf: new Map(),
  prepare: async () => {},
  read: () => undefined,
  bytes: async () => new Map(),
};

type Kept = {
  version: number;
  head: string;
  isCut: boolean;
  commits: number;
  steps: Record<string, Step[]>;
  /** By blob; null where nothing could be read. */
  readings: Record<string, Reading | null>;
};

/** A newer way of reading makes what was kept by an older one void. */
const version = 1;

/** Reads it again and again, for one content folder. */
export class RecordReader {
  readonly #contentDir: string;
  readonly #file: string;
  #last: Readonly<{ kept: Kept; record: StoryRecord }> | undefined;

  constructor({ contentDir, dataDir }: Readonly<{ contentDir: string; dataDir: string }>) {
    this.#contentDir = contentDir;
    this.#file = path.join(dataDir, 'history.json');
  }

  /** The same object as long as nothing was committed. Where git can't be asked, nothing is known. */
  async read(): Promise<StoryRecord> {
    if (gitDirOf(this.#contentDir) === undefined) return nothing;
    try {
      return await this.#readOn();
    } catch (error) {
      if (!(error instanceof GitFailed)) throw error;
      return nothing;
    }
  }

  async #readOn(): Promise<StoryRecord> {
    const asked = await askGit(this.#contentDir, ['rev-parse', '--is-shallow-repository', 'HEAD']);
    const [shallow, head = ''] = asked.toString('utf8').trim().split('\n');
    const isCut = shallow === 'true';
    const last = this.#last;
    if (last?.kept.head === head && last.kept.isCut === isCut) return last.record;
    const before = last?.kept ?? this.#onDisk();
    const isUsable = before?.isCut === isCut;
    const kept =
      (isUsable && (await this.#goneOn(before, head))) ||
      withSteps(
        { version, head, isCut, commits: 0, steps: {}, readings: before?.readings ?? {} },
        await this.#log(head),
      );
    await this.#prepare(kept, blobsOfMany(kept));
    if (before?.head !== head) writeWhole(this.#file, JSON.stringify(kept));
    this.#last = { kept, record: this.#recordOf(kept) };
    return this.#last.record;
  }

  /** What was kept, with what was committed since; nothing if the branch hasn't simply gone on. */
  async #goneOn(kept: Kept, head: string): Promise<Kept | undefined> {
    if (kept.head === head) return kept;
    const ask = async (...argv: string[]) => (await askGit(this.#contentDir, argv)).toString('utf8').trim();
    try {
      const way = await ask('rev-list', '--first-parent', `${kept.head}..${head}`);
      // Else it was rebuilt, or another branch is checked out.
      if ((await ask('rev-parse', `${way.split('\n').at(-1)}^`)) !== kept.head) return undefined;
      return withSteps({ ...kept, head }, await this.#log(`${kept.head}..${head}`));
    } catch (error) {
      if (error instanceof GitFailed) return undefined;
      throw error;
    }
  }

  /** Commits of the branch, the oldest first, each with what it changed. */
  async #log(range: string): Promise<string[]> {
    const printed = await askGit(this.#contentDir, [
      'log',
      '--first-parent',
      '--diff-merges=first-parent',
      '--reverse',
      '--raw',
      '-z',
      '--no-abbrev',
      '--no-renames',
      '--no-color',
      '--relative',
      '--format=commit %H %ct',
      range,
      '--',
      storyFiles,
    ]);
    return printed.toString('utf8').split('\0');
  }

  /** Reads versions that were never read. */
  async #prepare({ readings }: Kept, blobs: Iterable<string>): Promise<void> {
    const wanted = [...new Set(blobs)].filter((blob) => readings[blob] === undefined);
    if (wanted.length === 0) return;
    const bytes = await readBlobs(this.#contentDir, wanted);
    for (const blob of wanted) readings[blob] = readLightly(bytes.get(blob) ?? new Uint8Array()) ?? null;
  }

  #recordOf(kept: Kept): StoryRecord {
    const { isCut, steps, readings } = kept;
    const filesOf = new Map<string, string[]>();
    for (const [file, list] of Object.entries(steps))
      for (const id of new Set(list.flatMap(({ blob }) => (blob && readings[blob]?.dated.id) || [])))
        filesOf.set(id, [...(filesOf.get(id) ?? []), file]);
    return {
      // A folder may lie in a repository that knows nothing of it.
      known: Object.keys(steps).length === 0 ? 'none' : isCut ? 'cut' : 'whole',
      byFile: new Map(Object.entries(steps)),
      filesOf,
      prepare: (blobs) => this.#prepare(kept, blobs),
      read: (blob) => readings[blob] ?? undefined,
      bytes: (blobs) => readBlobs(this.#contentDir, blobs),
    };
  }

  #onDisk(): Kept | undefined {
    try {
      const kept = JSON.parse(readFileSync(this.#file, 'utf8')) as Kept;
      return kept.version === version ? kept : undefined;
    } catch {
      return undefined; // Nothing is kept yet, or it was cut short by a crash.
    }
  }
}

/** Versions of files that have more than one or were taken away: of the others there is only what stands there now. */
const blobsOfMany = ({ steps }: Kept) =>
  Object.values(steps).flatMap((list) => (list.length > 1 ? list.flatMap(({ blob }) => blob ?? []) : []));

/** With what git has printed of further commits; lists of other files stay the same objects. */
function withSteps(kept: Kept, tokens: readonly string[]): Kept {
  const steps = { ...kept.steps };
  let { commits } = kept;
  let commit = '';
  let at = 0;
  let own: string[] = [];
  const end = () => {
    for (const { file, is } of readRaw(own))
      steps[file] = [...(steps[file] ?? []), { commit, number: commits, at, ...(is ? { blob: is } : {}) }];
    own = [];
  };
  for (const token of tokens) {
    const [, hash, seconds] = header.exec(token) ?? [];
    if (hash === undefined) own.push(token);
    else {
      end();
      [commit, at] = [hash, Number(seconds) * 1000];
      commits++;
    }
  }
  end();
  return { ...kept, commits, steps };
}

/** What `--format` has git print before what a commit changed. */
const header = /^\n?commit ([0-9a-f]+) (\d+)$/;
