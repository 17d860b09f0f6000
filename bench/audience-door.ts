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
import { extent, portAt } from './extent.ts';
import type { Line } from './figures.ts';
import { median, type Portal, quantile, startPortal } from './portal.ts';

const more = { TRUSTED_PROXIES: 'loopback' };
const megabytes = (mebibytes: number) => Math.round(mebibytes * 1.048576);
/** What starting took has been given back after so many milliseconds, and those of a load before are gone. */
const pause = extent(45_000, 5_000);
const size = extent(10_000, 1_000);

export async function benchDoor(): Promise<Line[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-door-'));
  const without = path.join(folder, 'content');
  cpSync('content', without, { recursive: true });
  const site = path.join(without, 'site.yml');
  writeFileSync(site, readFileSync(site, 'utf8').replace(/mode: \w+/, 'mode: off'));
  try {
    const off = { port: portAt(11), dataDir: path.join(folder, 'off'), contentDir: without, more };
    const on = { port: portAt(12), dataDir: path.join(folder, 'on'), more };
    const list = await compareMemory(off, on);
    const portal = await startPortal(on);
    try {
      list.push(...(await eventsASecond(portal)), ...(await crowd(portal)));
      const after = megabytes(await settledMemory(portal));
      return [...list, { what: 'memory after all that', figure: after, unit: 'MB' }];
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
async function compareMemory(off: Start, on: Start): Promise<Line[]> {
  console.log('Starting portals with and without counting, in turns.');
  const least = { off: Number.POSITIVE_INFINITY, on: Number.POSITIVE_INFINITY };
  for (let round = 0; round < extent(4, 2); round++)
    for (const [name, start] of [
      ['off', off],
      ['on', on],
    ] as const) {
      const portal = await startPortal(start);
      if (round > 0) least[name] = Math.min(least[name], await settledMemory(portal));
      await portal.stop();
    }
  const more = megabytes(least.on - least.off);
  return [
    { what: 'memory without counting', figure: megabytes(least.off), unit: 'MB' },
    { what: 'memory more with counting', figure: more, unit: 'MB', wanted: 'at most 80' },
  ];
}

/** After some pages, when what starting took has been given back. */
async function settledMemory(portal: Portal): Promise<number> {
  await pagesFor(portal, 5);
  await wait(pause);
  return residentMemory(portal.pid);
}

/** Readers' pages, as many as a busy newspaper's. */
const pagesASecond = 300;

async function pagesFor({ origin }: Portal, duration: number) {
  return autocannon({ url: `${origin}/`, connections: 8, duration, overallRate: pagesASecond });
}

/** As many views as go through the door while pages are served. */
async function eventsASecond(portal: Portal): Promise<Line[]> {
  console.log('Views through the door.');
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
  return [
    {
      what: 'events through the door, each answered when it is on the disk',
      figure: events.requests.average,
      unit: '/s',
      wanted: 'at least 2,000',
    },
    { what: 'pages beside them', figure: pages.requests.average, unit: '/s' },
    { what: 'p99 of those pages', figure: pages.latency.p99, unit: 'ms' },
    { what: 'p99 of an event', figure: events.latency.p99, unit: 'ms' },
    { what: 'events refused', figure: events.non2xx, unit: '' },
    {
      what: 'views counted of those that were answered',
      figure: (today.views / events['2xx']) * 100,
      unit: '%',
      wanted: '100',
    },
  ];
}

/** Ten thousand readers, some farewells and signs lost. */
async function crowd({ origin }: Portal): Promise<Line[]> {
  console.log(`A crowd of ${size} readers.`);
  await wait(pause); // Those of the load before are gone.
  const readers = new Readers({ origin, random: randomFrom(3), size, stay: 180, lost: 0.02 });
  await readers.come(20);
  await wait(pause);
  const off: number[] = [];
  for (let second = 0; second < extent(60, 10); second++) {
    const { present } = readers;
    off.push(Math.abs((await now(origin)).readers / present - 1));
    await wait(1000);
  }
  const { present, refused } = readers;
  const delays = await delaysUntilShown(origin);
  readers.vanish();
  const from = performance.now();
  while ((await now(origin)).readers > 0) await wait(250);
  const gone = (performance.now() - from) / 1000;
  const reading = `${present.toLocaleString('en')} readers at a time`;
  return [
    {
      what: `${reading}, live count: off at most`,
      figure: Math.max(...off) * 100,
      unit: '%',
      wanted: 'at most 2',
    },
    { what: `${reading}, live count: off, median`, figure: median(off) * 100, unit: '%' },
    { what: `${reading}: events refused`, figure: refused, unit: '' },
    { what: 'event until the live view shows it, median', figure: median(delays), unit: 'ms' },
    {
      what: 'event until the live view shows it, p99',
      figure: quantile(delays, 0.99),
      unit: 'ms',
      wanted: 'at most 1,500',
    },
    { what: 'all vanish without a word: nobody left after', figure: gone, unit: 's', wanted: 'at most 45' },
  ];
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
  for (let n = 0; n < extent(100, 20); n++) {
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
