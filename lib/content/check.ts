/** Checks a whole content folder: every problem, or typed content that can go out. What hasn't changed isn't checked again. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Body, Content, Problem } from '#lib/edition/model.ts';
import type { Sources } from '#lib/edition/sources.ts';
import type { RawChange } from '#lib/git/ask.ts';
import { Assembler } from './assemble.ts';
import { CheckedCache } from './cache.ts';
import { Compiler } from './compiler.ts';
import { type CheckedFile, slugOf, typeAt, withoutText } from './file.ts';
import type { Found } from './found.ts';
import { listFiles, pictureFile, stampOf } from './listing.ts';
import { PictureDesk } from './pictures.ts';
import { Relations } from './relations.ts';
import { SilentEdits } from './silent.ts';

export type CheckResult = Readonly<{
  /** How many content files there are, pictures not counted. */
  files: number;
  problems: readonly Problem[];
  /** Only if there is no problem, or a tolerant check was asked for. */
  content?: Content;
}>;

type Place = Readonly<{ contentDir: string; dataDir: string }>;
type Wish = Readonly<{
  /** Told after each batch how many files of those that changed are done. */
  onProgress?: (done: number, all: number) => void;
  /** Now, in milliseconds since 1970; the clock's if not given. A link to a story that is public by now is right. */
  at?: number;
  /** Give content even if there are problems, without the files that have faults of their own: a writer sees the rest. */
  tolerant?: boolean;
  /** Slugs of stories that are taken as they were in `published`, or left out if they weren't there. */
  except?: ReadonlySet<string>;
  /** Only these files (paths under the content folder) are taken as they are by now, all others as in `published`. */
  only?: ReadonlySet<string>;
  published?: Sources;
  /** The commit that published stories are compared with; the last one, if none is named. */
  against?: string;
  /** Files as they would be, by path under the content folder; `undefined` takes one away. Nothing is written. */
  instead?: Instead;
  /** Since the last check nothing has happened but that these files were written anew: no other is looked at. */
  touched?: ReadonlySet<string>;
}>;
export type Instead = ReadonlyMap<string, Uint8Array | undefined>;

/** Checks a folder once. Throws only if it can't be read. */
export async function checkContent(options: Place & Wish): Promise<CheckResult> {
  const folder = new ContentFolder(options);
  try {
    return await folder.check(options);
  } finally {
    await folder.close();
  }
}

/** What is known of a file: how it was when it was read, what was found, and where its text is kept. */
type Known = Readonly<{ stamp: string | undefined; key: string | undefined; checked: CheckedFile }>;

/** A content folder that is checked again and again. Texts of stories stay on the disk. */
export class ContentFolder {
  readonly #place: Place;
  readonly #compiler: Compiler;
  readonly #cache: CheckedCache;
  readonly #pictures: PictureDesk;
  readonly #relations = new Relations();
  readonly #assembler = new Assembler((file) => this.#bodyOf(file));
  /** Under which names texts are kept on the disk. */
  readonly #texts = new WeakMap<CheckedFile, string>();
  readonly #edits: SilentEdits;
  #known = new Map<string, Known>();
  #siteLang = '';
  /** The last check has looked at the folder as it is. */
  #isWhole = false;

  constructor(place: Place) {
    this.#place = place;
    this.#compiler = new Compiler(place);
    this.#cache = new CheckedCache(place.dataDir);
    this.#pictures = new PictureDesk(place);
    this.#edits = new SilentEdits(place.contentDir);
  }

