import { afterEach, beforeEach, expect, test } from 'vitest';
import { CountingOnDisk } from './disk.test.counting.ts';

let counting: CountingOnDisk;
beforeEach(() => {
  counting = new CountingOnDisk();
});
afterEach(() => counting.remove());

test('where files can’t grow any more, events are refused in words, and nothing that was answered is lost', async () => {
  await counting.start('ulimit -f 300; exec');
  const statuses = await counting.send(1, 120);
  expect(Object.keys(statuses)).toEqual(['204', '503']);
  expect(counting.said()).toMatch(/The disk with .*audience\.db (is full|fails)/);
  await counting.stop();
  await counting.start();
  expect(await counting.send(1, 120)).toEqual({ 204: 120 });
  await counting.stop();
  expect(await counting.outcome()).toMatchObject({
    acknowledged: 120,
    lost: 0,
    doubled: 0,
    rollupsAgree: true,
  });
}, 60_000);
