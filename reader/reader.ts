/** The reader's script: small elements, each of use without it. One file, a few hundred lines of nothing else. */
import { RunningDate } from './running-date.ts';
import { ShareRow } from './share-row.ts';
import { ThemeSwitch } from './theme-switch.ts';

customElements.define('running-date', RunningDate);
customElements.define('theme-switch', ThemeSwitch);
customElements.define('share-row', ShareRow);
