/** Keeps pages and their files in the browser's cache storage, and forgets them. One thing at a time, each whole. */
import { filesIn, fontsIn, isOurs, oneSizeEach, picturesIn } from './documents.ts';
import {
  cacheName,
  forgotten,
  isKeepable,
  isStory,
  type Keeping,
  type Kept,
  keptAt,
  leastWanted,
  mayKeep,
  meaningOf,
  neededNames,
  nothing,
  shell,
  toLookAt,
  without,
  withPage,
} from './kept.ts';
import { addressOf, isTakenBack, nameOf } from './touching.ts';

/** No page of ours has such an address. */
const listName = '/.kept';
/** What a kept page has of its answer's headers: its policy goes with it. */
const keptHeaders = [
  'content-type',
  'content-security-policy',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'x-content-type-options',
];

/** In milliseconds: whoever comes next doesn't wait longer for a line that hangs. */
const patience = 30_000;

export type Marks = Pick<Kept, 'opened' | 'saved'>;

export class Keeper {
  async keeping(): Promise<Keeping> {
    const list = await (await open()).match(listName);
    return list ? ((await list.json()) as Keeping) : nothing;
  }

  /** What is kept of a page: its document, and what is known of it. */
  async page(address: string): Promise<{ kept: Kept; document: Response } | undefined> {
    const kept = keptAt(await this.keeping(), address);
    const document = kept && (await (await open()).match(address));
    return kept && document && { kept, document };
  }

  async file(address: string): Promise<Response | undefined> {
    return (await open()).match(nameOf(address));
  }

  /** Changes what is kept; files that nothing needs any longer are deleted. */
  change(by: (keeping: Keeping) => Keeping): Promise<void> {
    return this.#inTurn(async () => this.#settle(by(await this.keeping())));
  }

