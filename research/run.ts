/** Prints the figures of a story and draws its pictures beside it. */
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { png, withoutWords } from './kit/paper.ts';
import { load, slugs, written } from './kit/story.ts';

const help = `node --import tsx research/run.ts [slug …]

Prints the figures and chart tables of each story and writes its pictures beside it.
Without a slug: every story that has a script. --facts prints only and writes nothing.`;

async function run(slug: string, drawing: boolean) {
  const script = await load(slug);
  console.log(`\n${slug}`);
  for (const [name, figure] of Object.entries(script.facts())) console.log(`  ${name}: ${figure}`);
  for (const [title, rows] of Object.entries(script.charts?.() ?? {})) console.log(`\n  ${title}\n${rows}`);
  if (!drawing) return;
  const story = written(slug);
  const pictures = { ...script.pictures?.() };
  if (script.draw) {
    if (!story.front.lead)
      throw new Error(`${story.file} names no lead picture, but research/${slug}.ts draws one`);
    const { draw } = script;
    const { src, unlabelled } = story.front.lead;
    pictures[src] = draw;
    if (unlabelled) pictures[unlabelled] = async () => withoutWords(await draw());
  }
  for (const [name, draw] of Object.entries(pictures)) {
    const made = await png(await draw());
    const file = join(story.folder, name);
    writeFileSync(file, made);
    console.log(`  ${relative('.', file)}: ${made.length} bytes`);
  }
}

const words = process.argv.slice(2);
const unknown = words.filter((word) => !word.startsWith('-') && !slugs().includes(word));
if (words.includes('--help') || words.includes('-h')) {
  console.log(help);
} else if (unknown.length) {
  console.error(`no script for ${unknown.join(', ')}; there are: ${slugs().join(', ')}`);
  process.exitCode = 1;
} else {
  const asked = words.filter((word) => !word.startsWith('-'));
  for (const slug of asked.length ? asked : slugs()) await run(slug, !words.includes('--facts'));
}
