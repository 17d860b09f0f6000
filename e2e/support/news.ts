/**
 * What a live story's page would be answered after later editions: the finished page and its `live.json` as they
 * are, changed here. Proves what the page does with them; that an edition brings them is proved with a real one.
 */
import type { Page, Route } from '@playwright/test';
import type { LiveFile } from '../../reader/following.ts';
import { liveSlug } from './live.ts';
import { difficult } from './sites.ts';

const pattern = /<article class="entry" id="([^"]+)" data-mark="([^"]+)">[\s\S]*?<\/article>/g;

export class News {
  readonly url = `${difficult.origin}/articles/${liveSlug}`;
  /** How often the page has asked, and how often it has fetched itself. */
  asked = 0;
  fetched = 0;
  ended = false;
  /** Nobody answers. */
  silent = false;
  #html = '';
  #file: LiveFile = { ended: false, version: '', entries: [] };

  /** Puts itself between the page and the portal. */
  async stand(page: Page): Promise<void> {
    this.#html = await (await fetch(this.url)).text();
    this.#file = (await (await fetch(`${this.url}/live.json`)).json()) as LiveFile;
    const answer = (route: Route, body: object) =>
      this.silent ? route.abort('aborted') : route.fulfill(body);
    await page.route('**/live.json', (route) => {
      this.asked++;
      return answer(route, { json: { ...this.#file, ended: this.ended } });
    });
    await page.route('**/*as-of=*', (route) => {
      this.fetched++;
      return answer(route, { contentType: 'text/html; charset=utf-8', body: this.#html });
    });
  }

  get ids(): string[] {
    return this.#file.entries.map(({ id }) => id);
  }

  /** The newsroom adds entries on top; gives their anchors, newest first. */
  add(count: number): string[] {
    const [like = ''] =
      [...this.#html.matchAll(pattern)].find(([article]) => article.includes('Entry of')) ?? [];
    const added = Array.from({ length: count }, (_, index) => {
      const at = new Date(Date.now() - (count - index) * 1000).toISOString();
      return { id: `e-${at.replace(/[-:]/g, '')}`, at, mark: 'added' };
    });
    for (const entry of added) {
      const article = like
        .replace(/id="[^"]+" data-mark="[^"]+"/, `id="${entry.id}" data-mark="${entry.mark}"`)
        .replace(/(<h2[^>]*>)[\s\S]*?<\/h2>/, `$1Added ${entry.id}</h2>`);
      this.#html = this.#html.replace(/<article class="entry"/, `${article}<article class="entry"`);
      this.#change([entry, ...this.#file.entries]);
    }
    return added.map(({ id }) => id).reverse();
  }

  /** The newsroom writes more into an entry. */
  edit(id: string): void {
    this.#html = this.#html.replace(pattern, (article, own: string, mark: string) =>
      own === id
        ? article
            .replace(mark, `edited-${mark}`)
            .replace('</article>', `<p>Edited.</p>${'<p>More.</p>'.repeat(20)}</article>`)
        : article,
    );
    this.#change(
      this.#file.entries.map((entry) =>
        entry.id === id ? { ...entry, mark: `edited-${entry.mark}` } : entry,
      ),
    );
  }

  remove(id: string): void {
    this.#html = this.#html.replace(pattern, (article, own: string) => (own === id ? '' : article));
    this.#change(this.#file.entries.filter((entry) => entry.id !== id));
  }

  #change(entries: LiveFile['entries']): void {
    this.#file = { ...this.#file, entries, version: `${this.#file.version}+` };
  }
}
