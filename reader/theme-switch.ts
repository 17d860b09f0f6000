/** `<theme-switch dark light dark-colours light-colours>`: light or dark, remembered in a cookie that the newsstand reads, so that no page flashes. */

const year = 60 * 60 * 24 * 365;

export class ThemeSwitch extends HTMLElement {
  connectedCallback(): void {
    const button = this.querySelector('button');
    if (!button) return;
    const root = document.documentElement;
    const remembered = /(?:^|;\s*)theme=(light|dark)/.exec(document.cookie)?.[1];
    // A cached or prefetched copy may be older than the choice.
    if (remembered) root.dataset.theme = remembered;
    const system = matchMedia('(prefers-color-scheme: dark)');
    const current = () => root.dataset.theme ?? (system.matches ? 'dark' : 'light');
    const label = () => {
      const other = current() === 'dark' ? 'light' : 'dark';
      button.textContent = this.getAttribute(other);
      button.ariaLabel = this.getAttribute(`${other}-colours`);
    };
    button.addEventListener('click', () => {
      const next = current() === 'dark' ? 'light' : 'dark';
      root.dataset.theme = next;
      // biome-ignore lint/suspicious/noDocumentCookie: the newsstand has to see it; the Cookie Store API isn't everywhere.
      document.cookie = `theme=${next}; path=/; max-age=${year}; samesite=lax`;
      label();
    });
    system.addEventListener('change', label);
    label();
    button.hidden = false;
  }
}
