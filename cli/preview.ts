/** `newsroom preview`: a link by which somebody may see a story before it is public. */
import { checkContent } from '#lib/content/check.ts';
import { slugOf } from '#lib/content/file.ts';
import { problemText } from '#lib/content/problem.ts';
import { openDesk } from '#lib/desk/stories.ts';
import { previewAddress } from '#lib/press/preview.ts';
import { secretOf } from '#lib/settings/secret.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import { findStory } from './story-files.ts';

const usage = `Usage: newsroom preview SLUG [--hours N] [--json]

Prints a link that shows a draft, an embargoed story or one that has not been published again yet, as it is
saved and as it will look. Whoever has the link sees the story, until it expires; nobody else does, and no
cache, list or search engine learns of it.

  --hours N  how long the link works (48; at most 720)
  --json     print {"url", "until"} for other programs
`;

const longest = 720;

export async function preview(argv: string[]): Promise<number> {
  const given = { hours: { type: 'string', default: '48' }, json: { type: 'boolean' } } as const;
  const options = readOptions(argv, usage, given, true);
  if (options.exit !== undefined) return options.exit;
  const [slug, ...more] = options.positionals;
  const hours = Number(options.values.hours);
  if (slug === undefined || more.length > 0 || !(hours > 0 && hours <= longest)) {
    const what =
      slug === undefined || more.length > 0 ? 'Name one story.' : `--hours is a number up to ${longest}.`;
    process.stderr.write(`${what}\n\n${usage}`);
    return 2;
  }
  const settings = readSettings(process.env);
  const story = findStory(openDesk(settings.contentDir), slug);
  if (typeof story === 'string') {
    process.stderr.write(`${story}\n`);
    return 1;
  }
  const { problems } = await checkContent(settings);
  const own = problems.filter(({ file }) => slugOf(file) === slug);
  if (own.length > 0) {
    process.stderr.write(`${own.map(problemText).join('\n')}\n\nIt can be shown when this is mended.\n`);
    return 1;
  }
  const until = Date.now() + hours * 3_600_000;
  const url = settings.siteUrl + previewAddress(secretOf(settings), slug, until);
  if (options.values.json) printLine(JSON.stringify({ url, until: new Date(until).toISOString() }, null, 2));
  else printLine(`${url}\nIt works until ${new Date(until).toISOString()}.`);
  return 0;
}
