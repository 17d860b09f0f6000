/** One story and the front, of the same stories by us and by others: a slow phone's first visit, and pages a second. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { writeContent } from './cards-content.ts';
import { extent, portAt } from './extent.ts';
import type { Figures, Row, Table } from './figures.ts';
import { compressBeside, nginxVersion, startNginx } from './nginx.ts';
import { type Load, loadInTurns, ratioOf, type Server } from './pages-load.ts';
import { chosenPeers, makeReady } from './peers.ts';
import { median, type Portal, startPortal } from './portal.ts';
import { storyFiles } from './publish.ts';
import { fieldOf, firstLine, type Peer, readSource, type Source } from './publish-peers-site.ts';
import { conditions, kinds, openBrowser, type Visit, visit } from './visits.ts';

const stories = extent(200, 40);
const visits = extent(5, 1);
/** Our pages through nginx should come so near to plain files. */
const nearness = 0.9;

/** `story`: the address of the story that is looked at. */
type Site = Readonly<{ name: string; server: Portal; story: string; isOurs: boolean }>;

export async function bench(): Promise<Figures> {
  const versions = [nginxVersion()];
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-pages-'));
  const contentDir = path.join(folder, 'content');
  const running: Portal[] = [];
  const failures: string[] = [];
  try {
    await writeContent(contentDir, stories);
    const sources = storyFiles(contentDir).map(readSource);
    const chosen = sources.find(isOrdinary);
    if (!chosen) throw new Error('no story of the corpus is an ordinary one');
    const { sites, file } = await ours(folder, contentDir, chosen, running);
    for (const [index, peer] of chosenPeers().entries()) {
      try {
        sites.push(await theirs(peer, path.join(folder, `peer-${index}`), sources, chosen, index, running));
      } catch (error) {
        failures.push(`${peer.name}: ${firstLine(error as Error)}`);
      }
    }
    const browser = await openBrowser();
    const looked = (title: string, addressOf: (site: Site) => string) =>
      firstVisits(browser, title, sites, addressOf);
    versions.push(`Chromium ${browser.version()}`);
    const tables: Table[] = [];
    try {
      tables.push(await looked('The story, first visit of a slow phone', ({ story }) => story));
      tables.push(await looked('The front, first visit of a slow phone', () => '/'));
    } finally {
      await browser.close();
    }
    const { table, remarks, trouble } = await pagesASecond(sites, file);
    return {
      tables: [...tables, table],
      remarks: [...remarksOn(sites.length), ...tables.flatMap(behindIn), ...remarks],
      versions,
      failures: [...failures, ...trouble],
    };
  } finally {
    for (const server of running) await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** News in English with a picture at its head, as most stories are. */
const isOrdinary = (source: Source) =>
  fieldOf(source, 'kind') === 'news' && !fieldOf(source, 'lang') && /^lead:$/m.test(source.front);

/** The newsstand; nginx before it; and its story as a file by the same nginx. */
async function ours(folder: string, contentDir: string, { slug }: Source, running: Portal[]) {
  console.log('Ours: content, edition and finished pages.');
  const story = `/articles/${slug}`;
  const newsstand = await startPortal({ port: portAt(30), dataDir: path.join(folder, 'data'), contentDir });
  running.push(newsstand);
  const plain = path.join(folder, 'plain');
  mkdirSync(path.join(plain, 'articles'), { recursive: true });
  const page = await (await fetch(newsstand.origin + story)).text();
  writeFileSync(path.join(plain, `${story}.html`), page);
  compressBeside(plain);
  const nginx = await startNginx(path.join(folder, 'nginx'), [
    { port: portAt(31), origin: newsstand.origin },
    { port: portAt(32), folder: plain },
  ]);
  running.push(nginx);
  const file: Server = {
    name: 'the same page as a plain file by nginx',
    url: `http://127.0.0.1:${portAt(32)}${story}`,
    pid: nginx.pid,
  };
  const sites: Site[] = [
    { name: '**ours** by the newsstand', server: newsstand, story, isOurs: true },
    { name: '**ours** by nginx, which keeps pages', server: nginx, story, isOurs: true },
  ];
  return { sites, file };
}

async function theirs(
  peer: Peer,
  folder: string,
  sources: readonly Source[],
  chosen: Source,
  index: number,
  running: Portal[],
): Promise<Site> {
  const { name, build, serve } = await makeReady(peer, sources, folder);
  console.log(`${name}: building.`);
  await build();
  if (!peer.restarts) compressBeside(path.join(folder, peer.finished));
  const server = await serve(portAt(33 + index));
  running.push(server);
  const by = peer.restarts ? 'next start' : 'nginx';
  return { name: `${name} by ${by}`, server, story: peer.address(chosen), isOurs: false };
}

async function firstVisits(
  browser: Awaited<ReturnType<typeof openBrowser>>,
  caption: string,
  sites: readonly Site[],
  addressOf: (site: Site) => string,
): Promise<Table> {
  console.log(`${caption}: ${visits} visits of each.`);
  const seen = sites.map((): Visit[] => []);
  for (let round = 0; round < visits; round++)
    for (const [index, site] of sites.entries())
      seen[index]?.push(await visit(browser, site.server.origin + addressOf(site)));
  const rows: Row[] = sites.map(({ name }, index) => {
    const list = seen[index] ?? [];
    const bytes = kinds.map((kind) => median(list.map((each) => each.bytes[kind])) / 1000);
    const total = bytes.reduce((sum, each) => sum + each, 0);
    return {
      name,
      cells: [total, ...bytes, median(list.map((each) => each.requests)), median(list.map(({ lcp }) => lcp))],
    };
  });
  const names = ['HTML', 'CSS', 'script', 'fonts', 'pictures', 'other'];
  const columns = [
    { name: 'all', unit: 'kB', digits: 1 },
    ...names.map((name) => ({ name, digits: 1 })),
    { name: 'requests', digits: 0 },
    { name: 'LCP', unit: 'ms', digits: 0 },
  ];
  return { caption, of: 'who', columns, rows };
}

async function pagesASecond(sites: readonly Site[], file: Server) {
  console.log('Pages a second, in turns.');
  const servers = [
    ...sites.map(({ name, server, story }) => ({ name, url: server.origin + story, pid: server.pid })),
    file,
  ];
  const loads = await loadInTurns(servers);
  const plain = loads.at(-1) as Load;
  const rows: Row[] = servers.map(({ name }, index) => {
    const load = loads[index] as Load;
    return { name, cells: [load.rate, ratioOf(load, plain), load.cost, load.p99] };
  });
  const columns = [
    { name: 'pages/s' },
    { name: 'to the plain file', digits: 2 },
    { name: 'processor time a page', unit: 'µs' },
    { name: 'p99', unit: 'ms' },
  ];
  const [newsstand, nginx] = loads as [Load, Load];
  const near = ratioOf(nginx, plain);
  const cost = nginx.cost / plain.cost;
  const says = `Ours by nginx hands out ${(near * 100).toFixed(0)} % as many pages a second as the same page as a plain file, for ${cost.toFixed(2)} times the processor time.`;
  const remarks = [
    says,
    `The newsstand alone hands out ${(ratioOf(newsstand, plain) * 100).toFixed(0)} % of that: it is one thread of Node.js, which looks each address up in the live edition, where nginx is C in as many processes as there are cores. Put nginx or a delivery network in front where that matters.`,
  ];
  const trouble = near < nearness ? [`${says} It should be at least ${nearness * 100} %.`] : [];
  const caption = 'The story, gzipped, 32 connections';
  return { table: { caption, of: 'who', columns, rows }, remarks, trouble };
}

const remarksOn = (count: number) => [
  `${count} sites of the same ${stories} stories; the story is the newest ordinary one: news, in English, with a picture like a photograph at its head. Median of ${visits} visits with an empty cache, ${conditions}. Bytes are those on the line, a question for an icon that isn’t there included. Not counted is what our service worker fetches after the page, for reading offline.`,
  'The pages of the others are trivial: headline, standfirst, date and text, without style sheet, font or picture; a whole site made with them would have those too. Ours is the whole page: picture, fonts, style sheet, script for the audience and for reading offline. What can be compared is HTML with HTML and script with script.',
  'Files of Hugo and Astro have copies by gzip beside them, so that nginx doesn’t compress. Ours has copies by brotli too, which browsers ask for.',
];

/** Where others are ahead of the newsstand at a first visit, and why. */
function behindIn({ caption, rows: [ours, ...rows], columns }: Table): string[] {
  const others = rows.filter(({ name }) => !name.includes('ours'));
  const aheadAt = (index: number, name: string) => {
    const than = (row: Row | undefined) => Number(row?.cells[index]);
    const ahead = others.filter((row) => than(row) < than(ours)).map((row) => row.name);
    return ahead.length > 0 ? [`${name} (${ahead.join('; ')})`] : [];
  };
  const behind = [
    ...aheadAt(0, 'bytes'),
    ...aheadAt(columns.length - 2, 'requests'),
    ...aheadAt(columns.length - 1, 'LCP'),
  ];
  if (behind.length === 0) return [];
  return [
    `${caption}: we are behind in ${behind.join(', ')}. A page of ours brings two families of fonts, a style sheet, pictures and scripts, which share a slow line with what is painted; a trivial page is there with its first answer.`,
  ];
}
