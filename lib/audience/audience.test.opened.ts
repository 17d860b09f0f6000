/** A portal's audience in a folder of its own, and readers and editors who ask it. */
import { expect, onTestFinished, vi } from 'vitest';
import { choose } from '#lib/edition/choose.ts';
import { contentOf, noon, story } from '#lib/edition/edition.test.stories.ts';
import { keepContent } from '#lib/edition/keep.ts';
import type { AudienceMode, Story } from '#lib/edition/model.ts';
import { type Edition, openContent } from '#lib/edition/open.ts';
import type { Answer, Asked } from '#lib/http/asked.ts';
import { readSettings } from '#lib/settings/settings.ts';
import { headersAt } from './audience.test.browser.ts';
import { testFolder } from './audience.test.folder.ts';
import { Audience } from './audience.ts';
import type { Snapshot } from './shapes.ts';

export type More = Readonly<{
  headers?: Record<string, string | undefined>;
  method?: string;
  path?: string;
  query?: string;
}>;

type Options = Readonly<{
  mode: AudienceMode;
  env: Readonly<Record<string, string>>;
  /** That of an audience before, which has stopped. */
  dataDir: string;
}>;

/** No two views of a test are the same one, unless it says so. */
let ids = 1;

/** Open when it has counted a view, unless it counts none; stops when the test has finished. */
export async function openAudience({
  mode = 'daily',
  env = {},
  dataDir = testFolder('audience'),
}: Partial<Options> = {}) {
  const said: string[] = [];
  let edition: Edition;
  /** The edition's stories and its site's choice are others from now on. */
  function publish(stories: readonly Story[], mode: AudienceMode = 'daily', keepDays = 30): void {
    const content = contentOf(stories, { audience: { mode, keepDays } });
    edition = openContent(dataDir, keepContent(dataDir, choose(content, noon)));
  }
  publish([story('tides'), story('moons', { formerly: ['old-moons'] })], mode);

  const audience = new Audience({
    settings: readSettings({
      DATA_DIR: dataDir,
      TRUSTED_PROXIES: 'loopback',
      COUNTRY_HEADER: 'cf-ipcountry',
      ...env,
    }),
    projectDir: process.cwd(),
    edition: () => edition,
    report: (line) => said.push(line),
  });
  onTestFinished(() => audience.stop());

  function ask(body: unknown, more: More = {}): Promise<Answer> {
    const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const asked: Asked = {
      method: more.method ?? 'POST',
      path: more.path ?? '/api/audience',
      query: new URLSearchParams(more.query),
      headers: { host: 'localhost:3000', ...headersAt('http://localhost:3000'), ...more.headers },
      peer: '127.0.0.1',
      body: async (most) => (bytes.length > most ? undefined : bytes),
      signal: new AbortController().signal,
    };
    return audience.answer(asked);
  }
  const view = (more: Record<string, unknown> = {}, other: More = {}) =>
    ask({ view: '/articles/tides', id: ids++, from: 'www.google.com', width: 390, ...more }, other);
  const get = (address: string, query = '', headers: Record<string, string | undefined> = {}) =>
    ask('', { method: 'GET', path: address, query, headers: { origin: undefined, ...headers } });

  async function snapshot(): Promise<Snapshot> {
    return parsed(await get('/api/newsroom/now')) as Snapshot;
  }

  /** Reasons and how often, when the counters have been handed over. */
  async function refusals(): Promise<Record<string, number>> {
    await audience.handOver();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const report = parsed(
      await get('/api/newsroom/report', new URLSearchParams(aroundToday()).toString()),
    ) as {
      refusals: { reason: string; events: number }[];
    };
    return Object.fromEntries(report.refusals.map(({ reason, events }) => [reason, events]));
  }

  if (mode !== 'off')
    await vi.waitFor(async () => expect((await view()).status).toBe(204), { timeout: 20_000 });
  return { dataDir, said, audience, publish, ask, view, get, snapshot, refusals };
}

export const parsed = (answer: Answer) => JSON.parse(String(answer.body)) as unknown;

/** As the newsstand tells of a card. */
export const fetchedBy = (agent: string) => ({
  method: 'GET',
  headers: { 'user-agent': agent },
  peer: '127.0.0.1',
});

/** From yesterday to tomorrow: today is among them, wherever the newsroom is. */
export function aroundToday() {
  const shifted = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  return { first: shifted(-1), last: shifted(1) };
}
