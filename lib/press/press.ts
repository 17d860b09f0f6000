/** Makes editions: checks content, renders what a change touches, switches. Kept open, it remembers what it has read. */
import { existsSync, readFileSync } from 'node:fs';
import { ContentFolder, type Problem } from '#lib/content/check.ts';
import { type Changed, changedPages, type PageAddress, pageAddresses } from '#lib/edition/addresses.ts';
import { choose } from '#lib/edition/choose.ts';
import { Entries, type Entry, type EntryChanges, writeEntries } from '#lib/edition/entries.ts';
import { keepContent, keepStories } from '#lib/edition/keep.ts';
import { liveAddress } from '#lib/edition/live.ts';
import { keepEdition, liveEdition, type Manifest, switchTo } from '#lib/edition/manifest.ts';
import { hashOf, objectPath } from '#lib/edition/objects.ts';
import { type Edition, openContent, pointContent, preparedContent } from '#lib/edition/open.ts';
import { asIfPublic } from '#lib/edition/visibility.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { type App, type Harvest, startApp } from './app.ts';
import { freshBuild } from './build.ts';
import { codeHash } from './code.ts';
import { toDocument } from './document.ts';
import { type KeptScripts, keepAssets, keepPublicFiles, keepReaderScripts } from './files.ts';
import { finishPage } from './finish.ts';
import { inParallel } from './parallel.ts';
import { allPictures, changedPictures, pictureAt, withPicturesUnder } from './pictures.ts';
import type { PreviewPage, PreviewPicture } from './preview.ts';
import { bundleReaderScript } from './reader-script.ts';
import { readSources, writeSources } from './sources.ts';
import type { Comparison } from './status.ts';
import { neededBy, tidy } from './tidy.ts';

/** The content can't go out as it is. */
export class ContentProblems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(`${problems.length} problem${problems.length === 1 ? '' : 's'} in the content`);
  }
}

export type PressOptions = Readonly<{
  settings: Settings;
  projectDir: string;
  /** Told what happens next, in words for a terminal. */
  report: (line: string) => void;
  /** The app that renders is kept for good, because the next change will come soon; otherwise ten minutes. */
  keepsApp?: boolean;
}>;

export type Wish = Readonly<{
  /** The instant that decides what may be seen, in milliseconds since 1970. */
  at: number;
  /** Slugs of stories that stay as they are in the live edition, whatever has been written of them since. */
  except?: ReadonlySet<string>;
  /** Only these files (paths under the content folder) are taken as they are by now, all others as they are live. */
  only?: ReadonlySet<string>;
  /** Of the files that the live edition was made of, not of what the folder holds by now. */
  again?: boolean;
}>;

export type Made = Readonly<{
  name: string;
  /** False if it is what was live already. */
  isNew: boolean;
  /** Addresses that were rendered, those that are gone, and all at which something changed. */
  rendered: readonly string[];
  dropped: readonly string[];
  changed: readonly string[];
  /** When it is out of date by itself, in milliseconds since 1970. */
  changesAt?: number;
  /** Milliseconds by step. */
  took: Readonly<Record<string, number>>;
}>;

/** Made of the same code for the same address. */
type Base = Readonly<{ manifest: Manifest; edition: Edition | undefined }>;

