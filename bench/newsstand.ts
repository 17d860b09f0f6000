/** Requests a second for one story's page: the newsstand's document, and Next.js's page with its scripts. */
import autocannon from 'autocannon';
import { median, startNext, startPortal } from './portal.ts';

const page = '/articles/sunrise-in-kashgar';
const rounds = 5;
const load = { connections: 32, duration: 4 };
const dataDir = '.data/bench/newsstand';

type Case = Readonly<{ name: string; headers: Record<string, string> }>;
const cases: readonly Case[] = [
  { name: 'as a browser asks (brotli or gzip)', headers: { 'accept-encoding': 'gzip, deflate, br' } },
  { name: 'uncompressed', headers: { 'accept-encoding': 'identity' } },
];

export async function bench(): Promise<void> {
  const ours = await startPortal({ port: 3201, dataDir });
  const next = await startNext({ port: 3202, dataDir });
  try {
    console.log(
      '| asked | newsstand, requests/s | next start, requests/s | ratio (median of pairs) | p99 ms, ours / next |',
    );
    console.log('|---|---|---|---|---|');
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
      const rate = (who: 'ours' | 'next') => Math.round(of((pair) => pair[who].requests.average));
      const ratio = of((pair) => pair.ours.requests.average / pair.next.requests.average).toFixed(1);
      const p99 = `${of((pair) => pair.ours.latency.p99)} / ${of((pair) => pair.next.latency.p99)}`;
      console.log(`| ${name} | ${rate('ours')} | ${rate('next')} | ${ratio} | ${p99} |`);
    }
  } finally {
    await Promise.all([ours.stop(), next.stop()]);
  }
}
