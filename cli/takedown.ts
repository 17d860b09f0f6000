/** `newsroom takedown` and `newsroom restore`: withdraw a story, and give it back. */
import { Temporal } from 'temporal-polyfill';
import { problemText } from '#lib/content/problem.ts';
import { type Change, faultsCausedBy, problemsCausedBy } from '#lib/desk/changes.ts';
import { type Desk, openDesk, type StoryFile } from '#lib/desk/stories.ts';
import { noRestoring, noTakedown, restoring, takingDown } from '#lib/desk/takedown.ts';
import { publishedTranslations } from '#lib/desk/translations.ts';
import { readSettings, type Settings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import {
  carryOut,
  filesOf,
  findStory,
  type How,
  publishAfter,
  refuse,
  refuseFor,
  shown,
} from './story-files.ts';

const takedownUsage = `Usage: newsroom takedown SLUG --reason TEXT [--legal] [--dry-run] [--json]

Withdraws a story and publishes that, and nothing else that is saved: from then on its address answers 410 and
says when it went and why; it is gone from every list, and for thirty days feeds tell their readers to forget it. Links to it in other texts are taken
out, their words stay.

  --reason TEXT  what readers are told instead of the story, at most 500 characters
  --legal        the law demands it: the address answers 451 and says so
  --dry-run      say what would change, and change nothing
  --json         print {"slug", "written", "files", "problems"} for other programs
`;

const restoreUsage = `Usage: newsroom restore SLUG [--dry-run] [--json]

Publishes a withdrawn story again, as it was, and nothing else that is saved. Links to it that the takedown took out of other texts stay out.

  --dry-run  say what would change, and change nothing
  --json     print {"slug", "written", "files"} for other programs
`;

const longestReason = 500;
const common = { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } } as const;
type Common = { 'dry-run'?: boolean; json?: boolean };
const howOf = ({ 'dry-run': dryRun = false, json = false }: Common): How => ({ dryRun, json });

export async function takedown(argv: string[]): Promise<number> {
  const given = { reason: { type: 'string' }, legal: { type: 'boolean' }, ...common } as const;
  const options = readOptions(argv, takedownUsage, given, true);
  if (options.exit !== undefined) return options.exit;
  const values = options.values as Common & { reason?: string; legal?: boolean };
  const [slug, ...more] = options.positionals;
  if (slug === undefined || more.length > 0) return mistake('Name one story.', takedownUsage);
  const reason = values.reason?.replace(/\s+/g, ' ').trim() ?? '';
  if (reason === '') return mistake('Say why: --reason TEXT', takedownUsage);
  const length = [...reason].length;
  if (length > longestReason)
    return mistake(`The reason has ${length} characters; at most ${longestReason} are shown.`, takedownUsage);
  const settings = readSettings(process.env);
  const desk = openDesk(settings.contentDir);
  const story = findStory(desk, slug);
  if (typeof story === 'string') return refuse(story);
  const against = noTakedown(desk, story);
  if (against !== undefined) return refuse(against);
  const how = howOf(values);
  const at = nowIn(desk.timeZone);
  return withdraw(desk, story, { reason, legal: values.legal ?? false, at }, settings, how);
}

async function withdraw(
  desk: Desk,
  story: StoryFile,
  how: Parameters<typeof takingDown>[2],
  settings: Settings,
  manner: How,
): Promise<number> {
  const others = publishedTranslations(desk, story);
  const { changes, left } = takingDown(desk, story, how);
  // What comes of it in the story's own file stops it. Elsewhere nothing may hold it up: that is looked for afterwards.
  const [own] = changes as [Change];
  const faults = faultsCausedBy(own, desk.lang);
  if (faults.length > 0)
    return refuseFor(
      faults.map((fault) => ({ ...fault, file: shown(fault.file, settings.contentDir) })),
      manner,
    );
  carryOut(changes, settings.contentDir, manner);
  if (changes.length > 1 && !manner.json)
    printLine('Where links were taken out, their words stay: see whether they still should.');
  if (others.length > 0 && !manner.json)
    printLine(`In other languages it stays: ${others.join(', ')}. Take them down too if they are as wrong.`);
  const code = manner.dryRun ? 0 : await publishAfter(changes, settings, manner);
  const problems = await problemsCausedBy(changes, settings);
  if (manner.json) {
    const files = filesOf(changes, settings.contentDir);
    const written = !manner.dryRun;
    const translations = others.length > 0 ? { translations: others } : {};
    printLine(JSON.stringify({ slug: story.slug, written, files, problems, ...translations }, null, 2));
  } else if (problems.length > 0) {
    const lines = [...left, ...problems.map(problemText)];
    process.stderr.write(`\n${lines.join('\n')}\n\nMend this, or nothing else can be published.\n`);
  }
  return problems.length > 0 ? 1 : code;
}

export async function restore(argv: string[]): Promise<number> {
  const options = readOptions(argv, restoreUsage, common, true);
  if (options.exit !== undefined) return options.exit;
  const [slug, ...more] = options.positionals;
  if (slug === undefined || more.length > 0) return mistake('Name one story.', restoreUsage);
  const settings = readSettings(process.env);
  const desk = openDesk(settings.contentDir);
  const story = findStory(desk, slug);
  if (typeof story === 'string') return refuse(story);
  const against = noRestoring(desk, story);
  if (against !== undefined) return refuse(against);
  const how = howOf(options.values as Common);
  const changes = restoring(desk, story);
  const problems = await problemsCausedBy(changes, settings);
  if (problems.length > 0) return refuseFor(problems, how);
  carryOut(changes, settings.contentDir, how);
  if (how.json) {
    const files = filesOf(changes, settings.contentDir);
    printLine(JSON.stringify({ slug, written: !how.dryRun, files }, null, 2));
  }
  return how.dryRun ? 0 : publishAfter(changes, settings, how);
}

function mistake(sentence: string, usage: string): number {
  process.stderr.write(`${sentence}\n\n${usage}`);
  return 2;
}

/** Now, to the second, with the offset of the newsroom's zone. */
function nowIn(timeZone: string): string {
  const now = Temporal.Now.zonedDateTimeISO(timeZone);
  return now.toString({ smallestUnit: 'second', timeZoneName: 'never' });
}
