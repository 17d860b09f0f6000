import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Counting, keepSmallContent, slugs, startCounting } from './counting.test.process.ts';
import { compare, type Seen } from './kill.test.storm.ts';

let dataDir: string;
let content: string;
let counting: Counting | undefined;

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'disk-'));
  content = keepSmallContent(dataDir);
});
afterEach(async () => {
  await counting?.kill();
  counting = undefined;
  rmSync(dataDir, { recursive: true });
});

/** Sends views, and tells which were acknowledged. */
async function send(first: number, count: number, views: Map<number, Seen>): Promise<Record<number, number>> {
  const statuses: Record<number, number> = {};
  for (let id = first; id < first + count; id++) {
    const answer = await counting?.post({ view: `/articles/${slugs[id % 3]}`, id, from: '', width: 390 });
    const status = answer?.status ?? 0;
    statuses[status] = (statuses[status] ?? 0) + 1;
    views.set(id, { acknowledged: status === 204, engaged: 0 });
  }
  return statuses;
}

test('where files can’t grow any more, events are refused in words, and nothing that was answered is lost', async () => {
  const views = new Map<number, Seen>();
  counting = await startCounting(dataDir, content, 'ulimit -f 1000; exec');
  const statuses = await send(1, 400, views);
  expect(Object.keys(statuses)).toEqual(['204', '503']);
  expect(counting.said()).toMatch(/The disk with .*audience\.db (is full|fails)/);
  await counting.stop();
  counting = await startCounting(dataDir, content);
  expect(await send(1, 400, views)).toEqual({ 204: 400 });
  await counting.stop();
  expect(await compare(dataDir, views)).toMatchObject({
    acknowledged: 400,
    lost: 0,
    doubled: 0,
    rollupsAgree: true,
  });
}, 60_000);

/** A disk that is about to die: it keeps 39 writes of a thread, then fails seven times. */
const failing =
  'exec strace -D -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO:when=40..46';
const tracers = ['/usr/bin/strace'].filter((file) => existsSync(file));

test.each(tracers)(
  'where the disk fails to keep what is written, nothing is acknowledged that isn’t kept (%s)',
  async () => {
    const views = new Map<number, Seen>();
    counting = await startCounting(dataDir, content, failing);
    const statuses: Record<number, number> = {};
    for (let round = 0; round < 12; round++)
      for (const [status, times] of Object.entries(await send(1 + round * 20, 20, views)))
        statuses[Number(status)] = (statuses[Number(status)] ?? 0) + times;
    expect(Object.keys(statuses)).toEqual(['204', '503']);
    expect(counting.said()).toMatch(/The disk with .*audience\.db fails[\s\S]*opened anew/);
    await counting.kill();
    counting = await startCounting(dataDir, content);
    await counting.stop();
    const outcome = await compare(dataDir, views);
    expect(outcome.acknowledged).toBeGreaterThan(20);
    expect(outcome).toMatchObject({ lost: 0, doubled: 0, rollupsAgree: true });
  },
  90_000,
);
