/** `newsroom unfurl`: what each network would show of a page, before anybody pastes the link. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { openPortal, type Portal } from '#lib/newsstand/portal.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { clients } from '#lib/unfurl/clients.ts';
import { type Ask, cropped, type Preview, unfurl as unfurlFor } from '#lib/unfurl/unfurl.ts';
import { wallOf } from '#lib/unfurl/wall.ts';
import { readOptions } from './options.ts';
import { printLine, withProblems } from './report.ts';
import { didYouMean } from './suggest.ts';

const usage = `Usage: newsroom unfurl <slug | /path | --all> [--html FILE] [--at ADDRESS]

Asks for a page and its picture as ${clients.length} clients do, and prints what each would show: title,
description, picture as it crops it, and what it would reject. Exits with 1 if anything is lost.
It sees what the public would see if the content were published now.

  <slug>        a story; or the path of any page, such as / or /sections/china
  --all         every page of the site
  --html FILE   also writes a wall of how the page looks in each client, light and dark
  --at ADDRESS  asks a running portal, such as https://example.org, instead of this folder's content
`;

export async function unfurl(argv: string[]): Promise<number> {
  const options = readOptions(
    argv,
    usage,
    { all: { type: 'boolean' }, html: { type: 'string' }, at: { type: 'string' } },
    true,
  );
  if (options.exit !== undefined) return options.exit;
  const { all = false, html, at } = options.values as { all?: boolean; html?: string; at?: string };
  const wanted = options.positionals;
  if (all ? wanted.length > 0 : wanted.length !== 1) return mistake('Name one story, or --all.');
  if (at !== undefined && !/^https?:\/\//.test(at)) return mistake(`"${at}" is not an address.`);
  if (html !== undefined && path.extname(html) !== '.html') return mistake(`"${html}" must end with .html`);
  if (at !== undefined) return unfurlAt(at.replace(/\/+$/, ''), wanted[0], html);
  const given = readSettings(process.env);
  // A folder of its own: looking must never change what a running portal hands out.
  const settings = { ...given, port: 0, host: '127.0.0.1', dataDir: path.join(given.dataDir, 'unfurl') };
  let portal: Portal | undefined;
  let code = 1;
  try {
    const failed = await withProblems(async () => {
      portal = await openPortal({ settings, projectDir: process.cwd(), log: () => printLine, counts: false });
      await portal.ready;
      code = await unfurlAt(`http://127.0.0.1:${portal.port}`, wanted[0], html);
    });
    return failed || code;
  } finally {
    await portal?.stop();
  }
}

function mistake(text: string): number {
  process.stderr.write(`${text}\n\n${usage}`);
  return 2;
}

/** The pages of the site that answers at an origin, whatever public address it has. */
async function unfurlAt(origin: string, wanted: string | undefined, html: string | undefined) {
  const pages = await listed(origin);
  const siteUrl = pages[0]?.replace(/\/+$/, '') ?? origin;
  const ask: Ask = (address, init) =>
    fetch(address.replace(siteUrl, origin), { redirect: 'follow', ...init });
  const chosen = wanted === undefined ? pages : pages.filter((page) => page === addressOf(siteUrl, wanted));
  if (wanted !== undefined && chosen.length === 0) {
    process.stderr.write(`There is no page "${wanted}".${suggestion(siteUrl, pages, wanted)}\n`);
    return 1;
  }
  let losses = 0;
  const walls: string[] = [];
  for (const page of chosen) {
    const previews: Preview[] = [];
    for (const client of clients) previews.push(await unfurlFor(ask, page, client));
    printLine(wanted === undefined ? summary(siteUrl, page, previews) : details(page, previews));
    losses += previews.flatMap((preview) => preview.losses).length;
    if (html) walls.push(await wallOf(page, previews));
  }
  if (html) {
    writeFileSync(html, page(walls));
    printLine(`The wall is in ${html}.`);
  }
  const many = (count: number, one: string) =>
    `${count} ${one}${count === 1 ? '' : one.endsWith('s') ? 'es' : 's'}`;
  printLine(`${many(chosen.length, 'page')}, ${many(clients.length, 'client')}, ${many(losses, 'loss')}`);
  return losses > 0 ? 1 : 0;
}

/** The front is the first. */
async function listed(origin: string): Promise<string[]> {
  const answer = await fetch(`${origin}/sitemap.xml`).catch(() => undefined);
  if (!answer?.ok) throw new Error(`${origin}/sitemap.xml can't be read; is a portal running there?`);
  return [...(await answer.text()).matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) => address);
}

function addressOf(siteUrl: string, wanted: string): string {
  return siteUrl + (wanted.startsWith('/') ? wanted : `/articles/${wanted}`);
}

function suggestion(siteUrl: string, pages: readonly string[], wanted: string): string {
  return didYouMean(
    wanted,
    pages.map((page) => page.slice(siteUrl.length).replace('/articles/', '')),
  );
}

function summary(siteUrl: string, page: string, previews: readonly Preview[]): string {
  const lost = previews.flatMap(({ client, losses }) => losses.map((loss) => `    ${client.name}: ${loss}`));
  return [`${lost.length > 0 ? '✗' : '✓'} ${page.slice(siteUrl.length) || '/'}`, ...lost].join('\n');
}

function details(page: string, previews: readonly Preview[]): string {
  const blocks = previews.map((preview) => {
    const { client, title, description, picture, losses } = preview;
    const name = picture?.address
      .split('/')
      .at(-1)
      ?.replace(/-[0-9a-f]{24}/, '');
    const measures =
      picture && `${picture.width} × ${picture.height}, ${Math.round(picture.bytes.length / 1000)} KB`;
    const lines = [
      client.shows.title && title,
      client.shows.description && description,
      picture && `${name}, ${measures}; shown: ${cropped(preview)}`,
      ...losses.map((loss) => `✗ ${loss}`),
    ].filter((line) => typeof line === 'string');
    return lines.map((line, index) => `${(index === 0 ? client.name : '').padEnd(10)} ${line}`).join('\n');
  });
  return [page, '', ...blocks, ''].join('\n');
}

/** The wall as one file that needs no other. */
function page(walls: readonly string[]): string {
  const style = readFileSync(new URL('../lib/unfurl/wall.css', import.meta.url), 'utf8');
  return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>How links look</title><meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head><body>${walls.join('\n')}</body></html>\n`;
}
