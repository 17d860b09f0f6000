/** What a page says of its own reading, and when. Clock and events come in, what to send comes out; times in milliseconds. */

/** Whoever hasn't scrolled, pointed, touched or typed for so long isn't counted as reading. */
export const idleAfter = 60_000;
/** Time in use between two pings. The server forgets a reader 40 s after the last sign, so one ping may get lost. */
export const pingEvery = 15_000;
/** Pauses before a view that wasn't taken is sent again: the server was busy, or the line was down. */
export const retryAfter = [5_000, 15_000, 45_000];

/** `due`: the time given by `waitFor` is over. `taken`, `busy`: what the server said to the view; nothing, if it refused. */
export type Happening = 'shown' | 'hidden' | 'used' | 'due' | 'taken' | 'busy';
export type Message = 'view' | 'ping' | 'left';

export type Reading = Readonly<{
  visible: boolean;
  /** The instant up to which `engaged` is counted. */
  at: number;
  /** When the last use wears off. */
  until: number;
  /** How long the page has been visible and in use. */
  engaged: number;
  /** How far the reader got, in percent of the way to the end. */
  depth: number;
  view: 'unsent' | 'sent' | 'taken';
  /** How often the view wasn't taken. */
  tries: number;
  /** The view is sent again at this instant. */
  retryAt: number;
  /** The next ping is due when `engaged` has come this far. */
  pingAt: number;
}>;

export const unread: Reading = {
  visible: false,
  at: 0,
  until: 0,
  engaged: 0,
  depth: 0,
  view: 'unsent',
  tries: 0,
  retryAt: 0,
  pingAt: pingEvery,
};

/** The reading after something has happened at `clock`, and what to send. `seen` is how far down the view reached then. */
export function next(
  before: Reading,
  what: Happening,
  clock: number,
  seen = 0,
): { reading: Reading; send?: Message } {
  const now = Math.max(clock, before.at);
  const engaged =
    before.engaged + (before.visible ? Math.max(0, Math.min(now, before.until) - before.at) : 0);
  const visible = what === 'shown' || (before.visible && what !== 'hidden');
  const use = visible && (what === 'shown' || what === 'used');
  const reading = {
    ...before,
    visible,
    at: now,
    engaged,
    until: use ? now + idleAfter : before.until,
    depth: visible || before.visible ? Math.max(before.depth, seen) : before.depth,
  };
  if (what === 'taken') reading.view = what;
  const pause = what === 'busy' && retryAfter[before.tries];
  if (pause) {
    reading.view = 'unsent';
    reading.tries += 1;
    reading.retryAt = now + pause;
  }
  let send: Message | undefined;
  if (visible && reading.view === 'unsent' && now >= reading.retryAt) {
    reading.view = 'sent';
    send = 'view';
  }
  if (reading.view === 'taken') {
    // After a pause the server has forgotten the reader, who is back now.
    const back = use && (!before.visible || now >= before.until);
    if (visible) send = back || engaged >= reading.pingAt ? 'ping' : undefined;
    else if (before.visible || what === 'taken') send = 'left';
    if (send) reading.pingAt = engaged + pingEvery;
  }
  return { reading, send };
}

/** How long until `due`, if nothing happens meanwhile; nothing if no timer need run. */
export function waitFor({ visible, view, at, until, engaged, pingAt, retryAt }: Reading): number | undefined {
  if (!visible) return undefined;
  if (view === 'unsent') return retryAt - at;
  const missing = pingAt - engaged;
  return view === 'taken' && missing <= until - at ? missing : undefined;
}

/** Percent of the way from the top of the page to its end, both in pixels; 100 only if the end was in view. */
export function depthOf(end: number, seen: number): number {
  return seen >= end ? 100 : Math.max(0, Math.floor((100 * seen) / end));
}
