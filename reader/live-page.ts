/** The script of a live story's page, beside that of every page. */
import { begin } from './begin.ts';
import { LiveStory } from './live-story.ts';

begin(() => customElements.define('live-story', LiveStory));
