/** An edition's pictures: which are made ahead, and what stands at their addresses. */
import type { Entry, EntryChanges } from '#lib/edition/entries.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { keptPictures, makePictures } from '#lib/pictures/make.ts';
import { renditionsOf } from '#lib/pictures/needed.ts';
import { pictureAddresses, type Rendition } from '#lib/pictures/renditions.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { inParallel } from './parallel.ts';

/** About as many stories as the fronts show have their pictures made before the edition goes out; others when first asked for. */
const storiesAhead = 40;

type Place = Pick<Settings, 'dataDir' | 'contentDir'>;

/** All pictures of an edition. */
export async function allPictures(edition: Edition, place: Place): Promise<[string, Entry][]> {
  await makeAhead(edition, edition.stories.slice(0, storiesAhead), place);
  return renditionsOf(edition).flatMap((each) => entriesOf(each, place.dataDir));
}

/** Pictures that some changed stories bring, and those that nobody shows any longer: takedowns reach them. */
export async function changedPictures(
  edition: Edition,
  { was, is }: Readonly<{ was: readonly IndexedStory[]; is: readonly IndexedStory[] }>,
  place: Place,
): Promise<EntryChanges> {
  await makeAhead(edition, is.slice(0, storiesAhead), place);
  const brought = renditionsOf(edition, is).flatMap((each) => entriesOf(each, place.dataDir));
  const addressesOf = (stories: readonly IndexedStory[]) =>
    renditionsOf(edition, stories).flatMap((each) => pictureAddresses(each).map(({ address }) => address));
  const kept = new Set(brought.map(([address]) => address));
  const perhapsGone = addressesOf(was).filter((address) => !kept.has(address));
  const shown = perhapsGone.length > 0 ? new Set(addressesOf(edition.stories)) : kept;
  const gone = perhapsGone.filter((address) => !shown.has(address));
  return new Map<string, Entry | undefined>([
    ...brought,
    ...gone.map((address) => [address, undefined] as const),
  ]);
}

async function makeAhead(edition: Edition, stories: readonly IndexedStory[], { dataDir, contentDir }: Place) {
  await inParallel(renditionsOf(edition, stories), 2, (each) => makePictures(dataDir, contentDir, each));
}

function entriesOf(of: Rendition, dataDir: string): [string, Entry][] {
  const made = new Map(keptPictures(dataDir, of)?.map(({ address, object }) => [address, object]));
  return pictureAddresses(of).map(({ address, type }) => [
    address,
    { object: made.get(address), type, status: 200, keep: 'immutable', inputs: address },
  ]);
}
