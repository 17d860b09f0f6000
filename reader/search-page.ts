/** The script of the page of a search. */
import { begin } from './begin.ts';
import { SearchPage } from './search.ts';

begin(() => customElements.define('search-page', SearchPage));
