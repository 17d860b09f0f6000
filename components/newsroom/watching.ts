/** Whether the live numbers are live, and what to do if not. Clock and events come in; times in milliseconds. */

/** There is a snapshot each second: numbers older than this are old. */
export const staleAfter = 5_000;
/** After such a silence the server is asked what is wrong; and no more often than this. */
const asks = { after: 2_500, every: 4_000 };
/** A stream that has been open so long and says nothing is opened anew. */
const reopensAfter = 20_000;
/** One that the server has ended is opened anew after this. */
const returnsAfter = 8_000;

/**
 * `shown`, `hidden`: the tab. `told`: the stream brought numbers. `answered`: so did a question. `lost`: the stream
 * broke off, and the browser tries again; `ended`: it doesn’t. `second`: a second is over.
 */
export type Happening = 'shown' | 'hidden' | 'told' | 'answered' | 'lost' | 'ended' | 'second';
/** Why there are no numbers. */
export type Trouble = 'unreachable' | 'signed-out' | 'off' | `store-${string}`;
export type Act = 'open' | 'close' | 'ask';

export type Watching = Readonly<{
  isShown: boolean;
  isOpen: boolean;
  /** When the stream was opened, or last brought numbers. */
  streamAt: number;
  askedAt: number;
  /** When the latest numbers came. */
  heardAt?: number;
  trouble?: Trouble;
}>;

const never = Number.NEGATIVE_INFINITY;
export const unwatched: Watching = { isShown: false, isOpen: false, streamAt: never, askedAt: never };

/** What is the case after something has happened at `now`, and what to do. */
export function next(
  before: Watching,
  what: Happening | Readonly<{ trouble: Trouble }>,
  now: number,
): { watching: Watching; act?: Act } {
  if (typeof what === 'object') return { watching: { ...before, trouble: what.trouble } };
  switch (what) {
    case 'shown':
      if (before.isShown) return { watching: before };
      return { watching: { ...before, isShown: true, isOpen: true, streamAt: now }, act: 'open' };
    case 'hidden':
      return { watching: { ...before, isShown: false, isOpen: false }, act: 'close' };
    case 'told':
      return { watching: { ...before, streamAt: now, heardAt: now, trouble: undefined } };
    case 'answered':
      return { watching: { ...before, heardAt: now, trouble: undefined } };
    case 'lost':
      return asking({ ...before, isOpen: before.isShown }, now);
    case 'ended':
      return asking({ ...before, isOpen: false }, now);
    case 'second':
      return afterSecond(before, now);
  }
}

function afterSecond(before: Watching, now: number): { watching: Watching; act?: Act } {
  if (!before.isShown) return { watching: before };
  const isDeaf = now - before.streamAt >= (before.isOpen ? reopensAfter : returnsAfter);
  if (isDeaf && before.trouble !== 'signed-out' && before.trouble !== 'off')
    return { watching: { ...before, isOpen: true, streamAt: now }, act: 'open' };
  return now - before.streamAt >= asks.after ? asking(before, now) : { watching: before };
}

function asking(watching: Watching, now: number): { watching: Watching; act?: Act } {
  if (!watching.isShown || now - watching.askedAt < asks.every) return { watching };
  return { watching: { ...watching, askedAt: now }, act: 'ask' };
}

export type Phase = 'connecting' | 'live' | 'reconnecting' | 'paused';

/** What to say of it. */
export function phaseOf({ isShown, heardAt }: Watching, now: number): Phase {
  if (!isShown) return 'paused';
  if (heardAt === undefined) return 'connecting';
  return now - heardAt <= staleAfter ? 'live' : 'reconnecting';
}
