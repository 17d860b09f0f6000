/** `newsroom test` (`npm test`): everything that must hold on each change, in order, with one count at the end. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';

/** `broken` names what failed, and says how it began. */
type Counts = Readonly<{ passed: number; failed: number; broken: readonly string[] }>;
type Stage = Readonly<{
  name: string;
  says: string;
  command: readonly string[];
  /** Where the stage writes its results, and how to count them; without it the stage counts as one. */
  results?: Readonly<{ file: string; count: (report: unknown) => Counts }>;
}>;

const nothing: Counts = { passed: 0, failed: 0, broken: [] };

const bin = (name: string) => path.join('node_modules', '.bin', name);
/** Of browser tests whose ways through the code shorter ones take too. */
const longTag = '@long';

const artefact = (name: string) => path.join('artefacts', name);

const stages: readonly Stage[] = [
  { name: 'routes', says: 'Types of the routes', command: [bin('next'), 'typegen'] },
  { name: 'types', says: 'Types', command: [bin('tsc'), '--noEmit'] },
  { name: 'lint', says: 'Lint and format', command: [bin('biome'), 'check', '--error-on-warnings', '.'] },
  { name: 'dead', says: 'Dead code, dependencies', command: [bin('knip'), '--no-config-hints'] },
  { name: 'content', says: 'Content', command: [process.execPath, 'cli/newsroom.js', 'check'] },
  {
    name: 'unit',
    says: 'Unit tests',
    command: [
      bin('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${artefact('unit.json')}`,
    ],
    results: { file: artefact('unit.json'), count: countVitest },
  },
  {
    name: 'browser',
    says: 'Production build, browser tests, budgets',
    command: [bin('playwright'), 'test', '--grep-invert', longTag],
    results: { file: artefact('e2e.json'), count: countPlaywright },
  },
];

/** What takes long, each by itself: run those that a change touches. */
const longStages: readonly Stage[] = [
  {
    name: 'storms',
    says: 'Kills, floods and failing disks (minutes)',
    command: [
      bin('vitest'),
      'run',
      '--config=vitest.long.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${artefact('long.json')}`,
    ],
    results: { file: artefact('long.json'), count: countVitest },
  },
  {
    name: 'browser',
    says: 'Browser tests that take long',
    command: [bin('playwright'), 'test', '--grep', longTag],
    results: { file: artefact('e2e.json'), count: countPlaywright },
  },
];

const listed = (list: readonly Stage[]) =>
  list.map(({ name, says }) => `  ${name.padEnd(9)} ${says}`).join('\n');

const usage = `Usage: newsroom test [--long] [--coverage] [STAGE ...]

Runs what must hold on each change and prints "N passed, N failed" as its last line.
Without a STAGE all of them run, in this order:

${listed(stages)}

With --long instead (npm run test:long):

${listed(longStages)}

  --coverage  also write to artefacts/coverage what the unit tests run of the code
`;

export async function test(argv: string[]): Promise<number> {
  const options = readOptions(
    argv,
    usage,
    { long: { type: 'boolean' }, coverage: { type: 'boolean' } },
    true,
  );
  if (options.exit !== undefined) return options.exit;
  const { positionals } = options;
  const all = options.values.long ? longStages : stages;
  const unknown = positionals.find((word) => !all.some(({ name }) => name === word));
  if (unknown) {
    process.stderr.write(`There is no stage "${unknown}".\n\n${usage}`);
    return 2;
  }
  const chosen = all.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  let passed = 0;
  let failed = 0;
  const broken: string[] = [];
  for (const stage of chosen) {
    const counts = await run(options.values.coverage && stage.name === 'unit' ? covered(stage) : stage);
    passed += counts.passed;
    failed += counts.failed;
    broken.push(...counts.broken);
  }
  if (broken.length > 0) printLine(`\nFailed, each told above:\n${broken.join('\n')}`);
  printLine(`\n${passed} passed, ${failed} failed`);
  return failed > 0 ? 1 : 0;
}

const covered = (stage: Stage): Stage => ({ ...stage, command: [...stage.command, '--coverage'] });

async function run({ name, says, command, results }: Stage): Promise<Counts> {
  printLine(`\n── ${says} (${name})`);
  if (results) rmSync(results.file, { force: true });
  const started = Date.now();
  const [program = '', ...rest] = command;
  const child = spawn(program, rest, {
    stdio: 'inherit',
    env: { ...process.env, TZ: 'UTC', NEXT_TELEMETRY_DISABLED: '1' },
  });
  const code = await new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? 1));
  });
  const counts = results ? countIn(results) : nothing;
  // A stage that ends badly has failed even if no test says so, and one that ran no test hasn't passed.
  const ranNone = results !== undefined && counts.passed + counts.failed === 0;
  const failed = Math.max(counts.failed, code === 0 && !ranNone ? 0 : 1);
  printLine(
    `── ${says}: ${failed > 0 ? 'FAILED' : 'passed'} in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  const broken = failed > counts.broken.length ? [...counts.broken, `  ${name}`] : counts.broken;
  return { passed: results ? counts.passed : 1 - failed, failed, broken };
}

function countIn({ file, count }: NonNullable<Stage['results']>): Counts {
  try {
    return count(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return nothing;
  }
}

/** The first line of a message, without the colours of a terminal. */
const firstLine = (message = '') => stripVTControlCharacters(message).split('\n', 1)[0];

function countVitest(report: unknown): Counts {
  const { numPassedTests, numFailedTests, testResults } = report as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: {
      name: string;
      assertionResults: { status: string; fullName: string; failureMessages: string[] }[];
    }[];
  };
  const broken = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(
        ({ fullName, failureMessages }) =>
          `  ${path.relative('', name)} › ${fullName}: ${firstLine(failureMessages[0])}`,
      ),
  );
  return { passed: numPassedTests, failed: numFailedTests, broken };
}

type Suite = Readonly<{
  file: string;
  suites?: Suite[];
  specs: {
    title: string;
    ok: boolean;
    tests: { status: string; results: { error?: { message?: string } }[] }[];
  }[];
}>;

function countPlaywright(report: unknown): Counts {
  const { stats, suites } = report as {
    stats: { expected: number; unexpected: number; flaky: number };
    suites: Suite[];
  };
  const all = (list: readonly Suite[]): Suite[] =>
    list.flatMap((suite) => [suite, ...all(suite.suites ?? [])]);
  const broken = all(suites).flatMap(({ file, specs }) =>
    specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results }) => `  ${file} › ${title}: ${firstLine(results[0]?.error?.message)}`),
    ),
  );
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, broken };
}
