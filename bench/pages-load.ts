/** Pages a second of several servers in turns, and what one page costs each of them in processor time. */
import autocannon from 'autocannon';
import { extent } from './extent.ts';
import { median } from './portal.ts';
import { processorTime } from './processor.ts';

const rounds = extent(7, 1);
const load = { connections: 32, duration: extent(4, 1), headers: { 'accept-encoding': 'gzip' } };

export type Server = Readonly<{ name: string; url: string; pid: number }>;
export type Load = Readonly<{
  /** Pages a second. The client shares the cores: the quicker a server, the more it waits for the client. */
  rate: number;
  /** Microseconds of the server's processor time for one page. */
  cost: number;
  /** Pages a second in each round. */
  rates: readonly number[];
  p99: number;
}>;

/** In the order of the servers. Throws if an answer wasn't 200. */
export async function loadInTurns(servers: readonly Server[]): Promise<Load[]> {
  const seen = servers.map((): { rate: number; cost: number; p99: number }[] => []);
  // In turn, so that a machine that slows down slows all.
  for (let round = 0; round <= rounds; round++) {
    for (const [index, { name, url, pid }] of servers.entries()) {
      const before = processorTime(pid);
      const result = await autocannon({ url, ...load });
      const wrong = result.non2xx + result.errors;
      if (wrong > 0) throw new Error(`${name}: ${wrong} answers were not 200`);
      const cost = ((processorTime(pid) - before) * 1000) / result.requests.total;
      // The first warms up.
      if (round > 0) seen[index]?.push({ rate: result.requests.average, cost, p99: result.latency.p99 });
    }
  }
  return seen.map((list) => ({
    rate: median(list.map(({ rate }) => rate)),
    cost: median(list.map(({ cost }) => cost)),
    rates: list.map(({ rate }) => rate),
    p99: median(list.map(({ p99 }) => p99)),
  }));
}

/** The median of the ratios of rounds that stood next to each other. */
export function ratioOf(one: Load, other: Load): number {
  return median(one.rates.map((rate, round) => rate / (other.rates[round] ?? Number.NaN)));
}
