/** `<save-story address list saving saved unsaved full failed>`: a button by which a story stays on this device until the reader lets it go. */
import { savedAddress } from './kept.ts';
import { ask, type Reply } from './messages.ts';
import { picturesShown } from './pictures.ts';

export class SaveStory extends HTMLElement {
  #asked = false;

  connectedCallback(): void {
    // Shown when there is somebody who keeps it: never a button that does nothing.
    void navigator.serviceWorker.ready.then(async () => {
      this.#show(await ask({ wish: 'list' }));
      this.#button.hidden = false;
    });
    this.#button.addEventListener('click', () => void this.#turn());
    // Back from the back/forward cache: it may have been removed elsewhere.
    addEventListener(
      'pageshow',
      async ({ persisted }) => persisted && this.#show(await ask({ wish: 'list' })),
    );
  }

  get #button(): HTMLButtonElement {
    return this.querySelector('button') as HTMLButtonElement;
  }

  get #address(): string {
    return this.getAttribute('address') ?? '';
  }

  #show({ pages }: Reply): boolean {
    const isSaved = pages.some(({ address, saved }) => address === this.#address && saved !== undefined);
    this.#button.ariaPressed = String(isSaved);
    return isSaved;
  }

  async #turn(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const isSaved = this.#button.ariaPressed === 'true';
    if (!isSaved) {
      this.#say('saving');
      // What the reader asked to keep is nothing for the browser to clear away by itself.
      void navigator.storage?.persist?.();
    }
    const address = this.#address;
    const reply = await ask(
      isSaved ? { wish: 'unsave', address } : { wish: 'save', address, pictures: picturesShown(false) },
    );
    this.#asked = false;
    if (reply.outcome !== 'done') return this.#say(reply.outcome);
    this.#say(this.#show(reply) ? 'saved' : 'unsaved');
  }

  /** In the words that its attributes have, which are in the page's language. */
  #say(what: 'saving' | 'saved' | 'unsaved' | 'full' | 'failed'): void {
    const output = this.querySelector('output');
    const link = document.createElement('a');
    link.href = savedAddress;
    link.textContent = this.getAttribute('list');
    const leadsOn = what === 'saved' || what === 'full';
    output?.replaceChildren(this.getAttribute(what) ?? '', ...(leadsOn ? [' ', link] : []));
  }
}