export class Press {
  readonly #options: PressOptions;
  readonly #folder: ContentFolder;
  readonly #entries: Entries;
  #code: Promise<Readonly<{ hash: string; scripts: KeptScripts }>> | undefined;
  #app: Promise<App> | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PressOptions) {
    this.#options = options;
    const { contentDir, dataDir } = options.settings;
    this.#folder = new ContentFolder({ contentDir, dataDir });
    this.#entries = new Entries(dataDir);
  }

  /** Checks and keeps the content, and makes it the one to render from. Throws ContentProblems. */
  async prepare({ at, except, only, again }: Wish) {
    const { settings, report } = this.#options;
    const { dataDir } = settings;
    const needed = except || only || again ? liveEdition(dataDir)?.manifest.sources : undefined;
    const published = needed === undefined ? undefined : readSources(dataDir, needed);
    const { content, problems, files } =
      again && published
        ? await this.#folder.checkAgain(published, at)
        : // What was good before is still good enough: nothing else holds up a takedown.
          await this.#folder.check({
            at,
            except,
            only: published && only,
            published,
            tolerant: only !== undefined,
          });
    if (!content) throw new ContentProblems(problems);
    if (!again) report(`Content checked: ${files} files, ${content.stories.length} stories.`);
    const chosen = choose(content, at);
    await keepStories(dataDir, chosen.content.stories);
    const name = keepContent(dataDir, chosen);
    pointContent(dataDir, name);
    const sources = again && needed !== undefined ? needed : writeSources(dataDir, this.#folder.sources);
    return { edition: openContent(dataDir, name), changesAt: chosen.changesAt, sources };
  }

  /** A story as it is saved, as it will look; nothing if there is none that can be shown. No edition is touched. */
  async preview({ slug, until, address }: PreviewWish): Promise<PreviewPage | undefined> {
    const { settings } = this.#options;
    const { dataDir } = settings;
    const at = Date.now();
    const { content } = await this.#folder.check({ at, tolerant: true });
    const story = content?.stories.find((each) => each.slug === slug);
    if (!content || !story) return undefined;
    const stories = content.stories.map((each) => (each === story ? asIfPublic(each, at) : each));
    const more = { preview: { slug, until: new Date(until).toISOString() } };
    const name = keepContent(dataDir, choose({ ...content, stories }, at), more);
    const before = preparedContent(dataDir);
    pointContent(dataDir, name);
    try {
      const page = await (await this.#startedApp()).render(`/articles/${slug}`);
      const { scripts } = await this.#readCode();
      const html = toDocument(page.body.toString('utf8'), scripts.replacements);
      return { html: withPicturesUnder(address, html, openContent(dataDir, name), slug) };
    } finally {
      if (before !== undefined) pointContent(dataDir, before);
    }
  }

  /** A picture of a story as it is saved. */
  async previewPicture(slug: string, address: string): Promise<PreviewPicture | undefined> {
    const { settings } = this.#options;
    const { content } = await this.#folder.check({ tolerant: true });
    const story = content?.stories.find((each) => each.slug === slug);
    return story && pictureAt(story, address, settings);
  }

  /** How the folder differs from what the live edition was made of. */
  async compare(at: number): Promise<Comparison> {
    const { dataDir } = this.#options.settings;
    const { problems } = await this.#folder.check({ at });
    const live = liveEdition(dataDir);
    const published = live ? readSources(dataDir, live.manifest.sources) : new Map();
    const { content } = published.size > 0 ? await this.#folder.checkAgain(published, at) : {};
    return { problems, published, sources: this.#folder.sources, stories: content?.stories ?? [] };
  }

  /** Makes the edition of an instant, which then waits for `switchTo`. Throws ContentProblems. */
  async make(wish: Wish): Promise<Made> {
    const { settings, projectDir, report } = this.#options;
    const { dataDir, siteUrl } = settings;
    const laps = new Laps();
    const { edition, changesAt, sources } = await this.prepare(wish);
    laps.end('content');
    const code = await this.#readCode();
    const live = liveEdition(dataDir);
    const base =
      live && live.manifest.code === code.hash && live.manifest.siteUrl === siteUrl
        ? this.#baseOf(live.manifest)
        : undefined;
    const isSame = (one: Manifest) =>
      one.content === edition.name && one.changesAt === changesAt && one.sources === sources;
    if (live && base && isSame(base.manifest))
      return {
        name: live.name,
        isNew: false,
        rendered: [],
        dropped: [],
        changed: [],
        changesAt,
        took: laps.took,
      };
    const harvest = await this.#freshBuild(code.hash);
    laps.end('build');
    const { replacements } = code.scripts;
    const manifest = {
      code: code.hash,
      content: edition.name,
      siteUrl,
      replacements,
      at: wish.at,
      sources,
      changesAt,
    };
    const plan = base?.edition ? changedPages(base.edition, edition) : undefined;
    const pages = plan?.pages ?? pageAddresses(edition, settings.finishAhead);
    // Pictures keep other threads busy than pages do.
    const [finished, pictures] = await Promise.all([
      this.#finish({ pages, isBased: base !== undefined, harvest, replacements }),
      plan ? changedPictures(edition, plan.stories, settings) : allPictures(edition, settings),
    ]);
    laps.end('pages');
    const shards =
      plan && base?.edition
        ? await this.#entries.write(
            changesOf(base.edition, edition, plan, [...pictures, ...finished.entries]),
          )
        : await writeEntries(
            dataDir,
            new Map([
              ...immutableOf(dataDir, live?.manifest),
              ...(await keepAssets(projectDir, dataDir)),
              ...(await keepPublicFiles(projectDir, dataDir)),
              ...code.scripts.entries,
              ...(pictures as ReadonlyMap<string, Entry>),
              ...finished.entries,
              ...redirects(edition),
            ]),
          );
    const name = keepEdition(dataDir, { ...manifest, shards });
    laps.end('files');
    const { rendered } = finished;
    report(`Edition ${name.slice(0, 8)}: ${pages.length} pages looked at, ${rendered.length} rendered.`);
    const dropped = plan?.drop ?? [];
    const changed = [...finished.changed, ...dropped];
    return { name, isNew: true, rendered, dropped, changed, changesAt, took: laps.took };
  }

  /** Gives back what no kept edition needs any longer; gives the number of files. */
  async tidy(): Promise<number> {
    const { dataDir } = this.#options.settings;
    const needed = await neededBy(dataDir);
    const checked = new Set([...needed.checked, ...this.#folder.sources.values()]);
    return tidy(dataDir, { ...needed, checked }, Date.now());
  }

  /** Has the app that renders started before it is needed. */
  async warm(): Promise<void> {
    await this.#startedApp();
  }

  /** Lets go of threads and of the app; it may be asked again nevertheless. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await Promise.all([this.#folder.close(), this.#stopApp()]);
  }

  async #stopApp(): Promise<void> {
    const app = this.#app;
    this.#app = undefined;
    await app?.then((started) => started.stop()).catch(() => {});
  }

  /** The state of the code when it was first asked for: a running press goes on with what it runs. */
  #readCode() {
    const { projectDir, settings } = this.#options;
    this.#code ??= bundleReaderScript(projectDir).then(async () => ({
      hash: codeHash(projectDir),
      scripts: await keepReaderScripts(projectDir, settings.dataDir),
    }));
    return this.#code;
  }

  #freshBuild(code: string): Promise<Harvest | undefined> {
    return freshBuild(this.#options, code);
  }

  /** Without its edition if that can't be opened any longer: then every page is compared. */
  #baseOf(manifest: Manifest): Base {
    const { dataDir } = this.#options.settings;
    this.#entries.follow(manifest.shards);
    try {
      return { manifest, edition: openContent(dataDir, manifest.content) };
    } catch {
      return { manifest, edition: undefined };
    }
  }

  /** The app that renders what was prepared last. It stays for the next edition. */
  #startedApp(): Promise<App> {
    const { settings, projectDir } = this.#options;
    const forget = () => {
      if (this.#app === app) this.#app = undefined;
    };
    const app =
      this.#app ??
      startApp(projectDir, settings, 'next').then((started) => {
        started.process.once('close', forget);
        return started;
      });
    this.#app = app;
    app.catch(forget);
    clearTimeout(this.#idle);
    if (!this.#options.keepsApp) this.#idle = setTimeout(() => void this.#stopApp(), idleFor).unref();
    return app;
  }

  async #finish({ pages, isBased, harvest, replacements }: Finishing) {
    const { settings, report } = this.#options;
    const { dataDir, siteUrl } = settings;
    const entries = new Map<string, Entry>();
    const harvested = new Map(harvest?.prerenders.map((page) => [page.address, page]));
    const toRender: PageAddress[] = [];
    const changed: string[] = [];
    for (const page of pages) {
      const inputs = hashOf(`${siteUrl} ${page.inputs}`); // Every page names its own full address.
      const kept = isBased ? this.#entries.get(page.address) : undefined;
      const same = kept?.inputs === inputs && kept.status === page.status;
      if (!same) changed.push(page.address);
      if (same && (page.late || (kept.object && existsSync(objectPath(dataDir, kept.object)))))
        entries.set(page.address, kept);
      else if (page.late) entries.set(page.address, { type: html, status: 200, keep: 'page', inputs });
      else toRender.push({ ...page, inputs });
    }
    const isMissing = toRender.some(({ address }) => !harvested.has(address));
    const app = isMissing ? await this.#startedApp() : undefined;
    const rendered: string[] = [];
    await inParallel(toRender, 8, async ({ address, inputs, status, keep }) => {
      const ready = harvested.get(address);
      const source = ready
        ? { type: String(ready.headers['content-type'] ?? html), body: readFileSync(ready.file) }
        : await app?.render(address);
      if (!source) throw new Error(`${address} was not rendered`);
      const object = await finishPage(dataDir, { address, ...source }, replacements);
      entries.set(address, { object, type: source.type, status, keep: keep ?? 'page', inputs });
      rendered.push(address);
      if (rendered.length % 250 === 0) report(`${rendered.length} of ${toRender.length} pages.`);
    });
    return { entries, rendered, changed };
  }
}

