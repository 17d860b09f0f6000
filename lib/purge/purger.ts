/** Tells the caches in front what changed: at once, again when it fails, and beside everything else. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { writeWhole } from '#lib/disk/write.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { inParallel } from '#lib/threads/parallel.ts';
import { cloudflare, fastly, nginx, type Purge, type PurgeRequest, webhook } from './requests.ts';

/** Before it is tried again, in milliseconds. */
const pauses = [1_000, 5_000, 25_000];
/** No service may have us wait longer before we ask again, in milliseconds. */
const longestPause = 60_000;
/** After all of that has failed, in milliseconds. */
const triesAgainAfter = 60_000;
/** Copies of a portal have switched by then; whatever a cache fetched from one of them before is forgotten too. In milliseconds. */
const copiesSwitchWithin = 3_000;
/** Requests to a cache at once. */
const atOnce = 8;
const longestAnswer = 10_000;

/** Addresses that a cache could not be told of yet, and why. */
export type Untold = Readonly<{ since: string; addresses: readonly string[]; why: string }>;

const fileOf = (dataDir: string) => path.join(dataDir, 'untold.json');

/** What a cache in front was not told yet; nothing if all is told. */
export function untold(dataDir: string): Untold | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8')) as Untold;
  } catch {
    return undefined;
  }
}

type Caches = Pick<Settings, 'dataDir' | 'purge' | 'purgeWebhook'>;

/** Notes what caches have to be told, where no portal runs that could: the next one that starts tells them. Never throws: the edition is live by then. */
export function noteUntold(
  { dataDir, purge, purgeWebhook }: Caches,
  addresses: readonly string[],
  report: PurgerOptions['report'],
): void {
  if (addresses.length > 0 && (purge.length > 0 || purgeWebhook !== undefined))
    orTold(report, () => keep(dataDir, addresses, 'no portal ran'));
}

function orTold(report: PurgerOptions['report'], work: () => void): void {
  try {
    work();
  } catch (error) {
    report(`What a cache was not told can't be kept: ${(error as Error).message}`);
  }
}

function keep(dataDir: string, addresses: readonly string[], why: string): void {
  const before = untold(dataDir);
  const all = [...new Set([...(before?.addresses ?? []), ...addresses])];
  write(dataDir, { since: before?.since ?? new Date().toISOString(), addresses: all, why });
}

const write = (dataDir: string, rest: Untold) => writeWhole(fileOf(dataDir), JSON.stringify(rest));

export type PurgerOptions = Readonly<{
  settings: Pick<Settings, 'dataDir' | 'siteUrl' | 'purge' | 'purgeToken' | 'purgeWebhook' | 'publishTo'>;
  report: (line: string) => void;
  /** Where the services answer, for tests. */
  services?: Readonly<{ fastly?: string; cloudflare?: string }>;
}>;

/** Throws a sentence if a cache is named without what lets us in. */
export function checkPurge({ purge, purgeToken }: Pick<Settings, 'purge' | 'purgeToken'>): void {
  if (purge.length > 0 && purgeToken === undefined)
    throw new Error('PURGE names a cache, and PURGE_TOKEN is missing: what lets us in there.');
}

type Cache = Readonly<{ name: string; requests: (purge: Purge) => PurgeRequest[] }>;

export class Purger {
  readonly #options: PurgerOptions;
  readonly #caches: readonly Cache[];
  readonly #stopping = new AbortController();
  #retry: NodeJS.Timeout | undefined;

  /** Throws as `checkPurge` does. */
  constructor(options: PurgerOptions) {
    this.#options = options;
    const { settings, services = {} } = options;
    const { purge, purgeToken: token, purgeWebhook } = settings;
    checkPurge(settings);
    const caches = purge.map((each) => {
      const [kind = '', ...rest] = each.split(':');
      const name = rest.join(':');
      const requests = (purge: Purge) => {
        if (kind === 'fastly') return fastly(name, token ?? '', purge, services.fastly);
        if (kind === 'cloudflare') return cloudflare(name, token ?? '', purge, services.cloudflare);
        return nginx(name, token ?? '', purge);
      };
      return { name: kind, requests };
    });
    this.#caches =
      purgeWebhook === undefined
        ? caches
        : [...caches, { name: 'PURGE_WEBHOOK', requests: (purge: Purge) => webhook(purgeWebhook, purge) }];
  }

