/** An edition's pictures: which are made ahead, and what stands at their addresses. */
import type { Entry, EntryChanges } from '#lib/edition/entries.ts';
import { figuresIn } from '#lib/edition/figures.ts';
import { bodyOf } from '#lib/edition/keep.ts';
import type { CheckedStory } from '#lib/edition/model.ts';
import { readObject } from '#lib/edition/objects.ts';
import type { Edition, IndexedStory } from '#lib/edition/open.ts';
import { keptPictures, makePictures } from '#lib/pictures/make.ts';
import { renditionsOf, storyRenditions } from '#lib/pictures/needed.ts';
import { pictureAddresses, type Rendition } from '#lib/pictures/renditions.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { inParallel } from './parallel.ts';
import type { PreviewPicture } from './preview.ts';

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

/** A page whose own story's pictures stand under another address. */
export function withPicturesUnder(folder: string, html: string, edition: Edition, slug: string): string {
  const story = edition.summary(slug);
  const addresses = story ? storyRenditions(story).flatMap(pictureAddresses) : [];
  return addresses.reduce((text, { address }) => text.replaceAll(address, folder + address), html);
}

/** A picture of a story by its address; nothing if the story has none there. */
export async function pictureAt(
  story: CheckedStory,
  address: string,
  { dataDir, contentDir }: Place,
): Promise<PreviewPicture | undefined> {
  const figures = figuresIn(bodyOf(story).tree);
  const of = storyRenditions({ ...story, figures }).find((each) =>
    pictureAddresses(each).some((picture) => picture.address === address),
  );
  const made = of && (await makePictures(dataDir, contentDir, of)).find((each) => each.address === address);
  return made && { bytes: readObject(dataDir, made.object), type: made.type };
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
