/**
 * Figures that depend on the Node.js they were computed with: its Unicode tables, its calendar.
 *
 * A story names the version. On that version the figure is computed afresh; on any other it is read from
 * `research/kept`, where `run.ts` put it, so that a newer Node.js doesn't make an old story look wrong.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** What `compute` gave on the named version, e.g. `kept('han-17', { unicode: '17.0' }, count)`. */
export function kept<T>(name: string, on: Partial<Record<'unicode' | 'icu', string>>, compute: () => T): T {
  const file = new URL(`../kept/${name}.json`, import.meta.url);
  const here = Object.entries(on).every(([part, version]) => process.versions[part] === version);
  if (!here) return JSON.parse(readFileSync(file, 'utf8')) as T;
  const fresh = compute();
  if (!existsSync(file)) writeFileSync(file, `${JSON.stringify(fresh, null, 1)}\n`);
  return fresh;
}
