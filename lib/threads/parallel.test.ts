import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { allEnded, inParallel } from './parallel.ts';

test('results come in the items’ order, and never more than the limit run at once', async () => {
  let running = 0;
  let most = 0;
  const results = await inParallel([5, 1, 4, 2, 3], 2, async (item) => {
    most = Math.max(most, ++running);
    await wait(item);
    running--;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('one failure fails the whole: no other task is begun, and those under way have ended', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const task = async (item: number) => {
    begun.push(item);
    if (item === 1) throw new Error('no');
    await wait(20);
    ended.push(item);
  };
  await expect(inParallel([1, 2, 3, 4], 2, task)).rejects.toThrow('no');
  expect([begun, ended]).toEqual([[1, 2], [2]]);
});

test('of things that go on side by side a failure is told when all have ended', async () => {
  let hasEnded = false;
  const slow = wait(20).then(() => {
    hasEnded = true;
  });
  await expect(allEnded([Promise.reject(new Error('no')), slow])).rejects.toThrow('no');
  expect(hasEnded).toBe(true);
  expect(await allEnded([Promise.resolve(1), Promise.resolve('two')])).toEqual([1, 'two']);
});
