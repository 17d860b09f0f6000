/** `newsroom new`: a story's file to begin with, asked for or by options. */
import { Temporal } from 'temporal-polyfill';
import { kinds, language } from '#lib/content/schemas.ts';
import { type Change, problemsCausedBy, writeAll } from '#lib/desk/changes.ts';
import { draftText } from '#lib/desk/draft.ts';
import { takenBy } from '#lib/desk/rename.ts';
import { idFrom, slugFrom } from '#lib/desk/slug.ts';
import { type Desk, namesIn, openDesk } from '#lib/desk/stories.ts';
import { readSettings, type Settings } from '#lib/settings/settings.ts';
import { type Ask, openTerminal } from './ask.ts';
import { readOptions } from './options.ts';
import { printLine } from './report.ts';
import { carryOut, type How, refuse, refuseFor, shown } from './story-files.ts';
import { didYouMean } from './suggest.ts';

const usage = `Usage: newsroom new [--headline TEXT --standfirst TEXT --section SLUG --author SLUG …] [options]

Begins a story: writes a draft that passes the check as content/stories/YYYY/MM/<slug>.mdx, in this month of the
newsroom's zone. What isn't given is asked for, if this is a terminal. No file is ever overwritten.

  --headline TEXT    at most 110 characters
  --standfirst TEXT  the sentence or two under it, at most 300 characters
  --section SLUG     a file in content/sections
  --author SLUG      a file in content/authors; several times for several
  --topic SLUG       a file in content/topics; several times for several, or not at all
  --kind KIND        ${kinds.join(', ')} (news)
  --slug SLUG        the story's address; made of the headline if that is in Latin letters
  --lang LANGUAGE    of the text, if not the site's: zh-Hans …
  --dry-run          say what would be written, and write nothing
  --json             print {"file", "slug", "id", "written"} for other programs
`;

