/** The reader's script: small elements, each of use without it. One file, a few hundred lines of nothing else. */
import { AudienceChoice } from './audience-choice.ts';
import { begin } from './begin.ts';
import { MostRead } from './most-read.ts';
import { PageView } from './page-view.ts';
import { RunningDate } from './running-date.ts';
import { ShareRow } from './share-row.ts';
import { ThemeSwitch } from './theme-switch.ts';

begin(() => {
  customElements.define('most-read', MostRead);
  customElements.define('running-date', RunningDate);
  customElements.define('theme-switch', ThemeSwitch);
  customElements.define('share-row', ShareRow);
  customElements.define('page-view', PageView);
  customElements.define('audience-choice', AudienceChoice);
});
