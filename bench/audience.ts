/** The audience: store, door, live view. */
import { benchStore } from './audience-store.ts';

export async function bench(): Promise<void> {
  await benchStore(Number(process.env.BENCH_VIEWS ?? 2_500_000));
}
