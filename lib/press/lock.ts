/** One press at a time in a data folder. The lock is the operating system's, by way of SQLite: a process that dies lets go of it. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Connection from 'libsql';

export type LockOptions = Readonly<{
  /** Told once if another press is at work. */
  report: (line: string) => void;
  /** How long to wait for another press, in milliseconds. */
  patience?: number;
}>;

const attempts = { every: 100, patience: 10 * 60_000 };

/** Waits until no other press is at work in a data folder, this process's own included; gives what lets go. Throws if it takes too long. */
export async function lockPress(dataDir: string, options: LockOptions): Promise<() => void> {
  const { report, patience = attempts.patience } = options;
  mkdirSync(dataDir, { recursive: true });
  const connection = new Connection(path.join(dataDir, 'press.lock'));
  const gives = performance.now() + patience;
  for (let isFirst = true; ; isFirst = false) {
    try {
      connection.exec('begin exclusive');
      return () => {
        connection.exec('rollback');
        connection.close();
      };
    } catch (error) {
      const isBusy = /BUSY|LOCKED/.test(String((error as { code?: unknown }).code ?? ''));
      if (!isBusy || performance.now() > gives) {
        connection.close();
        throw isBusy
          ? new Error('Another publish has been at work for too long. Look what it does: npx newsroom status')
          : error;
      }
    }
    if (isFirst) report('Another publish is at work; waiting for it.');
    await wait(attempts.every);
  }
}
