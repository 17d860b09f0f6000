/** A picture by its address: older stories' for the newsstand, all of them where Next.js runs by itself. */
import { readObject } from '#lib/edition/objects.ts';
import type { Edition } from '#lib/edition/open.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { type MadePicture, makePictures } from './make.ts';
import { renditionsOf } from './needed.ts';
import { pictureAddresses, type Rendition } from './renditions.ts';

const known = new WeakMap<Edition, Map<string, Rendition>>();

/** The file at an address, made now if it never was; nothing if no page of the edition asks for it. */
export async function pictureAt(edition: Edition, { dataDir, contentDir }: Settings, address: string) {
  const rendition = addressesOf(edition).get(address);
  if (!rendition) return undefined;
  const made = await makeOnce(dataDir, contentDir, rendition);
  const found = made.find((each) => each.address === address);
  return found && { type: found.type, bytes: readObject(dataDir, found.object) };
}

/** A browser asks for one width of a picture while another asks for the next: both come from one making. */
const making = new Map<string, Promise<MadePicture[]>>();

function makeOnce(dataDir: string, contentDir: string, rendition: Rendition): Promise<MadePicture[]> {
  const key = `${rendition.hash} ${rendition.widths}`;
  const running = making.get(key);
  if (running) return running;
  const made = makePictures(dataDir, contentDir, rendition).finally(() => making.delete(key));
  making.set(key, made);
  return made;
}

function addressesOf(edition: Edition): Map<string, Rendition> {
  const listed = known.get(edition);
  if (listed) return listed;
  const addresses = new Map<string, Rendition>();
  for (const rendition of renditionsOf(edition))
    for (const { address } of pictureAddresses(rendition)) addresses.set(address, rendition);
  known.set(edition, addresses);
  return addresses;
}
