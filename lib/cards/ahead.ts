/** Has the cards drawn that are likely to be asked for first, and removes those nobody needs any longer. */
import { setImmediate as breathe } from 'node:timers/promises';
import { liveEdition } from '#lib/edition/manifest.ts';
import { type Edition, openContent } from '#lib/edition/open.ts';
import { cardsOf, otherCards, type PlacedCard } from './card.ts';
import { keptSize, pruneCards } from './store.ts';

/** About as many stories as the fronts show. */
const storiesOnFronts = 40;

type Job = Readonly<{
  dataDir: string;
  /** How many of the newest stories are finished ahead: of no more are cards drawn. */
  finishAhead: number;
  /** Port of the app on 127.0.0.1 while it runs; asked for only if a card is missing. */
  port: () => number | undefined | Promise<number | undefined>;
  report: (line: string) => void;
}>;

/** One after the other, so that readers' cards need not wait. Cards that are kept already cost nothing. */
export async function drawAhead({ dataDir, finishAhead, port, report }: Job): Promise<void> {
  const live = liveEdition(dataDir);
  if (!live) return;
  const edition = openContent(dataDir, live.manifest.content);
  const newest = edition.stories.slice(0, Math.min(storiesOnFronts, finishAhead));
  let drawn = 0;
  for (const card of [...cardsOf(edition, newest), ...otherCards(edition)]) {
    if ((await keptSize(dataDir, card.hash)) !== undefined) continue;
    drawn += (await ask(await port(), card)) ? 1 : 0;
  }
  const removed = pruneCards(dataDir, await currentHashes(edition), Date.now());
  if (drawn > 0) report(`${drawn} cards drawn ahead.`);
  if (removed > 0) report(`${removed} old cards removed.`);
}

/** A card that can't be drawn is reported by the app; here it is only not counted. */
async function ask(port: number | undefined, { address }: PlacedCard): Promise<boolean> {
  if (port === undefined) return false;
  const answer = await fetch(`http://127.0.0.1:${port}${address}`).catch(() => undefined);
  await answer?.arrayBuffer().catch(() => undefined);
  // Anything else is a card for now, not the card.
  return answer?.headers.get('cache-control')?.includes('immutable') ?? false;
}

/** In steps, because this runs beside the newsstand. */
async function currentHashes(edition: Edition): Promise<Set<string>> {
  const hashes = new Set(otherCards(edition).map(({ hash }) => hash));
  for (let from = 0; from < edition.stories.length; from += 50) {
    for (const { hash } of cardsOf(edition, edition.stories.slice(from, from + 50))) hashes.add(hash);
    await breathe();
  }
  return hashes;
}
