/** What the commands that change story files have in common: finding the story, saying what changes, writing it. */

import path from 'node:path';
import { problemText } from '#lib/content/problem.ts';
import { type Change, writeAll } from '#lib/desk/changes.ts';
import { differences } from '#lib/desk/differences.ts';
import type { Desk, StoryFile } from '#lib/desk/stories.ts';
import { liveName } from '#lib/edition/manifest.ts';
import type { Problem } from '#lib/edition/model.ts';
import { pressDesk } from '#lib/press/ask.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { printLine, withProblems } from './report.ts';
import { didYouMean } from './suggest.ts';

export type How = Readonly<{ dryRun: boolean; json: boolean }>;

/** A mistake that the editor can mend: printed as it is, with exit code 1, and nothing is changed. */
export function refuse(sentence: string): number {
  process.stderr.write(`${sentence} Nothing was changed.\n`);
  return 1;
}

/** The story, or why there is none that can be meant. */
export function findStory({ stories, moved }: Desk, slug: string): StoryFile | string {
  const [story, ...others] = stories.filter((each) => each.slug === slug);
  if (story && others.length > 0)
    return `Both ${story.file} and ${others[0]?.file} are ${slug}. Run: npx newsroom check.`;
  if (story) return story;
  const now = moved.get(slug);
  if (now !== undefined) return `There is no story "${slug}": it is ${now} now.`;
  const names = stories.map((each) => each.slug);
  return `There is no story "${slug}".${didYouMean(slug, names)}`;
}

/** Writes the changes unless only asked what they would be, and says what they are. */
export function carryOut(changes: readonly Change[], contentDir: string, { dryRun, json }: How): void {
  if (!dryRun) writeAll(changes, contentDir);
  if (json) return;
  for (const change of changes) printLine(changeText(change, contentDir));
  if (dryRun) printLine('Nothing was written.');
}

/** The file, and each line that goes or comes. */
function changeText({ file, before = '', after, to }: Change, contentDir: string): string {
  const name = shown(file, contentDir) + (to === undefined ? '' : ` → ${shown(to, contentDir)}`);
  const lines = differences(before, after).map(
    ({ sign, line, text }) => `${String(line).padStart(5)} ${sign} ${text}`,
  );
  return [name, ...lines].join('\n');
}

/** Relative to the working folder if it lies inside, as the check shows it. */
export function shown(file: string, contentDir: string): string {
  const whole = path.join(contentDir, file);
  const relative = path.relative(process.cwd(), whole);
  return relative.startsWith('..') ? whole : relative;
}

/** Says what the changes would break, in the check's words. */
export function refuseFor(problems: readonly Problem[], how: Pick<How, 'json'>): number {
  if (how.json) printLine(JSON.stringify({ written: false, problems }, null, 2));
  else process.stderr.write(`${problems.map(problemText).join('\n')}\n\n`);
  return refuse(`${problems.length} problem${problems.length === 1 ? '' : 's'} would come of it.`);
}

/** For other programs: what became of which file. */
export function filesOf(changes: readonly Change[], contentDir: string) {
  return changes.map(({ file, to }) => ({
    file: shown(to ?? file, contentDir),
    ...(to === undefined ? {} : { from: shown(file, contentDir) }),
  }));
}

/** Publishes the changes and nothing else that is saved; gives the exit code. Where nothing is live yet there is nothing to do. */
export async function publishAfter(
  changes: readonly Change[],
  settings: Settings,
  { json }: How,
): Promise<number> {
  if (!liveName(settings.dataDir)) return 0;
  const report = (line: string) => void process.stderr.write(`${line}\n`);
  const desk = await pressDesk({ settings, projectDir: process.cwd(), report });
  try {
    return await withProblems(async () => {
      const only = changes.flatMap(({ file, to }) => [file, to ?? file]);
      const { name, tookAll } = await desk.publish({ only });
      if (!json) printLine(`Live as ${name.slice(0, 8)} after ${tookAll} ms.`);
    });
  } finally {
    await desk.close();
  }
}
