/** `newsroom audience`: the figures of the site or of a story in the terminal, and the roll-ups made again. */
import { Temporal } from 'temporal-polyfill';
import { type Newsdesk, newsdesk } from '#lib/audience/ask.ts';
import { storyKey } from '#lib/audience/events.ts';
import type { Figures, Part, Report } from '#lib/audience/shapes.ts';
import { liveEdition } from '#lib/edition/manifest.ts';
import { openContent } from '#lib/edition/open.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import { didYouMean } from './suggest.ts';

const usage = `Usage: newsroom audience [SLUG] [--json]
       newsroom audience rebuild
       newsroom audience promote --to postgres://… [--rehearse]

Prints who reads now and what was read: today, in 7 days, in 30 days; of the whole site, or of one story.
Asks the portal that runs on this machine (PORT), or the store in DATA_DIR while none does.

  --json    the same figures as JSON
  rebuild   makes the sums again from the single page views that are kept; they come out the same
  promote   copies everything that was counted in DATA_DIR into a PostgreSQL and compares it; DATA_DIR keeps
            it. May be run while the portal runs, and once more when it has stopped: then that is short
            (docs/several-servers.md)
            --rehearse  copies into a schema that is dropped again
`;

const spans = { Today: 1, '7 days': 7, '30 days': 30 } as const;
type Told = Readonly<{ present: number; spans: readonly Readonly<{ name: string; report: Report }>[] }>;

export async function audience(argv: string[]): Promise<number> {
  const options = readOptions(
    argv,
    usage,
    { json: { type: 'boolean' }, to: { type: 'string' }, rehearse: { type: 'boolean' } },
    true,
  );
  if (options.exit !== undefined) return options.exit;
  const [wanted, ...more] = options.positionals;
  if (more.length > 0) {
    process.stderr.write(`One story at a time.\n\n${usage}`);
    return 2;
  }
  const { to, rehearse = false } = options.values;
  const isPromotion = wanted === 'promote';
  if (isPromotion !== (to !== undefined) || (rehearse && !isPromotion) || (to && !isPostgres(to))) {
    process.stderr.write(`promote needs --to postgres://…, and nothing else does.\n\n${usage}`);
    return 2;
  }
  const settings = readSettings(process.env);
  const content = liveEdition(settings.dataDir)?.manifest.content;
  if (content === undefined)
    throw new Error(`There is no edition in ${settings.dataDir} yet. Run: npm start`);
  const edition = openContent(settings.dataDir, content);
  const slug = wanted === 'rebuild' || isPromotion ? undefined : wanted?.replace(/^.*\/articles\//, '');
  const story = slug === undefined ? undefined : edition.summary(slug);
  if (slug !== undefined && !story) {
    const slugs = edition.stories.map((each) => each.slug);
    process.stderr.write(`There is no story "${slug}".${didYouMean(slug, slugs)}\n`);
    return 1;
  }
  const desk = await newsdesk(settings, edition, (line) => void process.stderr.write(`${line}\n`));
  try {
    if (wanted === 'rebuild') {
      printLine(`The sums of ${(await desk.rebuild()).toLocaleString('en')} page views were made again.`);
      return 0;
    }
    if (to !== undefined) return sayPromoted(await desk.promote(to, rehearse), rehearse);
    const told = await figuresFrom(desk, edition.site.timeZone, story && storyKey(story.id));
    if (options.values.json) printLine(JSON.stringify(told, null, 2));
    else print(story?.headline ?? edition.site.name, told);
    return 0;
  } finally {
    await desk.close();
  }
}

const isPostgres = (url: string) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url);

function sayPromoted(told: Awaited<ReturnType<Newsdesk['promote']>>, rehearse: boolean): number {
  if ('fault' in told) {
    process.stderr.write(`${told.fault}\n`);
    return 1;
  }
  const { counted, views, days, written } = told.promoted;
  printLine(
    `${number(counted)} views counted, ${number(views)} of ${number(days)} days kept one by one; ${number(written)} rows written in this pass.`,
  );
  if (rehearse) printLine('That was a rehearsal: what was written is gone again.');
  else if (told.isFirst)
    printLine('The portal counts on here. Stop it, run this again, then set DATABASE_URL and start it.');
  else
    printLine('PostgreSQL has the same now. Set DATABASE_URL and start the portal; DATA_DIR keeps its copy.');
  return 0;
}

async function figuresFrom(desk: Newsdesk, timeZone: string, page: string | undefined): Promise<Told> {
  const today = Temporal.Now.plainDateISO(timeZone);
  const reports: { name: string; report: Report }[] = [];
  for (const [name, days] of Object.entries(spans)) {
    const first = today.subtract({ days: days - 1 });
    const report = await desk.report({ first: String(first), last: String(today), page });
    if (report) reports.push({ name, report });
  }
  return { present: reports[0]?.report.present ?? 0, spans: reports };
}

function print(title: string, { present, spans: reports }: Told): void {
  printLine(title);
  if (reports.length === 0) {
    printLine('Nobody has read it yet.');
    return;
  }
  printLine(`${present} reading now\n`);
  printLine(
    `${''.padEnd(10)}${['views', 'before', 'readers', 'engaged', 'to the end', 'onward'].map(right).join('')}`,
  );
  for (const { name, report } of reports) {
    const { figures, compared, readers: distinct } = report;
    const cells = [
      number(figures.views),
      change(compared.now, compared.before),
      distinct === undefined ? '–' : number(distinct),
      `${Math.round(figures.engaged)} s`,
      percent(figures.readThrough),
      percent(figures.onward),
    ];
    printLine(`${name.padEnd(10)}${cells.map(right).join('')}`);
  }
  const month = reports.at(-1)?.report;
  if (!month) return;
  list('Sources', month.sources);
  list('Devices', month.devices);
  list('Countries', month.countries);
  if (month.shares.length > 0)
    list(
      'Shared in',
      summed(month.shares.map(({ network, fetches }) => ({ name: network, views: fetches, engaged: 0 }))),
    );
  if (month.marks.length > 0) {
    printLine('\nWhat was done');
    for (const { at, kind, text } of month.marks.slice(0, 8))
      printLine(`  ${at.slice(0, 16)}Z  ${kind}: ${text}`);
  }
}

function list(name: string, parts: readonly Part[]): void {
  if (parts.length === 0) return;
  printLine(`\n${name}, 30 days`);
  for (const { name: part, views } of parts.slice(0, 8)) printLine(`  ${number(views).padStart(9)}  ${part}`);
}

function summed(parts: readonly Part[]): Part[] {
  const sums = new Map<string, number>();
  for (const { name, views } of parts) sums.set(name, (sums.get(name) ?? 0) + views);
  return [...sums].map(([name, views]) => ({ name, views, engaged: 0 })).sort((a, b) => b.views - a.views);
}

const right = (cell: string) => cell.padStart(12);
const number = (value: number) => value.toLocaleString('en');
const percent = (share: number) => `${Math.round(share * 100)} %`;

/** Both over the same time: a day that isn't over is compared with the same hours before. */
function change(now: Figures, before: Figures): string {
  if (before.views === 0) return '–';
  const percentage = Math.round((now.views / before.views - 1) * 100);
  return `${percentage > 0 ? '+' : ''}${percentage} %`;
}