  /**
   * Keeps a page as the browser has it, or as the server has it. Gives false if there is nothing to keep.
   * Throws QuotaExceededError if there is no room for it.
   */
  keep(address: string, marks: Marks, pictures?: readonly string[]): Promise<boolean> {
    return this.#inTurn(async () => {
      // What the reader has just opened is in the browser's own cache.
      const answer = await get(address, { cache: marks.opened ? 'force-cache' : 'no-cache' });
      const kept = keptAt(await this.keeping(), address);
      if (!answer && kept) {
        await this.#mark({ ...kept, ...marks });
        return true;
      }
      if (!answer) throw new Error('No answer.');
      if (!mayKeep(answer)) {
        if (isTakenBack(address, answer.status)) await this.#forget(address);
        return false;
      }
      return this.#store(address, answer, marks, pictures);
    });
  }

  /** Keeps more pictures of a page that is kept; one that was forgotten meanwhile stays so. */
  addPictures(address: string, pictures: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const kept = keptAt(await this.keeping(), address);
      const fresh = pictures.filter((picture) => !kept?.files.includes(nameOf(picture)));
      if (!kept || fresh.length === 0) return;
      const cache = await open();
      for (const file of fresh) await this.#add(cache, file);
      await this.#mark({ ...kept, files: [...kept.files, ...fresh.map(nameOf)] });
    });
  }

  forget(address: string): Promise<void> {
    return this.#inTurn(() => this.#forget(address));
  }

  /** Asks the server about kept pages, one by one. Gives false if one gets no answer, which ends it. */
  async look({ savesData = false, all = false } = {}): Promise<boolean> {
    const keeping = await this.keeping();
    const isAfter = all || keeping.wasOffline === true;
    for (const address of toLookAt(keeping, { now: Date.now(), all: isAfter, savesData }))
      if (!(await this.#inTurn(() => this.#lookAt(address, savesData)))) return false;
    if (keeping.wasOffline) await this.change(({ wasOffline: _, ...rest }) => rest);
    return true;
  }

  async #lookAt(address: string, savesData: boolean): Promise<boolean> {
    const kept = keptAt(await this.keeping(), address);
    if (!kept) return true;
    const headers: HeadersInit = kept.tag ? { 'if-none-match': kept.tag } : {};
    const answer = await get(address, { cache: 'no-store', headers });
    if (!answer) return false;
    const meaning = meaningOf(answer.status);
    if (meaning === 'forget' && isStory(address)) await this.#forget(address);
    else if (meaning === 'same') await this.#mark({ ...kept, at: Date.now(), looked: Date.now() });
    else if (meaning === 'renew') await this.#renew(kept, answer, savesData);
    return true;
  }

  /** A story that has moved is kept where it is now. */
  async #renew(kept: Kept, answer: Response, savesData: boolean): Promise<void> {
    const own = picturesIn(await answer.clone().text());
    const fresh = own.filter((picture) => !kept.files.includes(nameOf(picture)));
    const still = kept.files.filter((name) => own.some((picture) => nameOf(picture) === name));
    const wanted = isStory(kept.address) && !savesData ? [...still, ...fresh] : still;
    const address = answer.redirected ? addressOf(answer.url) : kept.address;
    if (address !== kept.address && !isKeepable(address)) return this.#forget(kept.address);
    if (!(await this.#store(address, answer, kept, wanted))) return;
    if (address !== kept.address) await this.#settle(without(await this.keeping(), kept.address));
  }

  async #store(
    address: string,
    answer: Response,
    marks: Marks,
    pictures?: readonly string[],
  ): Promise<boolean> {
    const html = await answer.text();
    if (!mayKeep(answer) || !isOurs(html)) return false;
    const cache = await open();
    const needed = filesIn(html);
    const sheet = needed.find((file) => file.endsWith('.css'));
    for (const file of needed) await this.#add(cache, file);
    const css = sheet && (await (await cache.match(sheet))?.text());
    const fonts = css && sheet ? fontsIn(css, new URL(sheet, location.origin).href) : [];
    const before = keptAt(await this.keeping(), address);
    const own = picturesIn(html);
    const still = before?.files.filter((name) => own.some((picture) => nameOf(picture) === name)) ?? [];
    const shown = oneSizeEach([...(pictures ?? own), ...still]);
    // A page without some picture is better than none.
    for (const file of [...fonts, ...shown]) await this.#add(cache, file);
    const headers = keptHeaders.flatMap((name) => {
      const value = answer.headers.get(name);
      return value ? [[name, value] as [string, string]] : [];
    });
    await cache.put(address, new Response(html, { headers }));
    const tag = answer.headers.get('etag') ?? undefined;
    // A copy from the browser's own cache may be old: then it is looked at the sooner.
    const at = Date.parse(answer.headers.get('date') ?? '') || Date.now();
    await this.#mark({
      opened: marks.opened ?? before?.opened,
      saved: marks.saved ?? before?.saved,
      address,
      at,
      looked: Math.min(at, Date.now()),
      tag,
      files: [...needed, ...fonts, ...shown].map(nameOf),
    });
    return true;
  }

  /** Keeps a file unless it is there: what has such an address never changes. */
  async #add(cache: Cache, file: string): Promise<void> {
    const name = nameOf(file);
    if (await cache.match(name)) return;
    const answer = await get(file, { cache: 'force-cache' });
    if (answer?.ok) await cache.put(name, answer);
  }

  async #mark(page: Kept): Promise<void> {
    await this.#settle(withPage(await this.keeping(), page));
  }

  /** First the words: whatever happens next, they are gone. */
  async #forget(address: string): Promise<void> {
    const keeping = await this.keeping();
    if (!keptAt(keeping, address)) return;
    await (await open()).delete(address);
    await this.#settle(forgotten(keeping, address));
  }

  async #settle(keeping: Keeping): Promise<void> {
    const cache = await open();
    const needed = neededNames(keeping).add(listName);
    for (const { url } of await cache.keys()) {
      const { pathname } = new URL(url);
      if (!needed.has(pathname)) await cache.delete(pathname);
    }
    await cache.put(listName, Response.json(keeping));
  }

  /** Makes room by what nobody asked to keep. Gives false if there is no such page. */
  makeRoom(): Promise<boolean> {
    return this.#inTurn(async () => {
      const keeping = await this.keeping();
      const least = leastWanted(keeping);
      if (least) await this.#settle(without(keeping, least.address));
      return least !== undefined;
    });
  }

  /** The pages of the shell, as they are now. Throws if one can't be had. */
  async keepShell(): Promise<void> {
    for (const address of shell)
      if (!(await this.keep(address, {}))) throw new Error(`${address} can’t be kept`);
  }

  /** A worker that is being replaced and the one that comes keep the same things. */
  #inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    return navigator.locks.request(cacheName, act) as Promise<Result>;
  }
}

const open = () => caches.open(cacheName);

/** An answer in time, behind everything that the reader waits for; nothing if there is none. */
function get(address: string, how: RequestInit): Promise<Response | undefined> {
  const signal = AbortSignal.timeout(patience);
  return fetch(address, { ...how, priority: 'low', signal }).catch(() => undefined);
}
