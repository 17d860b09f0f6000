/** The script of `/saved` and of the page that is shown where nothing is kept. */
import { begin } from '../begin.ts';
import { SavedStories } from './saved-stories.ts';

begin(() => customElements.define('saved-stories', SavedStories));
