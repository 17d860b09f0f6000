/** The audience of a portal: follows the edition, counts readers, answers for all its addresses. */
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Edition } from '#lib/edition/open.ts';
import { type Answer, type Asked, empty, json, text } from '#lib/http/asked.ts';
import type { AudienceFigures } from '#lib/metrics/metrics.ts';
import { readUsers } from '#lib/newsroom/users.ts';
import { sealer, secretOf } from '#lib/settings/secret.ts';
import type { Settings } from '#lib/settings/settings.ts';
import { deliver, type Message, Watch } from './alerts.ts';
import { Counter, NotCounted } from './counter.ts';
import { Door, refusals } from './door.ts';
import type { AudienceEvent } from './events.ts';
import { isFromHere, Newsroom } from './newsroom.ts';
import { pageAt, storiesOf } from './pages.ts';
import type { MostRead, MostReadStory } from './shapes.ts';
import { keepMostRead } from './shown.ts';
import { sealToken } from './token.ts';

/** What takes minutes, asked by a command on this machine. */
const slow = /^\/api\/newsroom\/(rebuild|promote)$/;
const own = /^\/api\/(audience(?:\/|$)|most-read$|newsroom\/)/;
/** How often a new edition is looked for, in milliseconds. */
const looksEvery = 1_000;
/** What readers see of the most read may be so old, in milliseconds. */
const mostReadFor = 30_000;
/** How often pages that are rendered get a newer list, in milliseconds. */
const mostReadKeptEvery = 60_000;
const mostListed = 5;
const none: MostRead = { now: [], today: [], week: [] };
const year = 365 * 86_400;
/** One transparent dot. */
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

export type AudienceOptions = Readonly<{
  settings: Settings;
  projectDir: string;
  edition: () => Edition | undefined;
  report: (line: string) => void;
}>;

export class Audience {
  readonly #options: AudienceOptions;
  readonly #door: Door;
  readonly #newsroom: Newsroom;
  readonly #tokens: ReturnType<typeof sealer>;
  readonly #closing = new AbortController();
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #watch = new Watch();
  #counter: Counter | undefined;
  /** Where nothing is counted any more: deletes by and by what was. */
  #caretaker: Counter | undefined;
  /** What the counter was made for, and the edition it follows. */
  #made = '';
  #followed = '';
  #said: string | undefined;
  #counted = 0;
  readonly #refused = new Map<string, number>();
  #mostRead: { at: number; value: Promise<MostRead> } | undefined;

