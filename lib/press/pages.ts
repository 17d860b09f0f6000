/** Finishes an edition's pages: takes over those that show what they showed, renders the others. */
import { existsSync, readFileSync } from 'node:fs';
import type { PageAddress } from '#lib/edition/addresses.ts';
import type { Entry } from '#lib/edition/entries.ts';
import { hashOf, objectPath } from '#lib/edition/objects.ts';
import { inParallel } from '#lib/threads/parallel.ts';
import type { Harvest } from './app.ts';
import type { Replacements } from './document.ts';
import { finishPage } from './finish.ts';
import type { PressOptions } from './press.ts';
import type { Renderer } from './renderer.ts';

export type Finishing = Readonly<{
  pages: readonly PageAddress[];
  /** What stands at an address in the live edition, if that may be taken over. */
  keptAt: (address: string) => Entry | undefined;
  /** Pages that the build has rendered just now. */
  harvest: Harvest | undefined;
  replacements: Replacements;
}>;

export type Finished = Readonly<{
  entries: ReadonlyMap<string, Entry>;
  /** Addresses that were rendered, and all at which something changed. */
  rendered: readonly string[];
  changed: readonly string[];
}>;

/** The app renders in one thread: with a few under way, some are finished here while it goes on with others. */
const atOnce = 4;

/** Below this many pages a second app takes longer to start than it saves. */
const enoughForTwo = 200;

const html = 'text/html; charset=utf-8';

const hubOf = ({ hub }: Pick<PageAddress, 'hub'>) => (hub === undefined ? {} : { hub });

export async function finishPages(
  { settings, report }: PressOptions,
  renderer: Renderer,
  { pages, keptAt, harvest, replacements }: Finishing,
): Promise<Finished> {
  const { dataDir, siteUrl } = settings;
  const entries = new Map<string, Entry>();
  const harvested = new Map(harvest?.prerenders.map((page) => [page.address, page]));
  const toRender: PageAddress[] = [];
  const changed: string[] = [];
  for (const page of pages) {
    const inputs = hashOf(`${siteUrl} ${page.inputs}`); // Every page names its own full address.
    const kept = keptAt(page.address);
    const same = kept?.inputs === inputs && kept.status === page.status;
    if (!same) changed.push(page.address);
    if (same && (page.late || (kept.object && existsSync(objectPath(dataDir, kept.object)))))
      entries.set(page.address, kept);
    else if (page.late)
      entries.set(page.address, {
        type: page.type ?? html,
        status: page.status,
        keep: 'page',
        inputs,
        ...hubOf(page),
      });
    else toRender.push({ ...page, inputs });
  }
  const rendered: string[] = [];
  const finish = async ({ address, inputs, status, keep, hub }: PageAddress) => {
    const ready = harvested.get(address);
    const source = ready
      ? { type: String(ready.headers['content-type'] ?? html), body: readFileSync(ready.file) }
      : await renderer.render(address);
    const object = await finishPage(dataDir, { address, ...source }, replacements);
    entries.set(address, {
      object,
      type: source.type,
      status,
      keep: keep ?? 'page',
      inputs,
      ...hubOf({ hub }),
    });
    rendered.push(address);
    if (rendered.length % 250 === 0) report(`${rendered.length} of ${toRender.length} pages.`);
  };
  const toAsk = toRender.filter(({ address }) => !harvested.has(address)).length;
  if (toAsk < enoughForTwo) await inParallel(toRender, atOnce, finish);
  else await renderer.inTwo(() => inParallel(toRender, 2 * atOnce, finish));
  return { entries, rendered, changed };
}
