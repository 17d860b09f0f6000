/** `<saved-stories>`: lists what this device keeps, and lets the reader remove it. Nothing of it leaves the device. */
import { cacheName, isKeepable, type Kept, offlineAddress, savedAddress } from './kept.ts';
import { ask, register, type Wish } from './messages.ts';
import { whenOnline } from './online.ts';
import { addressOf } from './touching.ts';
import { ageOf, instantWords, takenBackWords, words } from './words.ts';

type Listed = Readonly<{ page: Kept; headline: string; lang: string }>;

export class SavedStories extends HTMLElement {
  connectedCallback(): void {
    this.#part('all').addEventListener('click', () => void this.#empty());
    addEventListener('pageshow', ({ persisted }) => void (persisted && this.#list({ wish: 'list' })));
    const address = addressOf(location.href);
    const isOwn = address === savedAddress || address === offlineAddress;
    // Whoever wanted another page gets it as soon as there is one.
    whenOnline(() => (isOwn ? this.#list({ wish: 'look' }) : reloadIfThere()));
    void this.#begin();
  }

  #part(name: string): HTMLElement {
    return this.querySelector(`[data-part=${name}]`) as HTMLElement;
  }

  async #begin(): Promise<void> {
    if (!(await register())) {
      this.#part('none').hidden = false;
      return;
    }
    await this.#list({ wish: 'list' });
    // What is shown here is as it should be: taken back stories go before the reader follows a link.
    if (navigator.onLine) await this.#list({ wish: 'look' });
  }

  /** Shows what is kept after a wish. */
  async #list(wish: Wish): Promise<boolean> {
    const { outcome, pages, takenBack } = await ask(wish);
    if (outcome === 'failed') return false;
    const listed = await Promise.all(pages.filter(({ address }) => isKeepable(address)).map(read));
    const all = listed.filter((each) => each !== undefined);
    const by = (name: 'saved' | 'opened') => (a: Listed, b: Listed) =>
      (b.page[name] ?? b.page.at) - (a.page[name] ?? a.page.at);
    const saved = all.filter(({ page }) => page.saved !== undefined).toSorted(by('saved'));
    const opened = all.filter(({ page }) => page.saved === undefined).toSorted(by('opened'));
    this.#fill('saved', saved);
    this.#fill('opened', opened);
    this.#part('empty').hidden = saved.length > 0;
    this.#part('all').hidden = all.length === 0;
    if (takenBack > 0 && location.pathname === savedAddress) {
      this.#part('news').textContent = takenBackWords(takenBack);
      await ask({ wish: 'heard' });
    }
    return true;
  }

  #fill(name: 'saved' | 'opened', listed: readonly Listed[]): void {
    const part = this.#part(name);
    part.hidden = listed.length === 0;
    part.querySelector('ul')?.replaceChildren(...listed.map((each) => this.#item(each)));
  }

  #item({ page, headline, lang }: Listed): HTMLElement {
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = page.address;
    link.textContent = headline;
    link.lang = lang;
    const age = document.createElement('small');
    age.textContent = ageOf(
      instantWords(page.at),
      page.saved === undefined ? undefined : instantWords(page.saved),
    );
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.textContent = words.remove;
    remove.ariaLabel = `${words.remove}: ${headline}`;
    remove.addEventListener('click', () => void this.#remove(item, page.address));
    item.append(link, age, remove);
    return item;
  }

  async #remove(item: HTMLElement, address: string): Promise<void> {
    const place = this.#removers.indexOf(item.querySelector('button') as HTMLButtonElement);
    const isDone = await this.#list({ wish: 'remove', address });
    this.#say(isDone ? words.removed : words.failed);
    const { [place]: next = this.#removers.at(-1) } = this.#removers;
    (next ?? this.#heading)?.focus();
  }

  async #empty(): Promise<void> {
    const isDone = await this.#list({ wish: 'empty' });
    this.#say(isDone ? words.emptied : words.failed);
    this.#heading?.focus();
  }

  get #removers(): HTMLButtonElement[] {
    return [...this.querySelectorAll<HTMLButtonElement>('li button')];
  }

  /** Where somebody is put whose button has gone. */
  get #heading(): HTMLElement | null {
    const heading = document.querySelector('h1');
    if (heading) heading.tabIndex = -1;
    return heading;
  }

  #say(said: string): void {
    this.#part('news').textContent = said;
  }
}

async function reloadIfThere(): Promise<boolean> {
  const isThere = await fetch(location.href, { method: 'HEAD', cache: 'no-store' }).then(
    () => true,
    () => false,
  );
  if (isThere) location.reload();
  return isThere;
}

/** What a kept page is called; nothing if it is gone meanwhile. */
async function read(page: Kept): Promise<Listed | undefined> {
  const html = await (await (await caches.open(cacheName)).match(page.address))?.text();
  if (html === undefined) return undefined;
  const kept = new DOMParser().parseFromString(html, 'text/html');
  const headline = page.address === '/' ? words.front : kept.querySelector('h1')?.textContent;
  return headline
    ? { page, headline, lang: kept.querySelector<HTMLElement>('.story')?.lang || kept.documentElement.lang }
    : undefined;
}