/** An app that nobody has needed for so long is stopped, in milliseconds: it takes a hundred megabytes. */
const idleFor = 10 * 60_000;

const html = 'text/html; charset=utf-8';

type Finishing = Readonly<{
  pages: readonly PageAddress[];
  /** Whether entries of the live edition may be taken over. */
  isBased: boolean;
  harvest: Harvest | undefined;
  replacements: Readonly<Record<string, string>>;
}>;

/** What stands at other addresses, or nowhere any longer, than in the edition before. */
function changesOf(
  before: Edition,
  after: Edition,
  plan: Changed,
  entries: Iterable<readonly [string, Entry | undefined]>,
): EntryChanges {
  const gone = [...plan.drop, ...redirects(before).keys()];
  return new Map([...gone.map((address) => [address, undefined] as const), ...entries, ...redirects(after)]);
}

/** Makes the edition of an instant and switches to it. Throws ContentProblems. */
export async function press(options: PressOptions & Wish): Promise<Made> {
  const press = new Press(options);
  try {
    const made = await press.make(options);
    if (made.isNew) switchTo(options.settings.dataDir, made.name);
    await press.tidy();
    return made;
  } finally {
    await press.close();
  }
}

export type PreviewWish = Readonly<{
  slug: string;
  /** When the link stops working, in milliseconds since 1970. */
  until: number;
  /** Where the page stands. */
  address: string;
}>;

