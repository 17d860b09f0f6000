/** A disk that keeps nothing of what is written: nothing is acknowledged then. Needs strace. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { CountingOnDisk } from './disk.test.counting.ts';

/** A disk that is about to die: it keeps 39 writes of a thread, then fails seven times. */
const failing =
  'exec strace -D -f -qq -o /dev/null -e trace=fsync,fdatasync -e inject=fsync,fdatasync:error=EIO:when=40..46';

let counting: CountingOnDisk;
beforeEach(() => {
  counting = new CountingOnDisk();
});
afterEach(() => counting.remove());

test.runIf(existsSync('/usr/bin/strace'))(
  'where the disk fails to keep what is written, nothing is acknowledged that isn’t kept',
  async () => {
    await counting.start(failing);
    const statuses: Record<number, number> = {};
    for (let round = 0; round < 12; round++)
      for (const [status, times] of Object.entries(await counting.send(1 + round * 20, 20)))
        statuses[Number(status)] = (statuses[Number(status)] ?? 0) + times;
    expect(Object.keys(statuses)).toEqual(['204', '503']);
    expect(counting.said()).toMatch(/The disk with .*audience\.db fails[\s\S]*opened anew/);
    await counting.kill();
    await counting.start();
    await counting.stop();
    const outcome = await counting.outcome();
    expect(outcome.acknowledged).toBeGreaterThan(20);
    expect(outcome).toMatchObject({ lost: 0, doubled: 0, rollupsAgree: true });
  },
);
