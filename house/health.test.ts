/** The README's health table is what docs/health.json says, and that is what was measured. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Health, keptHealth, type SizeName, sizeRows } from './health.ts';
import { tableOf, withTable } from './table.ts';

const kept = keptHealth();

test('the table is written from docs/health.json, never by hand; if not: npm run health', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(withTable(readme, kept)).toBe(readme);
});

test('every size is within its budget; whether it is the measured one, e2e/budgets.spec.ts sees', () => {
  const bytes = kept.sizes?.bytes ?? {};
  for (const [name, size] of Object.entries(bytes) as [SizeName, number][])
    expect(size, name).toBeLessThanOrEqual(sizeRows[name].budget);
});

test('no figure is kept of a run in which something failed', () => {
  const { axe, sharing, unfurl, tests } = kept.browser ?? {};
  for (const passes of [axe, sharing, unfurl, tests, kept.unit?.tests])
    if (passes) expect(passes.passed).toBe(passes.all);
  for (const score of (kept.lighthouse?.pages ?? []).flatMap(({ scores }) => scores))
    expect(score).toBeGreaterThanOrEqual(90);
});

test('each part has its rows, and what was never measured has none', () => {
  const date = '2026-12-01';
  const found: Health = {
    sizes: { date, bytes: Object.fromEntries(Object.keys(sizeRows).map((name) => [name, 999])) as never },
    coverage: { date, lines: 71.6, branches: 60 },
    lighthouse: { date, pages: [{ page: '/', scores: [100, 99, 98, 97] }] },
  };
  const table = tableOf(found);
  expect(table).toContain('| style sheet | 1.0 KB | at most 8.0 KB | 2026-12-01 |');
  expect(table).toContain('| 72 %, 60 % |');
  expect(table).toContain('| Lighthouse, phone: / | 100, 99, 98, 97 |');
  expect(table).not.toContain('axe');
  expect(tableOf({}).split('\n')).toHaveLength(2);
  expect(() => withTable('# Without a place', found)).toThrow('no place for the health table');
});
