/** `<running-date zone offset until>`: the date line runs; a button stops it (WCAG 2.2.2), and so does a hidden page. */
import { clockFor } from './clock.ts';

export class RunningDate extends HTMLElement {
  #timer: number | undefined;
  #paused = false;

  connectedCallback(): void {
    const time = this.querySelector('time');
    if (!time || this.querySelector('button')) return;
    const [zone, offset, until] = ['zone', 'offset', 'until'].map((name) => this.getAttribute(name));
    const format = clockFor(zone ?? 'UTC', offset ?? null, until ?? null, new Date());
    const show = () => {
      const now = new Date();
      time.textContent = format(now);
      time.dateTime = now.toISOString();
    };
    const button = document.createElement('button');
    button.type = 'button';
    const run = () => {
      window.clearInterval(this.#timer);
      const runs = !this.#paused && !document.hidden;
      if (runs) {
        show();
        this.#timer = window.setInterval(show, 1000);
      }
      button.textContent = this.#paused ? '▶' : '❚❚';
      button.setAttribute('aria-label', this.#paused ? 'Run the clock' : 'Pause the clock');
    };
    button.addEventListener('click', () => {
      this.#paused = !this.#paused;
      run();
    });
    document.addEventListener('visibilitychange', run);
    this.append(button);
    run();
  }

  disconnectedCallback(): void {
    window.clearInterval(this.#timer);
  }
}
