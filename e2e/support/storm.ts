/** A storm of kills: a process that publishes is ended without warning, again and again, while a portal serves. */
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Renders } from '#lib/press/app.ts';
import type { OwnPortal } from './own-portal.ts';

export type Outcome = Readonly<{
  kills: number;
  /** Publishes that came to their end nevertheless. */
  ended: number;
  answers: number;
  /** Answers that were not whole, or of two editions at once. */
  faults: readonly string[];
  /** Processes of the app whose publish is dead. */
  orphans: number;
}>;

type Until = Readonly<{ within: number }> | Readonly<{ reach: number }>;

/** Each headline's number tells of which save it is. */
const marker = (number: number) => `Storm ${number} over the harbour`;
const markerIn = (text: string) => Number(/Storm (-?\d+) over the harbour/.exec(text)?.[1]);

/**
 * Kills so many times, each at a moment that `random` (0 to 1) chooses: within so many milliseconds, or within `reach`
 * times as long as a publish takes that is left alone.
 */
export async function storm(
  portal: OwnPortal,
  slug: string,
  { kills, random, ...until }: Readonly<{ kills: number; random: () => number } & Until>,
): Promise<Outcome> {
  const faults: string[] = [];
  let answers = 0;
  let isOver = false;
  const before = appsOf(portal).length;
  const reading = read();
  let ended = 0;
  const within = 'within' in until ? until.within : until.reach * (await timed());
  for (let kill = 0; kill < kills; kill++) {
    save(kill);
    const publishing = portal.publishAlone();
    const closed = once(publishing, 'close');
    await Promise.race([wait(random() * within), closed]);
    publishing.kill('SIGKILL');
    await closed;
    if (publishing.exitCode === 0) ended++;
  }
  save(kills);
  await healed();
  isOver = true;
  await reading;
  await wait(2_000); // What is ending ends.
  // The portal's own press may have let go of its app meanwhile.
  return { kills, ended, answers, faults, orphans: Math.max(0, appsOf(portal).length - before) };

  function save(number: number): void {
    portal.edit(slug, (text) => text.replace(/^headline: .*$/m, `headline: ${marker(number)}`));
  }

  /** Milliseconds that a publish takes. */
  async function timed(): Promise<number> {
    save(-1);
    const began = performance.now();
    await once(portal.publishAlone(), 'close');
    return performance.now() - began;
  }

  /** The next publish that is left alone puts all of it live. */
  async function healed(): Promise<void> {
    const [code] = (await once(portal.publishAlone(), 'close')) as [number];
    if (code !== 0) faults.push(`the publish after the storm ended with ${code}`);
    const { text } = await portal.ask(`/articles/${slug}`);
    if (markerIn(text) !== kills) faults.push(`the last save isn't live: ${markerIn(text)} of ${kills}`);
  }

  /** Asks for the page, the front and the feed until it is over. Each may be newer than the one before, never older. */
  async function read(): Promise<void> {
    let newest = Number.NEGATIVE_INFINITY;
    while (!isOver) {
      for (const address of [`/articles/${slug}`, '/', '/feed.xml']) {
        const answer = await portal
          .ask(address)
          .catch((error: Error) => ({ status: 0, text: error.message }));
        answers++;
        const number = markerIn(answer.text);
        const isWhole = /<\/(html|rss)>\s*$/.test(answer.text);
        if (answer.status !== 200 || !isWhole)
          faults.push(`${address}: ${answer.status}, ${answer.text.slice(-80)}`);
        if (number < newest) faults.push(`${address} shows ${number} after ${newest}`);
        if (number > newest) newest = number;
      }
      await wait(5);
    }
  }
}

/** Next.js apps that run for this portal's data folder: all of them, or those that render what is live or next. */
export const appsOf = ({ dataDir }: Pick<OwnPortal, 'dataDir'>, renders: Renders | '' = '') =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && isAppOf(name, dataDir, renders));

function isAppOf(pid: string, dataDir: string, renders: string): boolean {
  try {
    const read = (name: string) => readFileSync(path.join('/proc', pid, name), 'utf8');
    const environment = read('environ').split('\0');
    return (
      read('cmdline').startsWith('next-server') &&
      environment.includes(`DATA_DIR=${dataDir}`) &&
      environment.some((each) => each.startsWith(`RENDER_EDITION=${renders}`))
    );
  } catch {
    return false; // It has ended.
  }
}
