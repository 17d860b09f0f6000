/** A picture by its address, for the Next.js app where it runs without the newsstand. */
import { readObject } from '#lib/edition/objects.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { makePictures } from './make.ts';
import { renditionsOf } from './needed.ts';
import { pictureAddress, pictureFormats, type Rendition } from './renditions.ts';

const known = new WeakMap<Edition, Map<string, Rendition>>();

/** The file at an address, made now if it never was; nothing if no page of the edition asks for it. */
export async function pictureAt(edition: Edition, { dataDir, contentDir }: Settings, address: string) {
  const rendition = addressesOf(edition).get(address);
  if (!rendition) return undefined;
  const made = await makePictures(dataDir, contentDir, rendition);
  const found = made.find((each) => each.address === address);
  return found && { type: found.type, bytes: readObject(dataDir, found.object) };
}

function addressesOf(edition: Edition): Map<string, Rendition> {
  const listed = known.get(edition);
  if (listed) return listed;
  const all = renditionsOf(edition).flatMap((each) =>
    each.widths.flatMap((width) =>
      pictureFormats.map((format) => [pictureAddress(each, width, format), each] as const),
    ),
  );
  const addresses = new Map(all);
  known.set(edition, addresses);
  return addresses;
}
