/** `npm run bench [-- NAME ...]`: measures, writes the figures as JSON and puts them into docs/benchmarks.md. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { sectionText, withSection } from './document.ts';
import { type Circumstances, type Figures, figuresText } from './figures.ts';

/** In the order in which they stand in the docs; with about how many minutes each takes on two cores. */
const benches = {
  pages: ['a story and the front, next to Next.js, Astro and Hugo: bytes, requests, LCP, pages a second', 12],
  'publish-peers': [
    'the same stories built whole by us, Hugo, Astro and plain Next.js; one headline changes',
    40,
  ],
  cards: ['social cards: stored and new, memory while 2,000 are drawn, other renderers', 15],
  audience: [
    'the audience: events to the disk and through the door, live view, memory, what others publish',
    20,
  ],
  soak: ['readers, events and publishing for 20 minutes: memory, descriptors, slowest answers', 25],
  publish: ['publishing with 10,000 stories: cold start, one story after another, the way back', 10],
  corpus: ['check, edition and pages of 1,000 stories, cold', 5],
  search: ['search: an answer at 1,000 and 10,000 stories, the index, when a new story is found', 15],
  newsstand: ['pages a second, next to "next start" with the same page', 3],
  lighthouse: ['Lighthouse: front and three stories, mobile, median of five', 5],
} as const satisfies Readonly<Record<string, readonly [says: string, minutes: number]>>;
type Name = keyof typeof benches;
const names = Object.keys(benches) as Name[];
const document = 'docs/benchmarks.md';
const artefacts = 'artefacts/bench';

const usage = `Usage: npm run bench [-- [--quick] NAME ...]

Measures all of these, or those that are named, and replaces their sections in ${document}.
Figures as data: ${artefacts}/NAME.json. Nothing else should run on the machine meanwhile.

${names.map((name) => `  ${name.padEnd(15)}${benches[name][0]} (${benches[name][1]} min)`).join('\n')}

  --quick        few stories and short rounds, to see that it works; ${document} stays as it is
  --help         this

Environment:
  BENCH_STORIES  how many stories publish and publish-peers use, with commas between
  BENCH_PEERS    who is measured: hugo, astro, astro-mdx, next, next-md
  BENCH_PORT     the first of 100 ports (3200)
  SOAK_MINUTES   how long the soak takes (20)

Needed: nginx for pages and publish-peers; the others' programs are installed into a temporary folder.
`;

async function main(): Promise<number> {
  let options: ReturnType<typeof read>;
  try {
    options = read();
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n\n${usage}`);
    return 2;
  }
  if (options.values.help) {
    process.stdout.write(usage);
    return 0;
  }
  // Before any bench is read: they take it from there.
  if (options.values.quick) process.env.BENCH_QUICK = '1';
  let failed = 0;
  for (const name of options.names.length > 0 ? options.names : names) {
    process.stdout.write(`\n## ${name}: ${benches[name][0]}; about ${benches[name][1]} min in full\n\n`);
    if (!(await measureOne(name, options.values.quick ?? false))) failed++;
  }
  return failed > 0 ? 1 : 0;
}

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  });
  const unknown = positionals.find((word) => !Object.hasOwn(benches, word));
  if (unknown !== undefined) throw new Error(`There is no bench "${unknown}".`);
  return { values, names: positionals as Name[] };
}

/** True if all went well. A bench that breaks off leaves its section as it was, and the next one goes on. */
async function measureOne(name: Name, quick: boolean): Promise<boolean> {
  const began = performance.now();
  let figures: Figures;
  try {
    const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<Figures> };
    figures = await bench();
  } catch (error) {
    // Read only now, after --quick is known.
    const { Unusable } = await import('./extent.ts');
    const told = error instanceof Unusable ? error.message : (error as Error).stack;
    process.stderr.write(`${name} broke off: ${told}\n`);
    return false;
  }
  process.stdout.write(`\n${figuresText(figures)}\n`);
  // Figures that were made otherwise than in full say so.
  const given = ['BENCH_STORIES', 'BENCH_PEERS', 'SOAK_MINUTES']
    .map((key) => (process.env[key] ? `${key}=${process.env[key]} ` : ''))
    .join('');
  const circumstances: Circumstances = {
    bench: name,
    says: benches[name][0],
    command: `${given}npm run bench -- ${quick ? '--quick ' : ''}${name}`,
    date: new Date().toISOString().slice(0, 10),
    machine: `Node.js ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}, ${(os.totalmem() / 2 ** 30).toFixed(0)} GiB`,
    minutes: (performance.now() - began) / 60_000,
  };
  mkdirSync(artefacts, { recursive: true });
  writeFileSync(
    `${artefacts}/${name}${quick ? '.quick' : ''}.json`,
    `${JSON.stringify({ ...circumstances, ...figures }, null, 2)}\n`,
  );
  if (!quick) {
    const before = existsSync(document) ? readFileSync(document, 'utf8') : undefined;
    writeFileSync(document, withSection(before, name, sectionText(circumstances, figures), names));
  }
  return !figures.failures?.length;
}

process.exitCode = await main();
