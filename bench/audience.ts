/** The audience: store, door, live view. */
import { benchDoor } from './audience-door.ts';
import { benchStore } from './audience-store.ts';

/** Ten million events, with three pings a view. */
const views = 2_500_000;

export async function bench(): Promise<void> {
  await benchDoor();
  await benchStore(views);
}
