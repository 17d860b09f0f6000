/** Test help: a process that counts in a folder of its own, started on a disk that fails and then on one that is well. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Counting, keepSmallContent, slugs, startCounting } from './counting.test.process.ts';
import { compare, type Seen } from './kill.test.storm.ts';

export class CountingOnDisk {
  readonly #dataDir = mkdtempSync(path.join(tmpdir(), 'disk-'));
  readonly #content = keepSmallContent(this.#dataDir);
  readonly #views = new Map<number, Seen>();
  #counting: Counting | undefined;

  /** `prefix` is what a shell does first. */
  async start(prefix?: string): Promise<void> {
    this.#counting = await startCounting(this.#dataDir, this.#content, prefix);
  }

  /** Sends views, and tells how often it was answered with which status. */
  async send(first: number, count: number): Promise<Record<number, number>> {
    const statuses: Record<number, number> = {};
    for (let id = first; id < first + count; id++) {
      const view = { view: `/articles/${slugs[id % 3]}`, id, from: '', width: 390 };
      const status = (await this.#counting?.post(view))?.status ?? 0;
      statuses[status] = (statuses[status] ?? 0) + 1;
      this.#views.set(id, { acknowledged: status === 204, engaged: 0 });
    }
    return statuses;
  }

  said = () => this.#counting?.said() ?? '';
  stop = async () => this.#counting?.stop();
  kill = async () => this.#counting?.kill();

  /** What was acknowledged against what is kept. */
  outcome() {
    return compare(this.#dataDir, this.#views);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#dataDir, { recursive: true });
  }
}
