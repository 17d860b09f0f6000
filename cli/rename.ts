/** `newsroom rename`: another slug for a story; its old address leads to the new one. */
import { problemsCausedBy } from '#lib/desk/changes.ts';
import { renaming, takenBy } from '#lib/desk/rename.ts';
import { openDesk } from '#lib/desk/stories.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import { carryOut, filesOf, findStory, type How, refuse, refuseFor } from './story-files.ts';

const usage = `Usage: newsroom rename OLD NEW [--dry-run] [--json]

Gives the story with the slug OLD the slug NEW: renames its file, notes OLD under formerly, so that its address
leads to the new one, and corrects every text, front and banner that names it. The result is checked first;
everything is changed or nothing.

  --dry-run  say what would change, and change nothing
  --json     print {"slug", "formerly", "written", "files"} for other programs
`;

export async function rename(argv: string[]): Promise<number> {
  const given = { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } as const;
  const options = readOptions(argv, usage, given, true);
  if (options.exit !== undefined) return options.exit;
  const [old, slug, ...more] = options.positionals;
  if (old === undefined || slug === undefined || more.length > 0) {
    process.stderr.write(`Name the slug it has and the slug it gets.\n\n${usage}`);
    return 2;
  }
  const { 'dry-run': dryRun = false, json = false } = options.values as {
    'dry-run'?: boolean;
    json?: boolean;
  };
  return renameStory(old, slug, { dryRun, json });
}

async function renameStory(old: string, slug: string, how: How): Promise<number> {
  const settings = readSettings(process.env);
  const { contentDir } = settings;
  const desk = openDesk(contentDir);
  const story = findStory(desk, old);
  if (typeof story === 'string') return refuse(story);
  const taken = slug === old ? `Its slug is ${old} already.` : takenBy(desk, slug, old);
  if (taken !== undefined) return refuse(taken);
  const changes = renaming(desk, story, slug);
  const problems = await problemsCausedBy(changes, settings);
  if (problems.length > 0) return refuseFor(problems, how);
  carryOut(changes, contentDir, how);
  if (how.json) {
    const files = filesOf(changes, contentDir);
    printLine(JSON.stringify({ slug, formerly: old, written: !how.dryRun, files }, null, 2));
  } else if (!how.dryRun) {
    printLine(`/articles/${old} will lead to /articles/${slug}. Now run: npx newsroom publish`);
  }
  return 0;
}