  /** Begins with what could not be told before this portal was started. */
  start(): void {
    const rest = untold(this.#options.settings.dataDir);
    if (rest && this.#caches.length > 0) this.tell(rest.addresses);
  }

  /** Something is other than before at these addresses. Returns at once. */
  tell(addresses: readonly string[]): void {
    if (this.#caches.length === 0 || addresses.length === 0) return;
    void this.#tell(addresses);
  }

  stop(): void {
    this.#stopping.abort();
    clearTimeout(this.#retry);
  }

  async #tell(addresses: readonly string[]): Promise<void> {
    const { settings, report } = this.#options;
    this.#keep(addresses, 'it is being told'); // A portal that is killed meanwhile tells it when it starts again.
    const tellAll = () => Promise.all(this.#caches.map((cache) => this.#send(cache, addresses)));
    let faults = await tellAll();
    if (settings.publishTo.length > 0) {
      await this.#pause(copiesSwitchWithin);
      faults = await tellAll();
    }
    if (this.#stopping.signal.aborted) return this.#keep(addresses, 'the portal was stopped');
    const said = faults.flatMap((fault) => fault ?? []);
    if (said.length === 0) return this.#forget(addresses);
    for (const fault of said)
      report(
        `${fault}. ${addresses.length} addresses may be shown as they were; it is tried again each minute.`,
      );
    this.#keep(addresses, said.join('; '));
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.start(), triesAgainAfter);
    this.#retry.unref();
  }

  /** What is wrong, if anything is. */
  async #send({ name, requests }: Cache, addresses: readonly string[]): Promise<string | undefined> {
    let left = requests({ addresses, siteUrl: this.#options.settings.siteUrl });
    for (const pause of [...pauses, undefined]) {
      const results = await inParallel(left, atOnce, async (request) => ({
        request,
        ...(await ask(request, this.#stopping.signal)),
      }));
      const failed = results.filter(({ fault }) => fault !== undefined);
      const [first] = failed;
      if (!first) return undefined;
      if (pause === undefined || this.#stopping.signal.aborted)
        return `${name} could not be told what changed: ${first.fault}`;
      left = failed.map(({ request }) => request);
      await this.#pause(Math.max(pause, ...failed.map(({ after = 0 }) => Math.min(after, longestPause))));
    }
    return undefined;
  }

  async #pause(milliseconds: number): Promise<void> {
    await wait(milliseconds, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  #keep(addresses: readonly string[], why: string): void {
    const { settings, report } = this.#options;
    orTold(report, () => keep(settings.dataDir, addresses, why));
  }

  #forget(addresses: readonly string[]): void {
    const { settings, report } = this.#options;
    const { dataDir } = settings;
    const before = untold(dataDir);
    if (!before) return;
    const told = new Set(addresses);
    const rest = before.addresses.filter((address) => !told.has(address));
    orTold(report, () => {
      if (rest.length > 0) write(dataDir, { ...before, addresses: rest });
      else rmSync(fileOf(dataDir), { force: true });
    });
  }
}

/** Says what is wrong, without the address that was asked: it may hold a secret. `after`: when to ask again, in milliseconds. */
async function ask(
  { url, method, headers, body, fine = [] }: PurgeRequest,
  stopping: AbortSignal,
): Promise<Readonly<{ fault?: string; after?: number }>> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(longestAnswer), stopping]);
    const answer = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
    await answer.body?.cancel();
    if (answer.ok || fine.includes(answer.status)) return {};
    const after = Number(answer.headers.get('retry-after')) * 1000;
    return { fault: `it answers ${answer.status}`, ...(after > 0 ? { after } : {}) };
  } catch (error) {
    const { message, cause } = error as Error;
    return { fault: (cause as Error | undefined)?.message || message };
  }
}
