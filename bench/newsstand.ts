/** Requests a second for one story's page: the newsstand's document, and Next.js's page with its scripts. */
import autocannon from 'autocannon';
import { extent, portAt } from './extent.ts';
import type { Figures, Row } from './figures.ts';
import { median, startNext, startPortal } from './portal.ts';

const page = '/articles/sunrise-in-kashgar';
const rounds = extent(5, 2);
const load = { connections: 32, duration: extent(4, 2) };
const dataDir = '.data/bench/newsstand';

type Case = Readonly<{ name: string; headers: Record<string, string> }>;
const cases: readonly Case[] = [
  { name: 'as a browser asks (brotli or gzip)', headers: { 'accept-encoding': 'gzip, deflate, br' } },
  { name: 'uncompressed', headers: { 'accept-encoding': 'identity' } },
];

const columns = [
  { name: 'newsstand', unit: 'requests/s' },
  { name: 'next start', unit: 'requests/s' },
  { name: 'ratio (median of pairs)', digits: 1 },
  { name: 'p99, newsstand', unit: 'ms' },
  { name: 'p99, next start', unit: 'ms' },
];

export async function bench(): Promise<Figures> {
  const ours = await startPortal({ port: portAt(1), dataDir });
  const next = await startNext({ port: portAt(2), dataDir }).catch(async (error) => {
    await ours.stop();
    throw error;
  });
  try {
    const rows: Row[] = [];
    for (const { name, headers } of cases) {
      const pairs: { ours: autocannon.Result; next: autocannon.Result }[] = [];
      // In turn, so that a machine that slows down slows both.
      for (let round = 0; round <= rounds; round++) {
        const pair = {
          ours: await autocannon({ url: ours.origin + page, headers, ...load }),
          next: await autocannon({ url: next.origin + page, headers, ...load }),
        };
        if (round > 0) pairs.push(pair); // The first warms up.
      }
      const wrong = pairs
        .flatMap((pair) => [pair.ours, pair.next])
        .filter(({ non2xx, errors }) => non2xx + errors > 0);
      if (wrong.length > 0) throw new Error(`${wrong.length} rounds had answers other than 200`);
      const of = (pick: (pair: (typeof pairs)[number]) => number) => median(pairs.map(pick));
      const rate = (who: 'ours' | 'next') => of((pair) => pair[who].requests.average);
      const ratio = of((pair) => pair.ours.requests.average / pair.next.requests.average);
      const p99 = (who: 'ours' | 'next') => of((pair) => pair[who].latency.p99);
      rows.push({ name, cells: [rate('ours'), rate('next'), ratio, p99('ours'), p99('next')] });
    }
    return { tables: [{ caption: 'A story’s page, 32 connections', of: 'asked', columns, rows }] };
  } finally {
    await Promise.all([ours.stop(), next.stop()]);
  }
}
