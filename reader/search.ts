/**
 * `<search-page>`: finds while somebody types. What it shows is the page that the form would have led to; the address
 * follows, and voices hear how many stories there are. Arrows lead from the words to the stories and back.
 */

/** So long nobody has typed, in milliseconds. */
const pause = 250;
/** An answer that takes longer is given up, in milliseconds; the button still asks. */
const patience = 8_000;

export class SearchPage extends HTMLElement {
  #timer: number | undefined;
  #asking: AbortController | undefined;
  #shown = location.search;

  connectedCallback(): void {
    this.#input.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => void this.#find(), pause);
    });
    this.#input.form?.addEventListener('submit', (event) => {
      event.preventDefault();
      clearTimeout(this.#timer);
      void this.#find(true);
    });
    this.addEventListener('keydown', (event) => this.#move(event));
  }

  get #input(): HTMLInputElement {
    return this.querySelector('#q') as HTMLInputElement;
  }

  get #links(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.search-results h3 a')];
  }

  /** `asked`: by the button. Then the browser goes there itself if it can't be had so. */
  async #find(asked = false): Promise<void> {
    const words = new URLSearchParams([...new FormData(this.#input.form ?? undefined)] as [string, string][]);
    const query = `?${words}`;
    if (query === this.#shown && !asked) return;
    this.#asking?.abort();
    this.#asking = new AbortController();
    const { signal } = this.#asking;
    const found = await get(`/search${query}`, AbortSignal.any([signal, AbortSignal.timeout(patience)]));
    if (signal.aborted) return;
    if (!found) {
      if (asked) location.assign(`/search${query}`);
      return;
    }
    this.#shown = query;
    this.#replace(found, '#found');
    document.title = found.title;
    history.replaceState(null, '', `/search${query}`);
    const count = this.querySelector('.search-count')?.textContent ?? '';
    const status = this.querySelector('[role=status]');
    if (status) status.textContent = count;
  }

  #replace(found: Document, part: string): void {
    const [own, fresh] = [this.querySelector(part), found.querySelector(part)];
    if (own && fresh) own.replaceWith(fresh);
  }

  #move(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = this.#links;
    const place = links.indexOf(document.activeElement as HTMLElement);
    const isFromInput = step === 1 && document.activeElement === this.#input;
    const isBack = event.key === 'Escape' || place + (step ?? 0) < 0;
    if (place < 0 && !isFromInput) return;
    if (step === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    (isBack ? this.#input : links[place + (step ?? 0)])?.focus();
  }
}

async function get(address: string, signal: AbortSignal): Promise<Document | undefined> {
  try {
    const answer = await fetch(address, { signal });
    if (!answer.ok) return undefined;
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return undefined;
  }
}
