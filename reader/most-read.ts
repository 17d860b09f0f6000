/** `<most-read heading now today week reading times>`: what people read most now, today, this week, in the space that the page has for it. */

import { type Lists, type Span, spansOf, wordsFor } from './most-read-words.ts';

/** The answer is as old as this anyway, in milliseconds. */
const again = 60_000;

export class MostRead extends HTMLElement {
  #lists: Lists | undefined;
  #span: Span | undefined;

  connectedCallback(): void {
    // Asked for when it is near: most readers never come so far.
    const near = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        near.disconnect();
        void this.#look();
      },
      { rootMargin: '400px' },
    );
    near.observe(this);
  }

  async #look(): Promise<void> {
    if (!document.hidden) {
      const answer = await fetch('/api/most-read', { priority: 'low' }).catch(() => undefined);
      if (answer?.ok) {
        this.#lists = (await answer.json()) as Lists;
        this.#show();
      }
    }
    setTimeout(() => this.isConnected && void this.#look(), again);
  }

  #show(): void {
    const lists = this.#lists;
    const list = this.querySelector('ol');
    const spans = lists ? spansOf(lists) : [];
    const span =
      spans.find((each) => each === this.#span) ?? spans.find((each) => each !== 'now') ?? spans[0];
    // A reader who is about to follow a link keeps it.
    if (!lists || !list || !span || list.contains(document.activeElement)) return;
    const heading = this.querySelector('h2');
    if (heading) heading.textContent = this.getAttribute('heading');
    this.#offer(spans, span);
    list.replaceChildren(
      ...lists[span].map((story) => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = story.address;
        link.textContent = story.headline;
        if (story.lang) link.lang = story.lang;
        const words = document.createElement('small');
        words.textContent = wordsFor(span, story, {
          lang: document.documentElement.lang,
          reading: this.getAttribute('reading') ?? '#',
          times: this.getAttribute('times') ?? '#',
        });
        item.append(link, words);
        return item;
      }),
    );
  }

  #offer(spans: readonly Span[], chosen: Span): void {
    const head = this.querySelector('.most-read-head');
    let group = head?.querySelector<HTMLElement>('[role=group]');
    if (!group) {
      group = document.createElement('div');
      group.role = 'group';
      group.ariaLabel = this.getAttribute('heading');
      head?.append(group);
    }
    const buttons = [...group.querySelectorAll('button')];
    if (buttons.map(({ value }) => value).join() !== spans.join()) {
      group.replaceChildren(
        ...spans.map((span) => {
          const button = document.createElement('button');
          button.type = 'button';
          button.value = span;
          button.textContent = this.getAttribute(span);
          button.addEventListener('click', () => {
            this.#span = span;
            this.#show();
          });
          return button;
        }),
      );
    }
    for (const button of group.querySelectorAll('button'))
      button.ariaPressed = String(button.value === chosen);
  }
}
