/** `<share-row url headline copy copied>`: the device's own sharing, else the link into the clipboard. */

export class ShareRow extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    const url = this.getAttribute('url');
    if (!button || !url) return;
    const title = this.getAttribute('headline') ?? document.title;
    const said = document.createElement('output');
    button.after(said);
    const canShare = typeof navigator.share === 'function';
    if (!canShare) button.textContent = this.getAttribute('copy');
    button.addEventListener('click', async () => {
      try {
        if (canShare) await navigator.share({ url, title });
        else {
          await navigator.clipboard.writeText(url);
          said.textContent = this.getAttribute('copied');
        }
      } catch (error) {
        // Closing the share sheet is no failure.
        if ((error as Error).name !== 'AbortError') said.textContent = url;
      }
    });
    button.hidden = false;
  }
}
