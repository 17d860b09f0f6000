/** The health table of the README: figures that tests and benches left in artefacts/, kept in docs/health.json. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { budgets } from '../e2e/budgets.ts';

/** What a first visit fetches, and what it may weigh at the most. */
export const sizeRows = {
  front: { says: 'front page, HTML', budget: budgets.front.html },
  story: { says: 'a story (“One clock for all of China”), HTML', budget: budgets.story.html },
  css: { says: 'style sheet', budget: budgets.css },
  script: { says: 'script of every page', budget: budgets.script },
  offlinePage: { says: 'script for reading offline', budget: budgets.offline.page },
  worker: { says: 'service worker, which no page waits for', budget: budgets.offline.worker },
  searchScript: { says: 'script of the search page', budget: budgets.searchScript },
  fonts: { says: 'fonts', budget: budgets.fonts },
} as const satisfies Record<string, Readonly<{ says: string; budget: number }>>;
export type SizeName = keyof typeof sizeRows;
const sizeNames = Object.keys(sizeRows) as SizeName[];

const count = z.number().int().nonnegative();
const passes = z.object({ passed: count, all: count });
const day = z.iso.date();
const health = z.object({
  sizes: z.object({ date: day, bytes: z.record(z.enum(sizeNames), count) }).optional(),
  browser: z.object({ date: day, tests: passes, axe: passes, sharing: passes, unfurl: passes }).optional(),
  unit: z.object({ date: day, tests: passes }).optional(),
  /** Of statements and branches, in percent. */
  coverage: z.object({ date: day, lines: z.number(), branches: z.number() }).optional(),
  lighthouse: z
    .object({ date: day, pages: z.array(z.object({ page: z.string(), scores: z.array(z.number()) })) })
    .optional(),
});
export type Health = z.infer<typeof health>;

const keptFile = path.join('docs', 'health.json');
const sizesFile = path.join('artefacts', 'health', 'sizes.json');

/** What is kept. Throws if somebody has written there what isn't a figure. */
export const keptHealth = (): Health => health.parse(JSON.parse(readFileSync(keptFile, 'utf8')));

export function keepHealth(found: Health): void {
  writeFileSync(keptFile, `${JSON.stringify(found, null, 2)}\n`);
}

/** Leaves sizes for `npm run health`. */
export function noteSizes(bytes: Record<SizeName, number>): void {
  mkdirSync(path.dirname(sizesFile), { recursive: true });
  writeFileSync(sizesFile, JSON.stringify({ date: today(), bytes }));
}

const today = () => new Date().toISOString().slice(0, 10);

/** What the last runs of tests and benches left; what wasn't run is missing. Throws on a report of another shape. */
export function foundHealth(): Health {
  const sizes = reportIn(sizesFile, health.shape.sizes.unwrap());
  const browser = reportIn(path.join('artefacts', 'e2e.json'), browserReport);
  const unit = reportIn(path.join('artefacts', 'unit.json'), unitReport);
  const coverage = reportIn(path.join('artefacts', 'coverage', 'coverage-summary.json'), coverageReport);
  const lighthouse = reportIn(path.join('artefacts', 'bench', 'lighthouse.json'), lighthouseReport);
  return {
    ...(sizes && { sizes }),
    ...(browser && { browser }),
    ...(unit && { unit }),
    ...(coverage && { coverage }),
    ...(lighthouse && { lighthouse }),
  };
}

function reportIn<T>(file: string, shape: z.ZodType<T>): T | undefined {
  return existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

type Spec = { ok: boolean };
type Suite = { file: string; specs: Spec[]; suites?: Suite[] };
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({
    file: z.string(),
    specs: z.array(z.object({ ok: z.boolean() })),
    suites: z.array(suite).optional(),
  }),
);

/** What Playwright says of its tests, by the file they stand in. */
const browserReport = z
  .object({
    config: z.object({ argv: z.array(z.string()) }),
    stats: z.object({ startTime: z.string() }),
    suites: z.array(suite),
  })
  .refine(({ config }) => config.argv.slice(2).join(' ') === 'test --grep-invert @long', {
    error: 'artefacts/e2e.json is of a part of the browser tests. Run: npx newsroom test browser',
  })
  .transform(({ stats, suites }) => {
    const specsIn = (list: readonly Suite[]): Spec[] =>
      list.flatMap((each) => [...each.specs, ...specsIn(each.suites ?? [])]);
    const passesIn = (file?: string) => {
      const specs = specsIn(suites.filter((each) => file === undefined || each.file === file));
      return { passed: specs.filter(({ ok }) => ok).length, all: specs.length };
    };
    return {
      date: stats.startTime.slice(0, 10),
      tests: passesIn(),
      axe: passesIn('pages.spec.ts'),
      sharing: passesIn('sharing.spec.ts'),
      unfurl: passesIn('readers.spec.ts'),
    };
  });

/** Vitest's. `startTime` in milliseconds since 1970. */
const unitReport = z
  .object({ numPassedTests: count, numTotalTests: count, startTime: z.number() })
  .transform(({ numPassedTests, numTotalTests, startTime }) => ({
    date: new Date(startTime).toISOString().slice(0, 10),
    tests: { passed: numPassedTests, all: numTotalTests },
  }));

const share = z.object({ pct: z.number() });
const coverageReport = z
  .object({ total: z.object({ lines: share, branches: share }) })
  .transform(({ total }) => ({ date: today(), lines: total.lines.pct, branches: total.branches.pct }));

/** The bench's first table: a row a page, the four scores in its first columns. */
const lighthouseReport = z
  .object({
    date: day,
    tables: z.array(z.object({ rows: z.array(z.object({ name: z.string(), cells: z.array(z.unknown()) })) })),
  })
  .transform(({ date, tables }) => ({
    date,
    pages: (tables[0]?.rows ?? []).map(({ name, cells }) => ({
      page: name,
      scores: z.array(z.number()).parse(cells.slice(0, 4)),
    })),
  }));
