/** Test data: a content folder in a git repository of its own, with commits whose clocks a test sets. */
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Assembler } from '#lib/content/assemble.ts';
import { goodFolder, put, storiesFolder } from '#lib/content/check.test.folder.ts';
import { type CheckedFile, checkFile } from '#lib/content/file.ts';
import { listFiles } from '#lib/content/listing.ts';
import { choose } from '#lib/edition/choose.ts';
import { keepContent } from '#lib/edition/keep.ts';
import { type Edition, openContent } from '#lib/edition/open.ts';
import { type Held, HistoryDesk } from './histories.ts';
import { type HistoryView, historyView, type VersionView } from './view.ts';

/** Fields that a version sets, and its body. */
export type Written = Readonly<{ body?: string; [field: string]: string | undefined }>;

const storyText = ({ body = 'The body.', ...fields }: Written) => {
  const all = {
    id: 'a-story',
    headline: 'A headline',
    standfirst: 'A standfirst.',
    kind: 'news',
    section: 'china',
    topics: '[time]',
    authors: '[desk]',
    publishedAt: '2026-11-20T09:00:00Z',
    status: 'published',
    ...fields,
  };
  const lines = Object.entries(all).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}: ${value}`],
  );
  return ['---', ...lines, '---', '', body, ''].join('\n');
};

export class Repository {
  readonly root = realpathSync(mkdtempSync(path.join(tmpdir(), 'history-')));
  readonly contentDir = path.join(this.root, 'paper', 'content');
  readonly dataDir = path.join(this.root, 'data');
  readonly #assembler = new Assembler(({ body }) => body);
  readonly #files = new Map<string, CheckedFile>();
  #desk: HistoryDesk | undefined;

  /** With everything that a story refers to, and nothing committed; without git if not even that is wanted. */
  constructor(isInGit = true) {
    const others = Object.entries(goodFolder()).filter(([file]) => !file.startsWith('stories/'));
    for (const [file, text] of others) put(this.contentDir, file, text);
    mkdirSync(path.join(this.contentDir, storiesFolder), { recursive: true });
    if (isInGit) this.git('init', '-q', '-b', 'main');
  }

  git(...argv: string[]): string {
    return this.#git(process.env, argv);
  }

  /** Commits everything that is saved, by a clock that says this. */
  commit(clock: string, ...more: string[]): string {
    this.git('add', '-A');
    const env = { ...process.env, GIT_COMMITTER_DATE: clock, GIT_AUTHOR_DATE: clock };
    this.#git(env, ['commit', '-q', '--allow-empty', '-m', 'secret words of a message', ...more]);
    return this.git('rev-parse', 'HEAD').trim();
  }

  merge(clock: string, branch: string): void {
    const env = { ...process.env, GIT_COMMITTER_DATE: clock, GIT_AUTHOR_DATE: clock };
    this.#git(env, ['merge', '-q', '--no-ff', '-m', 'merged', branch]);
  }

  #git(env: NodeJS.ProcessEnv, argv: readonly string[]): string {
    const who = [
      '-c',
      'user.name=Nobody Known',
      '-c',
      'user.email=nobody@localhost',
      '-c',
      'commit.gpgsign=false',
    ];
    const cwd = path.dirname(this.contentDir);
    return execFileSync('git', [...who, ...argv], {
      cwd,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  fileOf = (slug: string) => path.join(this.contentDir, storiesFolder, `${slug}.mdx`);

  save(written: Written, slug = 'a-story'): void {
    writeFileSync(this.fileOf(slug), storyText(written));
  }

  rename(from: string, to: string): void {
    renameSync(this.fileOf(from), this.fileOf(to));
  }

  take(slug: string): void {
    rmSync(this.fileOf(slug));
  }

  /** The edition of what is saved, made by the same press each time; stories with faults are left out. */
  async publish(at: string, held?: Held): Promise<Edition> {
    this.#desk ??= new HistoryDesk(this);
    const files = listFiles(this.contentDir).map((file) => this.#checked(file));
    const fit = files.filter(({ findings }) => findings.length === 0);
    const now = Date.parse(at);
    const chosen = choose(this.#assembler.assemble(fit, new Map()), now);
    const histories = await this.#desk.read(chosen.content.stories, now, held);
    return openContent(this.dataDir, keepContent(this.dataDir, chosen, {}, histories));
  }

  /** The same object as long as the file is the same, as the press has it; without Contentlayer, which takes seconds. */
  #checked(file: string): CheckedFile {
    const bytes = readFileSync(path.join(this.contentDir, file));
    const key = `${file} ${bytes.toString('latin1')}`;
    const checked = this.#files.get(key) ?? checkFile(file, bytes, 'en');
    this.#files.set(key, checked);
    return checked;
  }

  /** A press that was started anew. */
  restart(): void {
    this.#desk = undefined;
  }

  /** What the history of a story shows; nothing if its page isn't there. */
  async history(at: string, slug = 'a-story', held?: Held): Promise<HistoryView | undefined> {
    const edition = await this.publish(at, held);
    const story = edition.story(slug);
    return story && historyView(story, edition.history(slug), edition.site.lang);
  }

  /** Everything that an edition has kept of stories, as text. */
  keptText(): string {
    const folder = path.join(this.dataDir, 'objects');
    const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
    const files = entries.filter((entry) => entry.isFile());
    return files.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8')).join('\n');
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A version in a line: when, why, what changed. `-gone-`, `+new+`. */
function lineOf(version: VersionView): string {
  const why = [...(version.note ? [version.note] : []), ...version.corrections.map(({ right }) => right)];
  const at = version.at && new Date(version.at).toISOString().replace(/:00\.000Z$/, 'Z');
  return [at ?? 'now', ...why, whatOf(version)].join(' | ');
}

function whatOf(version: VersionView): string {
  if (version.shows === 'withheld') return `withheld ${version.reason ?? ''}`.trim();
  if (version.shows === 'nothing') return version.because;
  if (version.shows === 'first') return 'first';
  const { text = [], ...lines } = version.changes;
  const marked = { same: '', gone: '-', new: '+' };
  const runs = [
    ...Object.values(lines),
    ...text.map((change) => ('runs' in change ? change.runs : [])),
  ].flat();
  return runs.map(({ kind, text: words }) => `${marked[kind]}${words}${marked[kind]}`).join('');
}

export const linesOf = (view: HistoryView | undefined) => view?.versions.map(lineOf);
