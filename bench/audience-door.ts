/** The door and the live view of a running portal: events a second, readers against the truth, how soon they show, memory. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { Snapshot } from '#lib/audience/shapes.ts';
import { randomFrom, viewId } from './audience-events.ts';
import { headersFor, now, Readers, send, storiesAt } from './audience-readers.ts';
import { residentMemory } from './cards-memory.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';

const more = { TRUSTED_PROXIES: 'loopback' };
const inMegabytes = (mebibytes: number) => `${Math.round(mebibytes * 1.048576)} MB`;

export async function benchDoor(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-door-'));
  const without = path.join(folder, 'content');
  cpSync('content', without, { recursive: true });
  const site = path.join(without, 'site.yml');
  writeFileSync(site, readFileSync(site, 'utf8').replace(/mode: \w+/, 'mode: off'));
  try {
    const off = { port: 3211, dataDir: path.join(folder, 'off'), contentDir: without, more };
    const on = { port: 3212, dataDir: path.join(folder, 'on'), more };
    await compareMemory(off, on);
    const portal = await startPortal(on);
    try {
      await eventsASecond(portal);
      await crowd(portal);
      console.log(`memory after all that: ${inMegabytes(await settledMemory(portal))}`);
    } finally {
      await portal.stop();
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Start = Parameters<typeof startPortal>[0];

/**
 * Each is started four times, in turns; the first start makes the edition and isn't measured. The least counts:
 * what a start takes and leaves to the garbage collector differs by a hundred megabytes from one to the next.
 */
async function compareMemory(off: Start, on: Start): Promise<void> {
  const least = { off: Number.POSITIVE_INFINITY, on: Number.POSITIVE_INFINITY };
  for (let round = 0; round < 4; round++)
    for (const [name, start] of [
      ['off', off],
      ['on', on],
    ] as const) {
      const portal = await startPortal(start);
      if (round > 0) least[name] = Math.min(least[name], await settledMemory(portal));
      await portal.stop();
    }
  console.log(
    `memory: ${inMegabytes(least.off)} without counting, ${inMegabytes(least.on - least.off)} more with it (at most 80)`,
  );
}

/** After some pages, when what starting took has been given back. */
async function settledMemory(portal: Portal): Promise<number> {
  await pagesFor(portal, 5);
  await wait(45_000);
  return residentMemory(portal.pid);
}

/** Readers' pages, as many as a busy newspaper's. */
const pagesASecond = 300;

async function pagesFor({ origin }: Portal, duration: number) {
  return autocannon({ url: `${origin}/`, connections: 8, duration, overallRate: pagesASecond });
}

/** As many views as go through the door while pages are served. */
async function eventsASecond(portal: Portal): Promise<void> {
  const { origin } = portal;
  const random = randomFrom(2);
  const stories = await storiesAt(origin);
  const event = () =>
    JSON.stringify({
      view: stories[Math.floor(random() ** 2 * stories.length)],
      id: viewId(Math.floor(Date.now() / 1000), random),
      from: 'www.google.com',
      width: 390,
    });
  const posts = autocannon({
    url: `${origin}/api/audience`,
    connections: 64,
    duration: 10,
    method: 'POST',
    requests: [
      { setupRequest: (request) => ({ ...request, headers: headersFor(origin, random), body: event() }) },
    ],
  });
  const [events, pages] = await Promise.all([posts, pagesFor(portal, 10)]);
  const { today } = await now(origin);
  console.log(
    `POST /api/audience: ${Math.round(events.requests.average)}/s (at least 2,000) beside ${Math.round(pages.requests.average)} pages/s, p99 ${events.latency.p99} ms; ${events.non2xx} refused; ${today.views} of ${events['2xx']} answered views are counted`,
  );
}

/** Ten thousand readers, some farewells and signs lost. */
async function crowd({ origin }: Portal): Promise<void> {
  await wait(45_000); // Those of the load before are gone.
  const readers = new Readers({ origin, random: randomFrom(3), size: 10_000, stay: 180, lost: 0.02 });
  await readers.come(20);
  await wait(45_000);
  const off: number[] = [];
  for (let second = 0; second < 60; second++) {
    const { present } = readers;
    off.push(Math.abs((await now(origin)).readers / present - 1));
    await wait(1000);
  }
  console.log(
    `${readers.present} readers for a minute: at most ${(Math.max(...off) * 100).toFixed(1)} % off, ${(median(off) * 100).toFixed(1)} % median (at most 2); ${readers.refused} events refused`,
  );
  const delays = await delaysUntilShown(origin);
  console.log(
    `event to the live view, beside them: ${median(delays).toFixed(0)} ms median, p99 ${quantile(delays, 0.99).toFixed(0)} (at most 1,500)`,
  );
  readers.vanish();
  const from = performance.now();
  while ((await now(origin)).readers > 0) await wait(250);
  console.log(
    `all vanish without a word: nobody left after ${((performance.now() - from) / 1000).toFixed(1)} s (at most 45)`,
  );
}

/** Milliseconds from sending an event until a stream shows it. */
async function delaysUntilShown(origin: string): Promise<number[]> {
  const random = randomFrom(4);
  const watching = new AbortController();
  const stream = await fetch(`${origin}/api/newsroom/live`, { signal: watching.signal });
  let shown = 0;
  let wake = () => {};
  const reading = (async () => {
    let text = '';
    for await (const chunk of stream.body ?? []) {
      text += Buffer.from(chunk as Uint8Array).toString('utf8');
      const lines = text.split('\n\n');
      text = lines.pop() ?? '';
      for (const line of lines.filter((each) => each.startsWith('data: '))) {
        const { pages } = JSON.parse(line.slice(6)) as Snapshot;
        shown = pages.find(({ page }) => page.address === '/privacy')?.today.views ?? 0;
        wake();
      }
    }
  })().catch(() => {});
  const delays: number[] = [];
  for (let n = 0; n < 100; n++) {
    await wait(random() * 500);
    const before = shown;
    const from = performance.now();
    const id = viewId(Math.floor(Date.now() / 1000), random);
    await send(origin, headersFor(origin, random), { view: '/privacy', id, from: '', width: 1440 });
    while (shown <= before) await new Promise<void>((resolve) => (wake = resolve));
    delays.push(performance.now() - from);
  }
  watching.abort();
  await reading;
  return delays;
}
