/** The newsroom's addresses under /api/newsroom: signing in, the live view, reports, exports, links for a wall. */

import { type Answer, type Asked, empty, json, text } from '#lib/http/asked.ts';
import { Buckets } from '#lib/http/bucket.ts';
import { isLoopbackAddress, networkOf } from '#lib/http/client-address.ts';
import {
  admission,
  admissionIn,
  cookieFor,
  type Role,
  type Visitor,
  visitorOf,
} from '#lib/newsroom/session.ts';
import { findUser, type User } from '#lib/newsroom/users.ts';
import type { Sealer } from '#lib/settings/secret.ts';
import { isLoopback } from '#lib/settings/settings.ts';
import type { Counter } from './counter.ts';
import { exportOf } from './export.ts';
import type { Reported } from './report.ts';
import type { Range, Snapshot } from './shapes.ts';

/** Attempts to sign in, by network. */
const attempts = { burst: 10, perSecond: 1 / 20 };
/** A comment keeps proxies from closing a quiet stream, in milliseconds. */
const heartbeat = 15_000;
const mostStreams = 500;
/** A timer can't wait longer, in milliseconds; who watches so long connects again. */
const longestTimer = 2 ** 31 - 1;

export type NewsroomDesk = Readonly<{
  siteUrl: string;
  users: readonly User[];
  sealer: Sealer;
  counter: () => Counter | undefined;
  isOwn: (asked: Asked) => boolean;
  /** The address of who asks, behind the proxies that are trusted. */
  addressOf: (asked: Asked) => string;
  /** Aborted when the portal stops: streams end then. */
  closing: AbortSignal;
}>;

export class Newsroom {
  readonly #desk: NewsroomDesk;
  readonly #attempts = new Buckets(attempts);
  #streams = 0;
  #told: { snapshot: Snapshot; line: string } | undefined;

  constructor(desk: NewsroomDesk) {
    this.#desk = desk;
  }

  /** How many are open. */
  get streams(): number {
    return this.#streams;
  }

  /** `path` is what follows /api/newsroom/. */
  async answer(asked: Asked, path: string): Promise<Answer> {
    const { method } = asked;
    if (method === 'POST' && !this.#desk.isOwn(asked)) return text(403, 'This form is on another site.');
    if (path === 'session') {
      if (method === 'POST') return this.#signIn(asked);
      const visitor = this.#visitor(asked);
      if (method === 'GET')
        return visitor ? json(200, { role: visitor.role, name: visitor.name }) : this.#stranger();
    }
    if (path === 'session/end' && method === 'POST') return this.#leave();
    const [, wall] = /^wall\/([^/]+)$/.exec(path) ?? [];
    if (wall && method === 'GET') return this.#enterWall(wall);
    const visitor = this.#visitor(asked);
    if (!visitor) return this.#stranger();
    if (path === 'wall' && method === 'POST') return this.#makeWall(visitor);
    if (path === 'rebuild' && method === 'POST' && visitor.role === 'staff') return this.#rebuild();
    if (path === 'promote' && method === 'POST' && visitor.role === 'staff' && isFromHere(asked))
      return this.#promote(asked);
    if (method !== 'GET') return text(405, 'Only GET is answered here.', { allow: 'GET' });
    const counter = this.#desk.counter();
    if (!counter) return json(404, { off: true });
    if (path === 'now') return json(200, await counter.ask('snapshot'));
    if (path === 'live') return this.#live(asked, counter, visitor.until);
    if (path === 'report') return this.#report(asked, counter);
    if (path === 'export' && visitor.role === 'staff') return this.#export(asked, counter);
    return text(
      visitor.role === 'wall' && path === 'export' ? 403 : 404,
      'There is nothing at this address for you.',
    );
  }

  /** Without users, a portal on this machine alone is open to who sits at it. */
  #visitor(asked: Asked): (Visitor & Readonly<{ until: number }>) | undefined {
    const { users, sealer } = this.#desk;
    const until = Number.POSITIVE_INFINITY;
    if (users.length === 0)
      return this.#isThisMachine(asked) ? { role: 'staff', name: 'this machine', until } : undefined;
    const of = (role: Role) => visitorOf(sealer, users, admissionIn(asked.headers.cookie, role), now());
    return of('staff') ?? of('wall');
  }