  /** Throws, with the remedy, if a public portal has no secret or a user's line can't be read. */
  constructor(options: AudienceOptions) {
    this.#options = options;
    const { settings, edition } = options;
    const secret = secretOf(settings);
    this.#tokens = sealer(secret, 'page');
    const { siteUrl, trustedProxies, countryHeader } = settings;
    this.#door = new Door({ edition, siteUrl, trustedProxies, countryHeader, tokens: this.#tokens });
    this.#newsroom = new Newsroom({
      siteUrl,
      users: readUsers(settings.newsroomUsers),
      sealer: sealer(secret, 'newsroom'),
      counter: () => this.#counter,
      isOwn: (asked) => this.#door.isOwn(asked),
      addressOf: (asked) => this.#door.addressOf(asked),
      closing: this.#closing.signal,
    });
    this.#followSafely();
    this.#timers = [
      setInterval(() => this.#followSafely(), looksEvery),
      setInterval(() => void this.#keepMostRead(), mostReadKeptEvery),
    ];
    for (const timer of this.#timers) timer.unref();
  }

  /** True for addresses that are answered here. */
  owns(address: string): boolean {
    return own.test(address);
  }

  /** Sums of years are made again, and stores copied, without a word meanwhile. */
  isSlow(asked: Asked): boolean {
    return slow.test(asked.path) && isFromHere(asked);
  }

  async answer(asked: Asked): Promise<Answer> {
    const { path: address } = asked;
    try {
      if (address.startsWith('/api/newsroom/'))
        return await this.#newsroom.answer(asked, address.slice('/api/newsroom/'.length));
      if (address === '/api/most-read') return await this.#answerMostRead(asked);
      if (address === '/api/audience/choice') return await this.#answerChoice(asked);
      if (address === '/api/audience/pixel.gif') return await this.#answerPixel(asked);
      if (address === '/api/audience') return await this.#answerEvent(asked);
      return text(404, 'There is nothing at this address.');
    } catch (error) {
      if (error instanceof NotCounted) return json(503, { error: error.reason }, { 'retry-after': '2' });
      throw error;
    }
  }

  /** Notes that a client fetched the card of a story. */
  cardFetched(storyId: string, asked: Pick<Asked, 'method' | 'peer' | 'headers'>): void {
    const fetch = this.#counter && this.#door.admitCard(asked, storyId);
    if (fetch) this.#counter?.record(fetch).catch(() => {});
  }

  /** What was taken and what wasn't since the start, and what waits. */
  get figures(): AudienceFigures {
    return { counted: this.#counted, refused: this.#refused, waiting: this.#counter?.waiting ?? 0 };
  }

  /** Open streams of the newsroom. */
  get streams(): number {
    return this.#newsroom.streams;
  }

  /** Whether events are taken now; `off` where the site doesn't count. */
  async state(): Promise<'ok' | 'away' | 'off'> {
    if (!this.#counter) return this.#made === '' ? 'away' : 'off';
    return (await this.#counter.ask('is-open').catch(() => false)) === true ? 'ok' : 'away';
  }

  /** Commits something that no report counts. Throws if that can't be done; does nothing where the site doesn't count. */
  async tryStore(): Promise<void> {
    await this.#counter?.ask('try');
  }

  /** Copies the store into a file while it goes on; false where it isn't a file of its own. Throws if it can't be read. */
  async copyStore(file: string): Promise<boolean> {
    const copied = await (this.#counter ?? this.#caretaker)?.ask('copy', file);
    if (typeof copied === 'string') throw new Error(copied);
    return copied === true;
  }

  /** Hands over what is counted in memory only: refusals. */
  async handOver(): Promise<void> {
    await this.#counter?.handRefusals();
  }

  /** Tells the newsroom that a page of the edition can't be shown. */
  pageFailed(address: string): void {
    const edition = this.#options.edition();
    const page = edition && pageAt(edition, address);
    if (page && this.#watch.once('error', page.key, performance.now()))
      this.#alert({ kind: 'error', title: page.title, address });
  }

  /** A story that has been taken down has lost its readers, and that is no news. */
  #alertOf(message: Message): void {
    const edition = this.#options.edition();
    if (edition && pageAt(edition, message.address)) this.#alert(message);
  }

  #alert(message: Message): void {
    const { settings, report } = this.#options;
    const { alertWebhook, siteUrl } = settings;
    if (alertWebhook !== undefined) void deliver(alertWebhook, siteUrl, message, report);
  }

  /** Ends streams, writes what waits, lets go of the store. */
  async stop(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#closing.abort();
    await Promise.all([this.#counter?.stop(), this.#caretaker?.stop()]);
  }

  async #answerEvent(asked: Asked): Promise<Answer> {
    const event = await this.#door.admit(asked);
    if (typeof event === 'string') return this.#refuse(event);
    const outcome = await this.#record(event);
    if ('status' in outcome) return outcome;
    if (event.kind !== 'view') return empty(204);
    const token = sealToken(this.#tokens, { id: event.id, day: outcome.day, at: event.at });
    return empty(204, { 'audience-token': token });
  }

  async #answerPixel(asked: Asked): Promise<Answer> {
    const event = this.#door.admitPixel(asked);
    const refused = typeof event === 'string' ? this.#refuse(event) : await this.#record(event);
    // A picture is answered with a picture, whatever became of it.
    const status = 'status' in refused && refused.status !== 403 ? refused.status : 200;
    return { status, headers: { 'content-type': 'image/gif', 'cache-control': 'no-store' }, body: dot };
  }

  /** Resolves when the event is on the disk; else with the answer that says why it isn't. */
  async #record(event: AudienceEvent): Promise<Answer | { day: number }> {
    const counter = this.#counter;
    if (!counter) return text(404, 'Nothing is counted here.');
    try {
      const recorded = await counter.record(event);
      if ('unknown' in recorded) return this.#refuse('unknown-view');
      this.#counted++;
      return recorded;
    } catch (error) {
      if (!(error instanceof NotCounted)) throw error;
      this.#noteRefusal(error.reason);
      return text(503, 'This can’t be counted now.', { 'retry-after': '5' });
    }
  }

  #refuse(reason: keyof typeof refusals): Answer {
    this.#noteRefusal(reason);
    return text(refusals[reason], reason);
  }

  #noteRefusal(reason: string): void {
    this.#counter?.refuse(reason);
    this.#refused.set(reason, (this.#refused.get(reason) ?? 0) + 1);
  }

  /** The choice of /privacy, remembered by the browser in a cookie that says nothing else. */
  async #answerChoice(asked: Asked): Promise<Answer> {
    if (asked.method !== 'POST') return text(405, 'This is a form’s address.', { allow: 'POST' });
    if (!this.#door.isOwn(asked)) return text(403, 'This form is on another site.');
    const body = await asked.body(1000);
    const count = new URLSearchParams(body?.toString('utf8') ?? '').get('count');
    if (count !== 'yes' && count !== 'no') return text(400, 'The form says neither yes nor no.');
    const secure = this.#options.settings.siteUrl.startsWith('https:') ? '; Secure' : '';
    const cookie = count === 'no' ? `audience=off; Max-Age=${year}` : 'audience=; Max-Age=0';
    return empty(303, {
      location: count === 'no' ? '/privacy#not-counted' : '/privacy#counted',
      'set-cookie': `${cookie}; Path=/; SameSite=Lax${secure}`,
    });
  }

  async #answerMostRead({ method }: Asked): Promise<Answer> {
    if (method !== 'GET' && method !== 'HEAD')
      return text(405, 'Only GET is answered here.', { allow: 'GET, HEAD' });
    return json(200, this.#asPublished(await this.mostRead()), {
      'cache-control': 'public, max-age=30, s-maxage=30, stale-while-revalidate=300',
    });
  }

  /** As the live edition has the stories: one that was taken down since is gone from the list at once. */
  #asPublished(lists: MostRead): MostRead {
    const edition = this.#options.edition();
    const published = (list: readonly MostReadStory[]) =>
      list
        .flatMap((entry): MostReadStory[] => {
          const story = edition?.summary(entry.address.replace('/articles/', ''));
          if (!edition || !story) return [];
          const lang = story.lang === edition.site.lang ? undefined : story.lang;
          return [{ ...entry, headline: story.headline, lang }];
        })
        .slice(0, mostListed);
    return { now: published(lists.now), today: published(lists.today), week: published(lists.week) };
  }

  /** Asked of the store at most twice a minute, however many readers want to know. */
  async mostRead(): Promise<MostRead> {
    const now = performance.now();
    if (!this.#mostRead || now - this.#mostRead.at > mostReadFor) {
      const value = (this.#counter?.ask('most-read') ?? Promise.resolve(none)) as Promise<MostRead>;
      this.#mostRead = { at: now, value };
      value.catch(() => {
        this.#mostRead = undefined;
      });
    }
    return this.#mostRead.value.catch(() => none);
  }

  /** The list for pages that are rendered from now on. */
  async #keepMostRead(): Promise<void> {
    const list = await this.mostRead();
    if (list.today.length + list.week.length === 0) return;
    try {
      keepMostRead(this.#options.settings.dataDir, list);
      this.#said = undefined;
    } catch (error) {
      this.#sayOnce(`The list of the most read can't be kept: ${(error as Error).message}`);
    }
  }

  #sayOnce(line: string): void {
    if (line !== this.#said) this.#options.report(line);
    this.#said = line;
  }

  /** An edition that can't be read now may be read a second later; pages go on meanwhile. */
  #followSafely(): void {
    try {
      this.#follow();
    } catch (error) {
      this.#sayOnce(`The audience can't follow the edition: ${(error as Error).message}`);
    }
  }

  /** Goes with the live edition: its stories, and how its site counts. */
  #follow(): void {
    const edition = this.#options.edition();
    if (!edition || edition.name === this.#followed) return;
    const { settings, projectDir, report } = this.#options;
    const { audience, timeZone } = edition.site;
    const wanted = JSON.stringify([audience, timeZone]);
    if (wanted !== this.#made) {
      this.#made = wanted;
      const after = Promise.all([this.#counter?.stop(), this.#caretaker?.stop()]);
      const { mode } = audience;
      const folder = path.join(/* turbopackIgnore: true */ settings.dataDir, 'audience');
      const { databaseUrl } = settings;
      const alert = (message: Message) => this.#alertOf(message);
      const start = () =>
        new Counter({ projectDir, folder, databaseUrl, timeZone, ...audience, report, alert, after });
      const isOff = mode === 'off';
      this.#counter = isOff ? undefined : start();
      const wasCounted = databaseUrl !== undefined || existsSync(path.join(folder, 'audience.db'));
      this.#caretaker = isOff && wasCounted ? start() : undefined;
      // Nothing is counted here any more, or in another store: whose mark a mark was is forgotten at once.
      if (isOff || databaseUrl !== undefined)
        rmSync(path.join(folder, 'salts'), { recursive: true, force: true });
    }
    this.#counter?.follow(storiesOf(edition));
    this.#followed = edition.name;
  }
}