/** Files that readers of an older edition's pages may still ask for. Pictures aren't among them: takedowns reach those. */
function immutableOf(dataDir: string, live: Manifest | undefined): [string, Entry][] {
  if (!live) return [];
  const stays = ([address, entry]: [string, Entry]) =>
    entry.keep === 'immutable' && !address.startsWith('/media/');
  try {
    return [...new Entries(dataDir, live.shards).all()].filter(stays);
  } catch {
    return []; // An edition that can't be read any longer has no readers either.
  }
}

function redirects(edition: Edition): Map<string, Entry> {
  const moved = Object.entries(edition.moved).flatMap(([from, to]) => {
    const entry: Entry = { type: 'text/plain', status: 308, keep: 'page', location: `/articles/${to}` };
    const isLive = edition.summary(to)?.kind === 'live';
    // Whoever has the page open under its old address goes on following it.
    const live: Entry = { ...entry, location: liveAddress(to) };
    return [[`/articles/${from}`, entry] as const, ...(isLive ? [[liveAddress(from), live] as const] : [])];
  });
  return new Map(moved);
}

/** Times one step after the other. */
class Laps {
  readonly took: Record<string, number> = {};
  #began = performance.now();

  end(step: string): void {
    const now = performance.now();
    this.took[step] = Math.round(now - this.#began);
    this.#began = now;
  }
}
