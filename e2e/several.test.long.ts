/** Three portals behind Debian's nginx with PostgreSQL, before readers: published to, killed, without database. Nobody notices. */
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { query, type Server, startServer } from '#lib/audience/store/store.test.databases.ts';
import { hasNginx } from '#lib/purge/nginx.test.server.ts';
import { type Crowd, startCrowd } from './support/crowd.ts';
import { pressOf } from './support/press.ts';
import { headlineOf, type Newsroom, numberIn, startNewsroom, watchSwitches } from './support/several.ts';
import { appsOf } from './support/storm.ts';

const stories = 24;
const told = 'synthetic-story-2';
const withdrawn = 'synthetic-story-3';
/** All have switched within so long, in milliseconds. */
const switchWithin = 2_000;

let database: Server | undefined;
let newsroom: Newsroom;
let crowd: Crowd;
let switches: ReturnType<typeof watchSwitches>;
let saved = 0;
/** Headlines go live with the publish that follows their save. */
const isPublished = (number: number) => number >= 1 && number <= saved;
const addresses = [
  '/',
  '/feed.xml',
  ...Array.from({ length: stories }, (_, index) => `synthetic-story-${index}`)
    .filter((slug) => slug !== withdrawn)
    .map((slug) => `/articles/${slug}`),
];

beforeAll(async () => {
  database = await startServer();
  if (!database || !hasNginx)
    throw new Error(
      'This needs PostgreSQL, nginx and its purge module: apt install postgresql nginx libnginx-mod-http-cache-purge rsync',
    );
  newsroom = await startNewsroom(database.url, stories);
  await publish();
  switches = watchSwitches(newsroom.portals);
  crowd = startCrowd({ origin: newsroom.origin, readers: 24, addresses: () => addresses, isPublished });
}, 600_000);
afterAll(async () => {
  switches?.stop();
  await crowd?.end().catch(() => {});
  await newsroom?.stop();
  await database?.stop();
}, 120_000);

/** Saves a headline of a number that was never there, and publishes it; gives the edition's name. */
async function publish(): Promise<string> {
  newsroom.save(told, ++saved);
  const desk = await pressOf(newsroom.environment);
  return (await desk.publish({})).name;
}

const shown = async (origin: string) => numberIn(await (await fetch(`${origin}/articles/${told}`)).text());

test('an edition is live at all portals within two seconds, and in nginx’s cache too', async () => {
  const spreads: number[] = [];
  for (let time = 0; time < 4; time++) {
    spreads.push(await switches.spread(await publish()));
    for (const { origin } of newsroom.portals) expect(await shown(origin)).toBe(String(saved));
    await expect.poll(() => shown(newsroom.origin), { timeout: 5_000 }).toBe(String(saved));
    await wait(2_000);
  }
  console.log(`All switched within ${spreads.join(', ')} ms.`);
  expect(Math.max(...spreads)).toBeLessThan(switchWithin);
});

test('a rollback too', async () => {
  const desk = await pressOf(newsroom.environment);
  const before = Number(await shown(newsroom.portals[0].origin));
  expect(await switches.spread(await desk.rollback())).toBeLessThan(switchWithin);
  for (const { origin } of newsroom.portals) expect(Number(await shown(origin))).toBeLessThan(before);
  await publish();
});

test('what is withdrawn is gone at once, from the cache too, in every encoding', async () => {
  const address = `/articles/${withdrawn}`;
  const statuses = () =>
    Promise.all(
      ['br', 'gzip', 'identity'].map(
        async (encoding) =>
          (await fetch(newsroom.origin + address, { headers: { 'accept-encoding': encoding } })).status,
      ),
    );
  expect(await statuses()).toEqual([200, 200, 200]);
  const argv = ['cli/newsroom.js', 'takedown', withdrawn, '--reason', 'A test'];
  await promisify(execFile)(process.execPath, argv, { env: newsroom.environment });
  await expect.poll(statuses, { timeout: 10_000 }).toEqual([410, 410, 410]);
});

test('a portal that is killed is missed by nobody, and takes what was published meanwhile when it is back', async () => {
  const [, second] = newsroom.portals;
  await second.end('SIGKILL');
  const name = await publish();
  await wait(5_000);
  await second.start();
  await switches.spread(name, 30_000);
  expect(await shown(second.origin)).toBe(String(saved));
});

/** Words that were looked for are marked in what was found. */
const textIn = (html: string) => html.replace(/<[^>]+>/g, '');

test('an app that is killed is missed by nobody', async () => {
  const [, , third] = newsroom.portals;
  const [app] = appsOf(third, 'live');
  process.kill(Number(app), 'SIGKILL');
  const name = await publish();
  expect(await switches.spread(name)).toBeLessThan(switchWithin);
  await expect
    .poll(async () => textIn((await third.ask('/search?q=quay')).text).includes(headlineOf(saved)), {
      timeout: 60_000,
    })
    .toBe(true);
});

test('PostgreSQL that stops is missed by nobody who reads, and everything acknowledged is counted once', async () => {
  const before = crowd.pages();
  await database?.halt();
  await wait(6_000);
  await publish();
  await database?.resume();
  await wait(6_000);
  expect(crowd.pages() - before).toBeGreaterThan(500);
  await crowd.end();
  console.log(
    `${crowd.pages()} pages were opened, ${crowd.views()} views acknowledged, ${crowd.repeated()} events sent again.`,
  );
  const [sums] = await query(
    database?.url ?? '',
    'select sum(views)::int as views, sum(engaged)::int as engaged from audience.days where page = 0',
  );
  expect(sums).toEqual({ views: crowd.views(), engaged: crowd.engaged() });
  expect(crowd.repeated()).toBeGreaterThan(0);
});

test('no page failed for any reader', () => {
  expect(crowd.faults).toEqual([]);
  expect(crowd.pages()).toBeGreaterThan(2_000);
});
