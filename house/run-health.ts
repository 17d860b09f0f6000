/** `npm run health`: takes over what the last tests and benches left in artefacts/, and writes the README's table. */
import { readFileSync, writeFileSync } from 'node:fs';
import { foundHealth, keepHealth, keptHealth } from './health.ts';
import { withTable } from './table.ts';

const usage = `Usage: npm run health

Writes docs/health.json and the table in README.md from what the last runs left in artefacts/:
  npm test                        tests, sizes, axe, links (15 minutes)
  npx newsroom test --coverage unit   how much of the code unit tests run (some minutes)
  npm run bench -- lighthouse     Lighthouse (5 minutes, on a machine that does nothing else)
What wasn't run keeps its figures and its date.
`;

if (process.argv.length > 2) {
  const asked = process.argv[2] === '--help' || process.argv[2] === '-h';
  (asked ? process.stdout : process.stderr).write(usage);
  process.exit(asked ? 0 : 2);
}
const found = foundHealth();
if (Object.keys(found).length === 0) {
  process.stderr.write(`There is nothing in artefacts/ yet.\n\n${usage}`);
  process.exit(1);
}
const now = { ...keptHealth(), ...found };
keepHealth(now);
writeFileSync('README.md', withTable(readFileSync('README.md', 'utf8'), now));
process.stdout.write(`Written: docs/health.json, README.md. New: ${Object.keys(found).join(', ')}.\n`);
