/** The reader's script: small elements, each of use without it. One file, a few hundred lines of nothing else. */
import { AudienceChoice } from './audience-choice.ts';
import { MostRead } from './most-read.ts';
import { PageView } from './page-view.ts';
import { RunningDate } from './running-date.ts';
import { ShareRow } from './share-row.ts';
import { ThemeSwitch } from './theme-switch.ts';

function begin(): void {
  customElements.define('most-read', MostRead);
  customElements.define('running-date', RunningDate);
  customElements.define('theme-switch', ThemeSwitch);
  customElements.define('share-row', ShareRow);
  customElements.define('page-view', PageView);
  customElements.define('audience-choice', AudienceChoice);
}

/** Where Next.js runs without the press, React must first find the page as it was sent; in milliseconds. */
const reactNeeds = 500;
if ('__next_f' in window) addEventListener('load', () => setTimeout(begin, reactNeeds));
else begin();