const given = {
  headline: { type: 'string' },
  standfirst: { type: 'string' },
  section: { type: 'string' },
  author: { type: 'string', multiple: true },
  topic: { type: 'string', multiple: true },
  kind: { type: 'string' },
  slug: { type: 'string' },
  lang: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = {
  headline?: string;
  standfirst?: string;
  section?: string;
  author?: string[];
  topic?: string[];
  kind?: string;
  slug?: string;
  lang?: string;
  'dry-run'?: boolean;
  json?: boolean;
};
export type Asked = Readonly<{
  headline: string;
  standfirst: string;
  section: string;
  authors: readonly string[];
  topics: readonly string[];
  kind: string;
  slug: string;
  lang?: string;
}>;

export async function newStory(argv: string[]): Promise<number> {
  const options = readOptions(argv, usage, given);
  if (options.exit !== undefined) return options.exit;
  const values = tidied(options.values as Values);
  const settings = readSettings(process.env);
  const desk = openDesk(settings.contentDir);
  const wrong = faultIn(values, desk);
  if (wrong !== undefined) return refuse(wrong);
  const missing = missingIn(values, desk.lang);
  const how = { dryRun: values['dry-run'] ?? false, json: values.json ?? false };
  if (missing.length === 0) return write(complete(values), desk, settings, how);
  if (!process.stdin.isTTY) {
    process.stderr.write(`These are missing: ${missing.join(', ')}\n\n${usage}`);
    return 2;
  }
  const { ask, close } = openTerminal();
  try {
    return await write(await askFor(values, desk, ask), desk, settings, how);
  } finally {
    close();
  }
}

/** Texts on one line; lists also with commas. */
function tidied(values: Values): Values {
  const oneLine = (text: string | undefined) => text?.replace(/\s+/g, ' ').trim() || undefined;
  return {
    ...values,
    headline: oneLine(values.headline),
    standfirst: oneLine(values.standfirst),
    author: values.author && listed(values.author.join(',')),
    topic: values.topic && listed(values.topic.join(',')),
  };
}

const listed = (text: string) => [...new Set(text.split(/[\s,]+/).filter((item) => item !== ''))];

function missingIn(
  { headline, standfirst, section, author = [], slug, lang }: Values,
  site: string,
): string[] {
  return [
    headline === undefined && '--headline',
    standfirst === undefined && '--standfirst',
    section === undefined && '--section',
    author.length === 0 && '--author',
    headline !== undefined &&
      slug === undefined &&
      slugFrom(headline) === undefined &&
      '--slug (the headline has letters of another script)',
    headline !== undefined && lang === undefined && needsLanguage(headline, site) && '--lang',
  ].filter((name) => name !== false);
}

/** A headline without one Latin letter, on a site in a Latin script, is in a language that nobody has said. */
function needsLanguage(headline: string, site: string): boolean {
  const isLatin = new Intl.Locale(site).maximize().script === 'Latn';
  return isLatin && /\p{L}/u.test(headline) && !/\p{Script=Latin}/u.test(headline);
}

/** The first thing that is wrong with what was given. */
function faultIn(values: Values, desk: Desk): string | undefined {
  const { headline, standfirst, section, author = [], topic = [], kind, slug, lang } = values;
  const slugOf = slug ?? (headline === undefined ? undefined : slugFrom(headline));
  return (
    (headline === undefined ? undefined : textFault('headline', headline)) ??
    (standfirst === undefined ? undefined : textFault('standfirst', standfirst)) ??
    (section === undefined ? undefined : nameFault(desk, 'section', section)) ??
    listFault(desk, 'author', author) ??
    listFault(desk, 'topic', topic) ??
    (kind === undefined ? undefined : kindFault(kind)) ??
    (slugOf === undefined ? undefined : slugFault(desk, slugOf)) ??
    (lang === undefined ? undefined : languageFault(lang))
  );
}

const longest = { headline: 110, standfirst: 300 } as const;

function textFault(name: keyof typeof longest, text: string): string | undefined {
  const length = [...text].length;
  if (length === 0) return `A story needs a ${name}.`;
  return length > longest[name]
    ? `The ${name} has ${length} characters; shorten it to ${longest[name]}.`
    : undefined;
}

const folders = { section: 'sections', author: 'authors', topic: 'topics' } as const;

function nameFault({ contentDir }: Desk, kind: keyof typeof folders, name: string): string | undefined {
  const names = namesIn(contentDir, folders[kind]);
  if (names.includes(name)) return undefined;
  return `There is no ${kind} "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`;
}

function listFault(desk: Desk, kind: 'author' | 'topic', names: readonly string[]): string | undefined {
  for (const name of names) {
    const fault = nameFault(desk, kind, name);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function kindFault(kind: string): string | undefined {
  if ((kinds as readonly string[]).includes(kind)) return undefined;
  return `There is no kind "${kind}".${didYouMean(kind, kinds)} There are: ${kinds.join(', ')}.`;
}

function languageFault(lang: string): string | undefined {
  return language.safeParse(lang).success
    ? undefined
    : `"${lang}" is not a language; write en, zh-Hans, zh-Hant …`;
}

function slugFault(desk: Desk, slug: string): string | undefined {
  const taken = takenBy(desk, slug);
  return taken && `${taken} Give another: --slug.`;
}

/** What is still missing, from somebody at a terminal. */
export async function askFor(values: Values, desk: Desk, ask: Ask): Promise<Asked> {
  const known = (kind: keyof typeof folders) => namesIn(desk.contentDir, folders[kind]).join(', ');
  const headline = values.headline ?? (await ask('Headline', (text) => textFault('headline', text)));
  const standfirst = values.standfirst ?? (await ask('Standfirst', (text) => textFault('standfirst', text)));
  const section =
    values.section ??
    (await ask(`Section (${known('section')})`, (name) => nameFault(desk, 'section', name)));
  const authors =
    values.author ??
    listed(
      await ask(`Authors (${known('author')})`, (names) =>
        listed(names).length === 0 ? 'Name at least one.' : listFault(desk, 'author', listed(names)),
      ),
    );
  const topics =
    values.topic ??
    listed(
      await ask(
        `Topics (${known('topic')}; or none)`,
        (names) => listFault(desk, 'topic', listed(names)),
        '',
      ),
    );
  const kind = values.kind ?? (await ask(`Kind (${kinds.join(', ')})`, kindFault, 'news'));
  const slug =
    values.slug ??
    (await ask('Slug, as in /articles/<slug>', (text) => slugFault(desk, text), slugFrom(headline)));
  const lang =
    values.lang ??
    (needsLanguage(headline, desk.lang)
      ? await ask('Language (zh-Hans, zh-Hant …)', languageFault)
      : undefined);
  return { headline, standfirst, section, authors, topics, kind, slug, lang };
}

function complete({ headline = '', standfirst = '', section = '', ...values }: Values): Asked {
  const { author: authors = [], topic: topics = [], kind = 'news', lang } = values;
  const slug = values.slug ?? slugFrom(headline) ?? '';
  return { headline, standfirst, section, authors, topics, kind, slug, lang };
}

async function write({ slug, ...rest }: Asked, desk: Desk, settings: Settings, how: How): Promise<number> {
  const now = Temporal.Now.zonedDateTimeISO(desk.timeZone);
  const publishedAt = now.round('minute').toString({ smallestUnit: 'second', timeZoneName: 'never' });
  const [year, month] = publishedAt.split('-');
  const file = `stories/${year}/${month}/${slug}.mdx`;
  const id = idFrom(slug, desk.ids);
  const change: Change = { file, after: draftText({ id, ...rest, publishedAt }) };
  const problems = await problemsCausedBy([change], settings);
  if (problems.length > 0) return refuseFor(problems, how);
  if (how.dryRun) carryOut([change], settings.contentDir, how);
  else writeAll([change], settings.contentDir);
  const path = shown(file, settings.contentDir);
  if (how.json) printLine(JSON.stringify({ file: path, slug, id, written: !how.dryRun }, null, 2));
  else if (!how.dryRun)
    printLine(
      [
        path,
        'Write the story there, and look at it as you write: npm run dev',
        'To publish it, set publishedAt and status: published.',
      ].join('\n'),
    );
  return 0;
}
