/**
 * `<live-story src follows ended single several failed>`: asks whether there is more, says so, and shows it when asked to.
 * What is being read never moves: entries come in above it only by the reader's own press of the button, and edits
 * only out of sight.
 */
import { countNew, isOver, isStale, type LiveFile, patience, waitAfter } from './following.ts';

/** Parts of the page, beside the entries, that new ones change. */
const around = ['.times', '.key-points'];

export class LiveStory extends HTMLElement {
  #title = document.title;
  #file: LiveFile | undefined;
  #kept: { address: string; html: string } | undefined;
  #timer: number | undefined;
  #failures = 0;
  #asking = false;
  #over = false;

  connectedCallback(): void {
    this.#say('.coverage-state', this.#word('follows'));
    this.#button.addEventListener('click', () => void this.#show());
    for (const event of ['visibilitychange', 'prerenderingchange'])
      document.addEventListener(event, () => void this.#ask());
    addEventListener('pageshow', ({ persisted }) => void (persisted && this.#ask()));
    void this.#ask();
  }

  get #button(): HTMLButtonElement {
    return this.querySelector('button') as HTMLButtonElement;
  }

  get #entries(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.entry')];
  }

  #word(name: string): string {
    return this.getAttribute(name) ?? '';
  }

  /** Said once: voices would read again what is merely written again. */
  #say(part: string, words: string): void {
    const element = this.querySelector(part);
    if (element && element.textContent !== words) element.textContent = words;
  }

  async #ask(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#over || this.#asking || document.hidden || !this.isConnected) return;
    this.#asking = true;
    const file: LiveFile | undefined = await (await get(this.#word('src')))?.json().catch(() => undefined);
    this.#failures = file ? 0 : this.#failures + 1;
    if (file) {
      this.#file = file;
      this.#tell();
      await this.#mend();
      if (isOver(file, Date.now())) this.#end();
    }
    this.#asking = false;
    if (!this.#over)
      this.#timer = window.setTimeout(() => void this.#ask(), waitAfter(this.#failures, Math.random()));
  }

  /** Says how many entries are new, in the page and in its title. */
  #tell(): void {
    const count = this.#file ? countNew(this.#file, (id) => document.getElementById(id) !== null) : 0;
    const words = count === 1 ? this.#word('single') : this.#word('several').replace('#', String(count));
    this.#button.hidden = count === 0;
    this.#button.textContent = words;
    this.#say('[role=status]', count > 0 ? words : '');
    document.title = count > 0 ? `(${count}) ${this.#title}` : this.#title;
  }

  /** Edited and removed entries, as far as they are out of sight. */
  async #mend(): Promise<void> {
    const file = this.#file;
    if (
      !file ||
      !this.#entries.some((entry) => isStale(file, entry.id, entry.dataset.mark) && isUnseen(entry))
    )
      return;
    const page = await this.#page();
    if (page) this.#merge(page, false);
  }

  async #show(): Promise<void> {
    const page = await this.#page();
    const [first] = page ? this.#merge(page, true) : [];
    if (!page || !first) return this.#fail();
    for (const part of around) {
      const [own, fresh] = [document.querySelector(part), page.querySelector(part)];
      if (own && fresh) own.replaceWith(fresh);
      else if (fresh) this.before(fresh);
    }
    const heading = first.querySelector('h2');
    if (heading) heading.tabIndex = -1;
    heading?.focus({ preventScroll: true });
    first.scrollIntoView();
    this.#tell();
  }

  /** Until the next answer the button says that it didn't work; it can be pressed again. */
  #fail(): void {
    this.#kept = undefined;
    if (this.#button.hidden) return;
    this.#button.textContent = this.#word('failed');
    this.#say('[role=status]', this.#word('failed'));
  }

  /** The page as it is now, fetched once a version. Its address names that, so that no cache gives the one before. */
  async #page(): Promise<Document | undefined> {
    const address = `${location.pathname}?as-of=${this.#file?.version}`;
    if (this.#kept?.address !== address) {
      const html = await (await get(address))?.text().catch(() => undefined);
      this.#kept = html === undefined ? undefined : { address, html };
    }
    return this.#kept && new DOMParser().parseFromString(this.#kept.html, 'text/html');
  }

  /** Takes over what a page has: edits where nobody looks, new entries if they were asked for. Gives these. */
  #merge(page: Document, asked: boolean): HTMLElement[] {
    // What is in view stays: an entry, or what stands below them all. One that is replaced isn't in view.
    const reading = this.#entries.find((entry) => entry.getBoundingClientRect().bottom > 0);
    const place = () => (reading ? reading.getBoundingClientRect().top : this.getBoundingClientRect().bottom);
    const before = place();
    const fresh = [...page.querySelectorAll<HTMLElement>('.entry')];
    const added: HTMLElement[] = [];
    let below: HTMLElement | null = null;
    for (const each of fresh.reverse()) {
      const own = document.getElementById(each.id);
      if (!own && asked) {
        this.insertBefore(each, below);
        added.unshift(each);
      }
      const edited = own && own.dataset.mark !== each.dataset.mark && isUnseen(own);
      if (edited) own.replaceWith(each);
      below = (edited ? each : own) ?? (asked ? each : below);
    }
    const ids = new Set(fresh.map(({ id }) => id));
    for (const own of this.#entries) if (fresh.length > 0 && !ids.has(own.id) && isUnseen(own)) own.remove();
    if (!reading || reading.isConnected) scrollBy(0, place() - before);
    return added;
  }

  #end(): void {
    this.#over = true;
    this.#say('.coverage-state', this.#word('ended'));
    document.querySelector('.story-head .live-mark')?.remove();
  }
}

/** An answer in time, asked for anew: what the browser has is kept if the server says that it is still right. */
function get(address: string): Promise<Response | undefined> {
  return fetch(address, { cache: 'no-cache', signal: AbortSignal.timeout(patience) })
    .then((answer) => (answer.ok ? answer : undefined))
    .catch(() => undefined);
}

/** Neither in view nor in use. */
function isUnseen(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return (
    (bottom < 0 || top > innerHeight) &&
    !element.contains(document.activeElement) &&
    !getSelection()?.containsNode(element, true)
  );
}