  /**
   * The name that was asked for is this machine's, against pages elsewhere whose name leads here (DNS rebinding);
   * and so is the address of who asks, against everybody else in the network. A proxy that isn't trusted hides it.
   */
  #isThisMachine(asked: Asked): boolean {
    const { siteUrl, addressOf } = this.#desk;
    const host = `http://${asked.headers.host ?? ''}`;
    const address = addressOf(asked);
    const isProxied = asked.headers['x-forwarded-for'] !== undefined && address === asked.peer;
    return (
      isLoopback(siteUrl) &&
      URL.canParse(host) &&
      isLoopback(host) &&
      isLoopbackAddress(address) &&
      !isProxied
    );
  }

  #stranger(): Answer {
    const { users, siteUrl } = this.#desk;
    return json(401, { signIn: users.length > 0, loopback: isLoopback(siteUrl) });
  }

  async #signIn(asked: Asked): Promise<Answer> {
    const { users, sealer, addressOf } = this.#desk;
    const body = await asked.body(2000);
    const form = new URLSearchParams(body?.toString('utf8') ?? '');
    if (!this.#attempts.take(networkOf(addressOf(asked)), performance.now()))
      return json(429, { error: 'Too many attempts. Please wait a minute.' }, { 'retry-after': '60' });
    const user = await findUser(
      users,
      form.get('name')?.trim().toLowerCase() ?? '',
      form.get('password') ?? '',
    );
    if (user === 'busy') return json(503, { error: 'Too many people are signing in. Please try again.' });
    if (!user) return json(401, { error: 'Name and password don’t fit.' });
    const sealed = admission(sealer, user, 'staff', now());
    return json(
      200,
      { role: 'staff', name: user.name },
      { 'set-cookie': cookieFor(sealed, 'staff', this.#secure) },
    );
  }

  #leave(): Answer {
    return empty(204, { 'set-cookie': cookieFor(undefined, 'staff', this.#secure) });
  }

  #makeWall({ role, name }: Visitor): Answer {
    const { users, sealer, siteUrl } = this.#desk;
    const user = users.find((each) => each.name === name);
    if (role !== 'staff') return text(403, 'A wall can’t make links.');
    if (!user)
      return json(404, { error: 'Without users anybody at this machine may look: no link is needed.' });
    const sealed = encodeURIComponent(admission(sealer, user, 'wall', now()));
    return json(200, { link: `${siteUrl}/api/newsroom/wall/${sealed}` });
  }

  /** The link becomes a cookie, so that it stands in no address bar. */
  #enterWall(sealed: string): Answer {
    const { users, sealer } = this.#desk;
    const visitor = visitorOf(sealer, users, sealed, now());
    if (visitor?.role !== 'wall') return text(403, 'This link is no longer valid.');
    return empty(303, {
      location: '/newsroom',
      'referrer-policy': 'no-referrer',
      'set-cookie': cookieFor(sealed, 'wall', this.#secure),
    });
  }

  async #rebuild(): Promise<Answer> {
    const views = await this.#desk.counter()?.ask('rebuild');
    return views === undefined ? json(404, { off: true }) : json(200, { views });
  }

  async #promote(asked: Asked): Promise<Answer> {
    const counter = this.#desk.counter();
    if (!counter) return json(404, { off: true });
    const wish = JSON.parse((await asked.body(4000))?.toString('utf8') ?? '{}') as object;
    return json(200, await counter.ask('promote', { ...wish, isFirst: true }));
  }

  /** `until` in seconds since 1970: then whoever watches has to sign in again. */
  #live(asked: Asked, counter: Counter, until: number): Answer {
    if (this.#streams >= mostStreams) return text(503, 'Too many are watching.', { 'retry-after': '10' });
    return {
      status: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      },
      body: this.#stream(
        [asked.signal, AbortSignal.timeout(Math.min((until - now()) * 1000, longestTimer))],
        counter,
      ),
    };
  }

  /** Whoever reads slowly gets the latest, not all. */
  async *#stream(ends: readonly AbortSignal[], counter: Counter): AsyncGenerator<string> {
    this.#streams++;
    const ended = AbortSignal.any([...ends, counter.ended, this.#desk.closing]);
    let latest: Snapshot | undefined;
    let wake = () => {};
    const end = counter.watch((snapshot) => {
      latest = snapshot;
      wake();
    });
    const stop = () => wake();
    ended.addEventListener('abort', stop);
    try {
      yield 'retry: 2000\n\n';
      while (!ended.aborted) {
        if (!latest) {
          await new Promise<void>((resolve) => {
            wake = resolve;
            setTimeout(resolve, heartbeat).unref();
            if (ended.aborted) resolve();
          });
        }
        if (ended.aborted) return;
        const snapshot = latest;
        latest = undefined;
        yield snapshot ? this.#line(snapshot) : ': still here\n\n';
      }
    } finally {
      end();
      ended.removeEventListener('abort', stop);
      this.#streams--;
    }
  }

  /** Written once, however many watch. */
  #line(snapshot: Snapshot): string {
    if (this.#told?.snapshot !== snapshot)
      this.#told = { snapshot, line: `data: ${JSON.stringify(snapshot)}\n\n` };
    return this.#told.line;
  }

  async #report(asked: Asked, counter: Counter): Promise<Answer> {
    const report = await reportFor(asked, counter);
    if (typeof report === 'string') return refused(report);
    return json(200, report);
  }

  async #export(asked: Asked, counter: Counter): Promise<Answer> {
    const report = await reportFor(asked, counter);
    if (typeof report === 'string') return refused(report);
    const as = asked.query.get('as');
    if (as !== 'csv' && as !== 'ndjson') return json(400, { error: 'as is csv or ndjson.' });
    return exportOf(report, as);
  }

  get #secure(): boolean {
    return this.#desk.siteUrl.startsWith('https:');
  }
}

function refused(reason: Extract<Reported, string>): Answer {
  return reason === 'unread'
    ? json(404, { error: 'Nobody has read this page yet.', unread: true })
    : json(400, { error: 'first and last are days like 2026-11-25, at most 800 of them.' });
}

async function reportFor({ query }: Asked, counter: Counter): Promise<Reported> {
  const range: Range = { first: query.get('first') ?? '', last: query.get('last') ?? '' };
  const page = query.get('page') ?? undefined;
  return (await counter.ask('report', { range, page })) as Reported;
}

const now = () => Math.floor(Date.now() / 1000);

/** The command on this machine, by no proxy: an address with a password comes from nowhere else. */
export const isFromHere = ({ peer, headers }: Asked) =>
  isLoopbackAddress(peer ?? '') && headers['x-forwarded-for'] === undefined;
