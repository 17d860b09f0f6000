/** The health table as it stands in the README. */
import { type Health, type SizeName, sizeRows } from './health.ts';

const begins = '<!-- health: written by npm run health -->';
const ends = '<!-- end of health -->';

type Passes = Readonly<{ passed: number; all: number }>;
type Row = readonly [what: string, figure: string, wanted: string, date: string];

/** The table in Markdown; what was never measured has no row. */
export function tableOf({ sizes, browser, unit, coverage, lighthouse }: Health): string {
  const rows: Row[] = [];
  for (const [name, bytes] of Object.entries(sizes?.bytes ?? {}) as [SizeName, number][]) {
    const { says, budget } = sizeRows[name];
    rows.push([says, kilobytes(bytes), `at most ${kilobytes(budget)}`, sizes?.date ?? '']);
  }
  const passed = (what: string, { passed, all }: Passes, date: string) =>
    rows.push([what, `${passed} of ${all}`, 'all', date]);
  if (browser) {
    const { axe, sharing, unfurl, tests, date } = browser;
    passed(
      'kinds of page without a violation of WCAG 2.2 AA that axe finds, at three widths, light and dark',
      axe,
      date,
    );
    passed('kinds of page that say what they are to whoever shows a link', sharing, date);
    passed('tests of links as networks and readers’ programs show them', unfurl, date);
    passed('browser tests', tests, date);
  }
  if (unit) passed('unit tests', unit.tests, unit.date);
  if (coverage)
    rows.push([
      'lines, branches that unit tests alone run',
      `${percent(coverage.lines)}, ${percent(coverage.branches)}`,
      '',
      coverage.date,
    ]);
  for (const { page, scores } of lighthouse?.pages ?? [])
    rows.push([`Lighthouse, phone: ${page}`, scores.join(', '), '', lighthouse?.date ?? '']);
  const lines = rows.map((row) => `| ${row.join(' | ')} |`);
  return ['| what | figure | wanted | measured |', '|---|---|---|---|', ...lines].join('\n');
}

/** Brotli, 1 KB of 1,000 bytes, as in the budgets. */
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;
const percent = (share: number) => `${Math.round(share)} %`;

/** The README with the table of now. Throws if its place is gone. */
export function withTable(readme: string, found: Health): string {
  const [from, to] = [readme.indexOf(begins), readme.indexOf(ends)];
  if (from < 0 || to < from)
    throw new Error(`README.md has no place for the health table: ${begins} … ${ends}`);
  return `${readme.slice(0, from)}${begins}\n${tableOf(found)}\n${readme.slice(to)}`;
}
