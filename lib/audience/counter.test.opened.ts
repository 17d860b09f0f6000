/** Counters that share a folder and an operator, as an operator starts one after another or several at a time. */
import { onTestFinished, vi } from 'vitest';
import { testFolder } from './audience.test.folder.ts';
import { Counter, type CounterOptions } from './counter.ts';
import type { AudienceEvent } from './events.ts';

export function counters(more: Partial<CounterOptions> = {}) {
  const folder = testFolder('counter');
  const said: string[] = [];
  /** Stops when the test has finished. */
  function open(): Counter {
    const counter = new Counter({
      projectDir: process.cwd(),
      folder,
      timeZone: 'UTC',
      mode: 'daily',
      keepDays: 30,
      report: (line) => said.push(line),
      ...more,
    });
    onTestFinished(() => counter.stop());
    return counter;
  }
  return { said, open };
}

/** Records as a reader's page does: again, if the store isn't open yet. */
export function record(counter: Counter, event: AudienceEvent) {
  return vi.waitFor(() => counter.record(event), { timeout: 20_000, interval: 50 });
}
