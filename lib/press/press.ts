import { ContentFolder } from '#lib/content/check.ts';
import { ContentProblems } from '#lib/content/problem.ts';
import { pageAddresses } from '#lib/edition/addresses.ts';
import { changedPages } from '#lib/edition/changes.ts';
import { choose } from '#lib/edition/choose.ts';
import { Entries, type Entry, writeEntries } from '#lib/edition/entries.ts';
import { keepContent, keepStories } from '#lib/edition/keep.ts';
import { keepEdition, liveEdition, type Manifest, switchTo } from '#lib/edition/manifest.ts';
import { type Edition, openContent, pointContent, preparedContent } from '#lib/edition/open.ts';
import { readSources, writeSources } from '#lib/edition/sources.ts';
import { type Held, HistoryDesk } from '#lib/history/histories.ts';
import { misnamedIn } from '#lib/history/misnamed.ts';
import { noteUntold } from '#lib/purge/purger.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { allEnded } from '#lib/threads/parallel.ts';
import { freshBuild } from './build.ts';
import { keepAssets, keepPublicFiles } from './files.ts';
import { lockPress } from './lock.ts';
import { finishPages } from './pages.ts';
import { allPictures, changedPictures } from './pictures.ts';
import type { PreviewPage, PreviewPicture } from './preview.ts';
import { type PreviewWish, previewOf, previewPictureOf } from './previewing.ts';
import { Renderer } from './renderer.ts';
import { changesOf, immutableOf, redirects, withdrawnFiles } from './standing.ts';
import type { Comparison } from './status.ts';
import { neededBy, tidy } from './tidy.ts';

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
  /** Since the folder was last looked at, nothing has happened there but that these files were written anew. */
  touched?: ReadonlySet<string>;
  /** Looks for what nobody has told of: nothing is said while there is nothing. */
  quiet?: boolean;
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
  readonly #renderer: Renderer;
  readonly #histories: HistoryDesk;

  constructor(options: PressOptions) {
    this.#options = options;
    const { contentDir, dataDir } = options.settings;
    this.#folder = new ContentFolder({ contentDir, dataDir });
    this.#histories = new HistoryDesk({ contentDir, dataDir });
    this.#entries = new Entries(dataDir);
    this.#renderer = new Renderer(options);
  }

  /** Checks and keeps the content, and makes it the one to render from. Throws ContentProblems. */
  async prepare({ at, except, only, again, touched, quiet }: Wish) {
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
            touched,
          });
    if (!content) throw new ContentProblems(problems);
    if (!again && !quiet) report(`Content checked: ${files} files, ${content.stories.length} stories.`);
    const chosen = choose(content, at);
    const { stories } = chosen.content;
    await keepStories(dataDir, stories);
    const histories = await this.#histories.read(
      stories,
      at,
      this.#heldBy({ except, only: published && only, again }),
    );
    // Whoever wrote a redaction trusts in it.
    const misnamed = misnamedIn(histories, settings.contentDir);
    if (misnamed.length > 0 && !only && !again) throw new ContentProblems(misnamed);
    const name = keepContent(dataDir, chosen, {}, histories);
    pointContent(dataDir, name);
    const sources = again && needed !== undefined ? needed : writeSources(dataDir, this.#folder.sources);
    return { edition: openContent(dataDir, name), changesAt: chosen.changesAt, sources };
  }

  /** Which stories stay as they are live, and so does what is shown of their versions. */
  #heldBy({ except, only, again }: Pick<Wish, 'except' | 'only' | 'again'>): Held | undefined {
    if (!except && !only && !again) return undefined;
    const { dataDir } = this.#options.settings;
    const live = liveEdition(dataDir);
    const edition = live && openContent(dataDir, live.manifest.content);
    return {
      isHeld: ({ file, slug }) => again || (only ? !only.has(file) : except?.has(slug)) === true,
      of: ({ id }) => edition?.summaryById(id)?.history,
    };
  }

  /** See previewing.ts. */
  preview(wish: PreviewWish): Promise<PreviewPage | undefined> {
    return previewOf(this.#options.settings, this.#folder, this.#renderer, wish);
  }

  /** See previewing.ts. */
  previewPicture(slug: string, address: string): Promise<PreviewPicture | undefined> {
    return previewPictureOf(this.#options.settings, this.#folder, slug, address);
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
    const code = await this.#renderer.code();
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
    const harvest = await freshBuild(this.#options, code.hash);
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
    const keptAt = (address: string) => (base ? this.#entries.get(address) : undefined);
    // Pictures keep other threads busy than pages do.
    const [finished, pictures, assets] = await allEnded([
      finishPages(this.#options, this.#renderer, { pages, keptAt, harvest, replacements }),
      plan ? changedPictures(edition, plan.stories, settings) : allPictures(edition, settings),
      plan ? Promise.resolve([]) : keepAssets(projectDir, dataDir),
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
              ...assets,
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
    const changed = [...finished.changed, ...dropped, ...withdrawnFiles(base?.edition, edition, pictures)];
    return { name, isNew: true, rendered, dropped, changed, changesAt, took: laps.took };
  }

  /** Gives back what no kept edition needs any longer; gives the number of files. */
  async tidy(): Promise<number> {
    const { dataDir } = this.#options.settings;
    const needed = await neededBy(dataDir);
    const checked = new Set([...needed.checked, ...this.#folder.sources.values()]);
    return tidy(dataDir, { ...needed, checked }, Date.now());
  }

  /** Has what takes long the first time done before it is needed: threads and the app started, their code compiled. */
  async warm(): Promise<void> {
    const { dataDir } = this.#options.settings;
    const prepared = preparedContent(dataDir);
    if (prepared === undefined) return;
    const [newest] = openContent(dataDir, prepared).stories;
    const addresses = ['/', ...(newest ? [`/articles/${newest.slug}`] : [])];
    await this.#folder.warm();
    for (const address of addresses) await this.#renderer.render(address);
  }

  /** Lets go of threads and of the app; it may be asked again nevertheless. */
  async close(): Promise<void> {
    await Promise.all([this.#folder.close(), this.#renderer.close()]);
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
}

/** Makes the edition of an instant and switches to it. Throws ContentProblems. */
export async function press(options: PressOptions & Wish): Promise<Made> {
  const { settings } = options;
  const release = await lockPress(settings.dataDir, options);
  const press = new Press(options);
  try {
    const made = await press.make(options);
    if (made.isNew) {
      switchTo(settings.dataDir, made.name);
      noteUntold(settings, made.changed, options.report);
    }
    await press.tidy();
    return made;
  } finally {
    await press.close();
    release();
  }
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