  /** Throws only if the folder can't be read. */
  async check(wish: Wish = {}): Promise<CheckResult> {
    const { contentDir } = this.#place;
    if (!existsSync(contentDir))
      throw new Error(`There is no content folder ${contentDir}. Set CONTENT_DIR to one that exists.`);
    const { instead = new Map(), except, only, published = new Map(), against } = wish;
    // What the desk changes is compared when it is saved; a takedown is held up by nothing.
    const isCompared = instead.size === 0 && !only;
    const differing = isCompared ? this.#edits.differing(against) : [];
    void Promise.resolve(differing).catch(() => {}); // It is told of below.
    const isExcepted = (file: string) =>
      only ? !only.has(file) : typeAt(file) === 'Story' && except?.has(slugOf(file)) === true;
    const all = filesWith(instead, this.#filesNow(wish));
    for (const slug of except ?? [])
      if (![...all, ...published.keys()].some((file) => typeAt(file) === 'Story' && slugOf(file) === slug))
        throw new Error(`There is no story "${slug}" that could stay as it is live.`);
    const files = all.filter((file) => !pictureFile.test(file) && !isExcepted(file));
    const before = this.#known;
    this.#isWhole = false;
    this.#known = await this.#lookAt(files, wish);
    this.#isWhole = isCompared && !except;
    const excepted = [...published].filter(([file]) => isExcepted(file));
    for (const [file, key] of excepted) this.#known.set(file, this.#kept(file, key, before));
    return this.#judge(this.#known, wish, await this.#silentEdits(files, await differing, wish.at));
  }

  /**
   * What an earlier check found good, seen at another instant: what the folder holds by now doesn't matter.
   * Throws if it isn't kept any longer.
   */
  async checkAgain(published: Sources, at: number): Promise<CheckResult> {
    const known = new Map([...published].map(([file, key]) => [file, this.#kept(file, key)]));
    // Links that time has broken (to a story that has expired) hold nothing up.
    return this.#judge(known, { at, tolerant: true });
  }

  /** The files of the last check, if every one of them could be checked. */
  get sources(): Sources {
    return new Map([...this.#known].flatMap(([file, { key }]) => (key === undefined ? [] : [[file, key]])));
  }

  /** Those of the last check where it is known that none has come or gone since. */
  #filesNow({ touched, instead, except, only }: Wish): readonly string[] {
    const isEnough = touched && this.#isWhole && !instead && !except && !only;
    return isEnough ? [...this.#known.keys()] : listFiles(this.#place.contentDir);
  }

  #kept(file: string, key: string, before = this.#known): Known {
    const known = before.get(file);
    if (known?.key === key) return known;
    const checked = this.#cache.read(key);
    if (!checked) throw new Error(`${file} as it was published is gone from the cache. Publish it again.`);
    return { stamp: undefined, key, checked: this.#light(checked, key) };
  }

  /** Has the thread started that the next check of a changed story needs. */
  async warm(): Promise<void> {
    const file = [...this.#known.keys()].find((each) => typeAt(each) === 'Story');
    if (file === undefined) return;
    const options = { siteLang: this.#siteLang, instead: new Map() };
    await this.#compiler.compile(new Map([[file, undefined]]), options, () => {});
  }

  /** Ends the threads that wait for the next check; one may follow nevertheless. */
  close(): Promise<void> {
    return this.#compiler.close();
  }

  async #lookAt(
    files: readonly string[],
    { onProgress, instead = new Map(), touched }: Wish,
  ): Promise<Map<string, Known>> {
    const { contentDir } = this.#place;
    const siteLang = languageOf(contentDir);
    const before = siteLang === this.#siteLang ? this.#known : new Map<string, Known>();
    this.#siteLang = siteLang;
    const now = Date.now();
    const known = new Map<string, Known>();
    const changed = new Map<string, Omit<Known, 'checked'>>();
    for (const file of files) {
      const place = path.join(contentDir, file);
      const old = before.get(file);
      const isUntouched = touched !== undefined && old?.stamp !== undefined && !touched.has(file);
      const stamp = isUntouched ? old.stamp : instead.has(file) ? undefined : stampOf(place, now);
      if (old && stamp !== undefined && old.stamp === stamp) {
        known.set(file, old);
        continue;
      }
      const bytes = instead.get(file) ?? readIfPossible(place);
      const key = bytes && this.#cache.key(file, bytes, siteLang);
      // The same bytes: the same object, by which others know that nothing has changed.
      if (old && key !== undefined && old.key === key) known.set(file, { ...old, stamp });
      else {
        const kept = key === undefined ? unreadable(file) : this.#cache.read(key);
        if (kept) known.set(file, { stamp, key, checked: this.#light(kept, key) });
        else changed.set(file, { stamp, key });
      }
    }
    let done = 0;
    const keys = new Map([...changed].map(([file, { key }]) => [file, key]));
    await this.#compiler.compile(keys, { siteLang, instead }, (batch) => {
      for (const checked of batch) {
        const { stamp, key } = changed.get(checked.file) ?? {};
        // What failed may not fail again.
        known.set(checked.file, {
          stamp: checked.uncertain ? undefined : stamp,
          key: checked.uncertain ? undefined : key,
          checked: this.#light(checked, key),
        });
      }
      done += batch.length;
      onProgress?.(done, changed.size);
    });
    if (known.size !== files.length)
      throw new Error(`${files.length} files went in, ${known.size} came out. Please report this.`);
    return new Map([...known].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  async #judge(
    known: ReadonlyMap<string, Known>,
    { tolerant, at = Date.now() }: Wish,
    silent: readonly Found[] = [],
  ): Promise<CheckResult> {
    const files = [...known.keys()];
    const checked = [...known.values()].map((each) => each.checked);
    const pictures = await this.#pictures.measure(checked);
    const found: Found[] = [
      ...checked.flatMap(({ file, findings }) => findings.map((finding): Found => [file, finding])),
      ...this.#relations.find(checked, at),
      ...pictures.findings,
      ...silent,
    ];
    if (!known.has('site.yml'))
      found.push([
        'site.yml',
        { line: 1, column: 1, what: 'is missing', mend: 'write the site’s name, language and zone there' },
      ]);
    const problems = found
      .map(([file, finding]) => ({ file: shownAs(path.join(this.#place.contentDir, file)), ...finding }))
      .sort(byPlace);
    const unfit = new Set(pictures.findings.map(([file]) => file));
    const fit = checked.filter(({ file, findings }) => findings.length === 0 && !unfit.has(file));
    const complete = problems.length === 0 || (tolerant && fit.some(({ type }) => type === 'Site'));
    if (!complete) return { files: files.length, problems };
    return { files: files.length, problems, content: this.#assembler.assemble(fit, pictures.byFile) };
  }

  /** Among files that are taken as they are saved. */
  #silentEdits(files: readonly string[], differing: readonly RawChange[], at = Date.now()): Promise<Found[]> {
    const saved = differing.length === 0 ? [] : files.flatMap((file) => this.#known.get(file)?.checked ?? []);
    const stories = saved.filter(({ type }) => type === 'Story');
    const textOf = (story: CheckedFile) => this.#bodyOf(story);
    return this.#edits.find(differing, { stories, textOf, siteLang: this.#siteLang, at });
  }

  /** Remembers where a story's text is kept. Those of pages stay: they are few. */
  #light(file: CheckedFile, key: string | undefined): CheckedFile {
    if (file.type !== 'Story' || key === undefined) return file;
    const light = withoutText(file);
    this.#texts.set(light, key);
    return light;
  }

  /** A story's text, from the disk. */
  #bodyOf(file: CheckedFile): Body | undefined {
    const key = this.#texts.get(file);
    return key === undefined ? file.body : this.#cache.read(key)?.body;
  }
}

const byPlace = (a: Problem, b: Problem) =>
  a.file === b.file ? a.line - b.line || a.column - b.column : a.file < b.file ? -1 : 1;

/** Relative to the working folder if it lies inside, so that a terminal can open it. */
function shownAs(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}

/** The files that would be there. */
function filesWith(instead: Instead, files: readonly string[]): string[] {
  if (instead.size === 0) return [...files];
  const kept = files.filter((file) => !instead.has(file));
  return [...kept, ...[...instead.keys()].filter((file) => instead.get(file))].sort();
}

function readIfPossible(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined; // A link to nowhere, or somebody else's: told of as a problem.
  }
}

function unreadable(file: string): CheckedFile {
  const finding = {
    line: 1,
    column: 1,
    what: 'can’t be read',
    mend: 'see whether it is there and whose it is',
  };
  return { file, slug: '', positions: {}, links: [], pictures: [], findings: [finding] };
}

/** The site's language, before anything is checked: stories without `lang` are set in it. */
function languageOf(contentDir: string): string {
  const file = path.join(contentDir, 'site.yml');
  const found = existsSync(file) && /^lang:\s*["']?([A-Za-z-]+)/m.exec(readFileSync(file, 'utf8'));
  return found ? (found[1] ?? 'en') : 'en';
}
