/** `<running-date zone offset until clock halves pause run>`: the date line runs; a button stops it (WCAG 2.2.2), and so does a hidden page. */
import { clockFor, inForm } from './clock.ts';

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
      time.textContent = inForm(format(now), this.getAttribute('clock'), this.getAttribute('halves'));
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
      button.ariaLabel = this.getAttribute(this.#paused ? 'run' : 'pause');
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
