/** Whether the numbers are live, and since when they aren’t. */
import { clockToSecond } from './figures.ts';
import type { Live } from './useLive.ts';
import { troubleName } from './words.ts';

const words = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Not live',
  paused: 'Paused',
} as const;

/** A disc, a ring, a warning, a pause: told by shape, not by colour alone. */
const signs = {
  live: 'M5 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8Z',
  connecting: 'M5 1a4 4 0 1 1 0 8a4 4 0 1 1 0-8ZM5 2.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5Z',
  reconnecting: 'M5 0 10 9H0Z',
  paused: 'M1 1H4V9H1ZM6 1H9V9H6Z',
} as const;

export function Connection({ live, timeZone }: { live: Live; timeZone: string }) {
  const { phase, snapshot } = live;
  return (
    <p className="connection" data-phase={phase}>
      <svg viewBox="0 0 10 10" aria-hidden="true" focusable="false">
        <path d={signs[phase]} fillRule="evenodd" />
      </svg>
      <span role="status">{words[phase]}</span>
      {/* Not part of the status: it changes each second. */}
      <span className="connection-time">
        {snapshot && (
          <>
            {phase === 'reconnecting' && 'since '}
            <time dateTime={snapshot.at}>{clockToSecond(snapshot.at, timeZone)}</time>
          </>
        )}
      </span>
    </p>
  );
}

/** What is wrong, if anything is; in its own place, so that nothing else moves by more than its height. */
export function TroubleNotice({ live, timeZone }: { live: Live; timeZone: string }) {
  const { phase, snapshot, trouble } = live;
  const since = snapshot && `These numbers are of ${clockToSecond(snapshot.at, timeZone)}.`;
  let words: string | undefined;
  if (phase === 'live') words = undefined;
  else if (trouble?.startsWith('store-')) words = `Counting is paused. ${troubleName(trouble)}`;
  else if (phase === 'reconnecting') words = 'The server doesn’t answer.';
  return (
    <div role="alert">
      {words && (
        <p className="trouble">
          {words} {since} This page keeps trying.
        </p>
      )}
    </div>
  );
}
