import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { View } from './events.ts';
import { Keeper } from './keeper.ts';
import type { Snapshot } from './shapes.ts';

let folder: string;
let keeper: Keeper;
let said: string[] = [];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'keeper-'));
  said = [];
  keeper = new Keeper({
    folder,
    timeZone: 'UTC',
    mode: 'daily',
    keepDays: 30,
    report: (line) => said.push(line),
    publish: () => {},
    alert: () => {},
    end: () => {},
  });
  keeper.start();
});
afterEach(async () => {
  await keeper.answer('close', undefined);
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const view = (id: number): View => ({
  kind: 'view',
  id,
  at: Math.floor(Date.now() / 1000),
  page: { key: '/', address: '/', title: 'Front' },
  source: 'direct:Direct',
  device: 'phone',
  reader: `reader ${id}`,
});

test('a clock that is set back is told of; counting goes on, readers stay, and the sums agree', async () => {
  const real = Date.now;
  await keeper.answer('record', [view(1)]);
  await vi.waitFor(() => expect(said).toEqual([]));
  await new Promise((resolve) => setTimeout(resolve, 1200));
  vi.spyOn(Date, 'now').mockImplementation(() => real() - 25 * 3600_000);
  await vi.waitFor(
    () => expect(said.join()).toMatch(/^The clock was set back by (89999|90000) s\. Counting goes on/),
    {
      timeout: 5000,
    },
  );
  await keeper.answer('record', [view(2)]);
  const live = (await keeper.answer('snapshot', undefined)) as Snapshot;
  expect(live.readers).toBe(2);
  vi.restoreAllMocks();
  await keeper.answer('record', [view(3)]);
  expect(await keeper.answer('rebuild', undefined)).toBe(3);
  expect(said).toHaveLength(1);
});
