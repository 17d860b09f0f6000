/** What people read most, for everybody to see. */
import { daysBefore } from './days.ts';
import { isStoryKey } from './events.ts';
import type { Readers } from './presence.ts';
import type { MostRead, MostReadStory } from './shapes.ts';
import { type NameOf, pagesOfDays } from './store/reports.ts';
import type { Store } from './store/store.ts';

/** A smaller number could tell of somebody. */
const leastShown = 5;
/** More than are shown: the edition may have lost some since. */
const listed = 20;
/** Pages that aren't stories are among the most read too. */
const searched = 100;

/** Stories only, with at least five readers (now) or views (today, seven days), the first first. `second` is now. */
export async function mostReadNow(
  store: Store,
  nameOf: NameOf,
  readers: Readers,
  second: number,
): Promise<MostRead> {
  const today = store.dayAt(second).day;
  const within = async (first: number) => {
    const pages = await pagesOfDays(store.db, { first, last: today }, searched);
    return [...pages].map(([page, { views }]): [number, number] => [page, views]);
  };
  const list = async (counts: readonly (readonly [number, number])[]): Promise<MostReadStory[]> => {
    const enough = counts
      .filter(([, count]) => count >= leastShown)
      .sort(([a, n], [b, m]) => m - n || a - b)
      .slice(0, searched);
    const names = await nameOf(enough.map(([page]) => page));
    return enough
      .flatMap(([page, count]) => {
        const name = names.get(page);
        return name && isStoryKey(name.key) ? [{ address: name.address, headline: name.title, count }] : [];
      })
      .slice(0, listed);
  };
  return {
    now: await list([...readers.byPage]),
    today: await list(await within(today)),
    week: await list(await within(daysBefore(today, 6))),
  };
}
