/** The audience: store, door, live view; and what others publish about theirs. */
import { benchDoor } from './audience-door.ts';
import { published } from './audience-published.ts';
import { benchStore } from './audience-store.ts';
import { extent } from './extent.ts';
import { type Figures, lines } from './figures.ts';

/** Ten million events, with three pings a view. */
const views = extent(2_500_000, 25_000);

export async function bench(): Promise<Figures> {
  const door = lines('A running portal', await benchDoor());
  const store = lines(
    `The store, ${(views * 4).toLocaleString('en')} events over 30 days`,
    await benchStore(views),
  );
  return {
    tables: [door, store, published],
    remarks: [
      'The load comes from the same machine, so that server and readers share its cores.',
      'The figures of others are their own words, of other machines and other years: they say in what order of magnitude to think, not who is quicker. A view of theirs is one event; ours is followed by signs of use, so that reading time is known, and each is on the disk before it is answered.',
      'Where we are behind: a script that tells a view and nothing else is smaller than ours, which also tells reading time and depth.',
    ],
  };
}
