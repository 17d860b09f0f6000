/** The audience's store by itself: events a second with each batch on the disk, bytes a page view, a month in one report. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AudienceEvent } from '#lib/audience/events.ts';
import { latestDays, makeReport } from '#lib/audience/report.ts';
import { saltFiles } from '#lib/audience/salts.ts';
import { openLibsql } from '#lib/audience/store/libsql.ts';
import { Store } from '#lib/audience/store/store.ts';
import { Stories } from '#lib/audience/stories.ts';
import { pingsOf, randomFrom, viewAt } from './audience-events.ts';
import type { Line } from './figures.ts';
import { median } from './portal.ts';

const pages = 1_000;
const pingsAView = 3;
const batch = 1_000;
/** Each ping of a view comes so many views, or some three batches, after the one before. */
const comesLater = 800;
const day = 86_400;
const nobody = async () => ({ total: 0, byPage: new Map() });

async function openIn(folder: string): Promise<Store> {
  const database = await openLibsql(path.join(folder, 'audience.db'), console.log);
  const salts = saltFiles(path.join(folder, 'salts'));
  return Store.open({ database, salts, timeZone: 'Asia/Shanghai', keepDays: 400, instance: '' });
}

/** Records views and their pings from an instant on, `perDay` views a day; gives the events a second. */
async function fill(store: Store, views: number, from: number, perDay: number): Promise<number> {
  const random = randomFrom(1);
  const events: AudienceEvent[] = [];
  let spent = 0;
  let recorded = 0;
  const flush = async (least: number) => {
    while (events.length >= least && events.length > 0) {
      const next = events.splice(0, batch);
      const began = performance.now();
      await store.record(next);
      spent += performance.now() - began;
      recorded += next.length;
    }
  };
  let tidied = 0;
  /** Pings of a view by the view beside which they come: another batch, as in life. */
  const waiting = new Map<number, AudienceEvent[]>();
  for (let n = 0; n < views + pingsAView * comesLater; n++) {
    const at = from + Math.floor((Math.min(n, views) / perDay) * day);
    if (n < views) {
      const view = viewAt(at, random, pages, perDay / 2);
      events.push(view);
      for (const [index, ping] of pingsOf(view, store.dayAt(at).day, pingsAView).entries()) {
        const beside = n + (index + 1) * comesLater;
        waiting.set(beside, [...(waiting.get(beside) ?? []), ping]);
      }
    }
    events.push(...(waiting.get(n) ?? []));
    waiting.delete(n);
    await flush(batch);
    if (at - tidied > 600) {
      tidied = at;
      await store.tidy(at);
    }
  }
  await flush(1);
  return (recorded / spent) * 1000;
}

function bytesIn(folder: string): number {
  return readdirSync(folder)
    .map((name) => statSync(path.join(folder, name)))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

/** `views`: 2.5 million are 10 million events. */
export async function benchStore(views: number): Promise<Line[]> {
  console.log(`${(views * (1 + pingsAView)).toLocaleString('en')} events into the store.`);
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-audience-'));
  try {
    let store = await openIn(folder);
    const end = Math.floor(Date.now() / 1000);
    const rate = await fill(store, views, end - 30 * day, views / 30);
    await store.tidy(end);
    await store.close();
    const size = bytesIn(folder) / views;
    store = await openIn(folder);
    const range = latestDays(30, end * 1000, store.timeZone);
    const times: number[] = [];
    for (let n = 0; n <= 20; n++) {
      const began = performance.now();
      await makeReport(
        { store, stories: new Stories(), readers: nobody, counted: true },
        range,
        undefined,
        end * 1000,
      );
      times.push(performance.now() - began);
    }
    const [fromDisk = 0, ...asked] = times;
    const began = performance.now();
    const rebuilt = await store.rebuild(end);
    const again = (performance.now() - began) / 1000;
    await store.close();
    return [
      {
        what: `events to the disk, in batches of ${batch.toLocaleString('en')}, each synced`,
        figure: rate,
        unit: '/s',
        wanted: 'at least 20,000',
      },
      {
        what: 'a page view on the disk, everything counted',
        figure: size,
        unit: 'bytes',
        wanted: 'at most 60',
      },
      { what: 'a report of 30 days, median', figure: median(asked), unit: 'ms' },
      { what: 'a report of 30 days, at most', figure: Math.max(...asked), unit: 'ms', wanted: 'at most 100' },
      { what: 'the first report from the disk, made before anybody asks', figure: fromDisk, unit: 'ms' },
      {
        what: `all roll-ups made again from ${rebuilt.toLocaleString('en')} views`,
        figure: again,
        unit: 's',
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
