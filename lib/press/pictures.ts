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
import { inParallel } from '#lib/threads/parallel.ts';
import type { PreviewPicture } from './preview.ts';

/** About as many stories as the fronts show have their pictures made before the edition goes out; others when first asked for. */
const storiesAhead = 40;
/** As many as so many stories have that have three figures beside their lead. */
const renditionsAhead = 5 * storiesAhead;

type Place = Pick<Settings, 'dataDir' | 'contentDir'>;

/** All pictures of an edition. */
export async function allPictures(edition: Edition, place: Place): Promise<EntryChanges> {
  await makeAll(renditionsOf(edition, edition.stories.slice(0, storiesAhead)), place);
  return new Map(renditionsOf(edition).flatMap((each) => entriesOf(each, place.dataDir)));
}

/** Pictures that some changed stories bring, and those that nobody shows any longer: takedowns reach them. */
export async function changedPictures(
  edition: Edition,
  { was, is }: Readonly<{ was: readonly IndexedStory[]; is: readonly IndexedStory[] }>,
  place: Place,
): Promise<EntryChanges> {
  const addressesIn = (stories: readonly IndexedStory[]) =>
    new Set(renditionsOf(edition, stories).flatMap(addressesOf));
  const before = addressesIn(was);
  const brought = renditionsOf(edition, is);
  // What a story had before is made already, or is made when it is first asked for, as until now.
  const fresh = brought.filter((each) => addressesOf(each).some((address) => !before.has(address)));
  await makeAll(fresh.slice(0, renditionsAhead), place);
  const entries = brought.flatMap((each) => entriesOf(each, place.dataDir));
  const kept = new Set(entries.map(([address]) => address));
  const perhapsGone = [...before].filter((address) => !kept.has(address));
  const shown = perhapsGone.length > 0 ? addressesIn(edition.stories) : kept;
  const gone = perhapsGone.filter((address) => !shown.has(address));
  return new Map<string, Entry | undefined>([
    ...entries,
    ...gone.map((address) => [address, undefined] as const),
  ]);
}

const addressesOf = (of: Rendition) => pictureAddresses(of).map(({ address }) => address);

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

async function makeAll(renditions: readonly Rendition[], { dataDir, contentDir }: Place): Promise<void> {
  await inParallel(renditions, 2, (each) =>
    makePictures(dataDir, contentDir, each).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
      throw new Error(`${each.picture.file} has gone since it was checked; publish again`, { cause: error });
    }),
  );
}

function entriesOf(of: Rendition, dataDir: string): [string, Entry][] {
  const made = new Map(keptPictures(dataDir, of)?.map(({ address, object }) => [address, object]));
  return pictureAddresses(of).map(({ address, type }) => [
    address,
    { object: made.get(address), type, status: 200, keep: 'immutable', inputs: address },
  ]);
}
