/** `<audience-choice>`: says whether this browser is counted, and leaves only the button that would change it. */
import { refusal } from './view.ts';

export class AudienceChoice extends HTMLElement {
  connectedCallback(): void {
    const show = () => {
      const state = refusal() ?? 'counted';
      for (const part of this.querySelectorAll<HTMLElement>('[data-when]')) {
        const holds = part.dataset.when === state;
        part.classList.toggle('holds', holds);
        part.hidden = !holds;
      }
    };
    show();
    addEventListener('pageshow', show);
  }
}
