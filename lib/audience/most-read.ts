/** What people read most, for everybody to see. */
import { daysBefore } from './days.ts';
import type { Readers } from './presence.ts';
import type { MostRead, MostReadStory } from './shapes.ts';
import { pagesOfDays } from './store/reports.ts';
import type { Store } from './store/store.ts';
import type { Stories } from './stories.ts';

/** A smaller number could tell of somebody. */
const leastShown = 5;
const listed = 5;

/** Stories only, with at least five readers (now) or views (today, seven days). `second` is now. */
export async function mostReadNow(
  store: Store,
  stories: Stories,
  readers: Readers,
  second: number,
): Promise<MostRead> {
  const today = store.dayAt(second).day;
  const within = async (first: number) => {
    const pages = await pagesOfDays(store.db, { first, last: today }, 100);
    return [...pages].map(([page, { views }]): [number, number] => [page, views]);
  };
  const list = async (counts: readonly (readonly [number, number])[]): Promise<MostReadStory[]> => {
    const enough = counts
      .filter(([page, count]) => count >= leastShown && stories.published(page) !== undefined)
      .sort(([a, n], [b, m]) => m - n || a - b)
      .slice(0, listed);
    const names = await stories.names(store.db)(enough.map(([page]) => page));
    return enough.flatMap(([page, count]) => {
      const name = names.get(page);
      return name ? [{ address: name.address, headline: name.title, readers: count }] : [];
    });
  };
  return {
    now: await list([...readers.byPage]),
    today: await list(await within(today)),
    week: await list(await within(daysBefore(today, 6))),
  };
}
