/** Asks the newsroom's questions from the command line: the portal that runs, or the store itself while none does. */
import path from 'node:path';
import type { Edition } from '#lib/edition/open.ts';
import { admission } from '#lib/newsroom/session.ts';
import { readUsers } from '#lib/newsroom/users.ts';
import { sealer, secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { Counter } from './counter.ts';
import { storiesOf } from './pages.ts';
import type { PromotionTold } from './promotion.ts';
import type { Reported } from './report.ts';
import type { Report } from './shapes.ts';

/** An admission for this command's questions alone, in seconds. */
const admittedFor = 60;
/** Longer than the store needs to open, in milliseconds. */
const opensWithin = 15_000;

export type ReportQuery = Readonly<{ first: string; last: string; page?: string }>;
export type Newsdesk = Readonly<{
  /** Figures of a range of days; nothing if nobody has read the page yet. */
  report: (query: ReportQuery) => Promise<Report | undefined>;
  /** Makes the roll-ups again; gives the number of views. */
  rebuild: () => Promise<number>;
  /** Takes everything into a PostgreSQL. `isFirst`: a portal counts on meanwhile, and another pass has to follow. */
  promote: (to: string, rehearse: boolean) => Promise<PromotionTold & Readonly<{ isFirst: boolean }>>;
  close: () => Promise<void>;
}>;

/** Throws, with the remedy, if neither a portal answers nor the store can be opened. */
export async function newsdesk(
  settings: Settings,
  edition: Edition,
  report: (line: string) => void,
): Promise<Newsdesk> {
  return (await runningPortal(settings)) ?? ownStore(settings, edition, report);
}

/** The portal on this machine, if one answers. It knows us by the secret that we share. */
async function runningPortal(settings: Settings): Promise<Newsdesk | undefined> {
  const origin = `http://127.0.0.1:${settings.port}`;
  const headers: Record<string, string> = {};
  const [user] = readUsers(settings.newsroomUsers);
  if (user) {
    const sealed = admission(
      sealer(secretOf(settings), 'newsroom'),
      user,
      'staff',
      Math.floor(Date.now() / 1000),
      admittedFor,
    );
    headers.cookie = `newsroom=${encodeURIComponent(sealed)}`;
  }
  const session = await fetch(`${origin}/api/newsroom/session`, { headers }).catch(() => undefined);
  if (!session) return undefined;
  if (!session.ok)
    throw new Error(
      `The portal at ${origin} doesn't let us in (${session.status}): it has another PORTAL_SECRET or other NEWSROOM_USERS than this command. Run it with the portal's settings.`,
    );
  const call = async (question: string, method = 'GET', body?: string) => {
    const answer = await fetch(`${origin}/api/newsroom/${question}`, { method, headers, body });
    const value = (await answer.json()) as { error?: string; off?: true; unread?: true };
    if (value.off) throw new Error('Nothing is counted here: the audience is off in site.yml.');
    if (!answer.ok && !value.unread)
      throw new Error(`The portal at ${origin} answers ${answer.status}: ${value.error ?? ''}`);
    return value as object;
  };
  return {
    async report({ page, ...range }) {
      const query = new URLSearchParams({ ...range, ...(page === undefined ? {} : { page }) });
      const report = await call(`report?${query}`);
      return 'unread' in report ? undefined : (report as Report);
    },
    rebuild: async () => ((await call('rebuild', 'POST')) as { views: number }).views,
    promote: async (to, rehearse) => ({
      ...((await call('promote', 'POST', JSON.stringify({ to, rehearse }))) as PromotionTold),
      isFirst: true,
    }),
    close: async () => {},
  };
}

async function ownStore(
  settings: Settings,
  edition: Edition,
  report: (line: string) => void,
): Promise<Newsdesk> {
  const { audience, timeZone } = edition.site;
  const { mode, keepDays } = audience;
  if (mode === 'off') throw new Error('Nothing is counted here: the audience is off in site.yml.');
  let trouble = '';
  const counter = new Counter({
    projectDir: process.cwd(),
    folder: path.join(settings.dataDir, 'audience'),
    databaseUrl: settings.databaseUrl,
    timeZone,
    mode,
    keepDays,
    report(line) {
      trouble = line;
      report(line);
    },
  });
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error(trouble || 'The store did not open.')), opensWithin).unref();
  });
  const ask = (name: string, argument?: unknown) =>
    Promise.race([counter.ask(name, argument), late]).catch((error: Error) => {
      throw trouble ? new Error(trouble) : error;
    });
  await ask('edition', storiesOf(edition));
  return {
    async report({ page, ...range }) {
      const report = (await ask('report', { range, page })) as Reported;
      return typeof report === 'string' ? undefined : report;
    },
    rebuild: () => counter.ask('rebuild') as Promise<number>,
    promote: async (to, rehearse) => ({
      ...((await counter.ask('promote', { to, rehearse, isFirst: false })) as PromotionTold),
      isFirst: false,
    }),
    close: () => counter.stop(),
  };
}
