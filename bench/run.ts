/** `npm run bench [-- NAME ...]`: measures, prints, judges nothing. Figures vary with the machine: quote ratios and medians. */
import os from 'node:os';

const benches = {
  corpus: 'check, edition and pages of 1,000 stories, cold',
  newsstand: 'finished pages a second, next to plain "next start" with the same page',
  cards: 'stored and new social cards, memory while 2,000 are drawn, other renderers',
  audience: 'events a second to the disk and through the door, live view, memory',
  publish: 'a cold start with 10,000 stories, then one story after another from its file to the reader',
  'publish-peers': 'the same stories built whole by Hugo, Astro and plain Next.js; then one headline changes',
  search: 'an answer at 1,000 and 10,000 stories, the index, when a new story is found',
  lighthouse: 'front and three stories, mobile, median of five',
} as const;
type Name = keyof typeof benches;

const usage = `Usage: npm run bench [-- NAME ...]\n\n${Object.entries(benches)
  .map(([name, says]) => `  ${name.padEnd(15)}${says}`)
  .join('\n')}\n`;

const words = process.argv.slice(2);
const unknown = words.find((word) => !Object.hasOwn(benches, word));
if (words.includes('--help') || words.includes('-h')) process.stdout.write(usage);
else if (unknown) {
  process.stderr.write(`There is no bench "${unknown}".\n\n${usage}`);
  process.exitCode = 2;
} else {
  console.log(
    `Node.js ${process.version}, ${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown processor'}`,
  );
  for (const name of (words.length > 0 ? words : Object.keys(benches)) as Name[]) {
    console.log(`\n## ${name}: ${benches[name]}\n`);
    const { bench } = (await import(`./${name}.ts`)) as { bench: () => Promise<void> };
    await bench();
  }
}
