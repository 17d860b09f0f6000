/** The newsroom’s wall: few numbers, large enough to be read across a room; nothing to press, nothing that scrolls. */
import { useEffect, useRef } from 'react';
import type { PageNow, Snapshot } from '#lib/audience/shapes.ts';
import { Bar } from './Bar.tsx';
import { Drawing, placeFor } from './Drawing.tsx';
import { clock, count, times } from './figures.ts';
import { byStory } from './grouping.ts';
import { Headline } from './Headline.tsx';
import type { Live } from './useLive.ts';
import { useSize } from './useSize.ts';
import { titleOf, troubleName } from './words.ts';

const minute = 60_000;
const most = 8;
/** A share is news on the wall for so long, in milliseconds. */
const justNow = 15 * minute;

type Props = { live: Live; timeZone: string; site: string };

export function WallView({ live, timeZone, site }: Props) {
  const { snapshot, phase, trouble } = live;
  useWakefulness();
  const isStale = phase !== 'live';
  return (
    <main className="wall" data-stale={snapshot && isStale ? '' : undefined}>
      <div className="wall-head">
        <h1>{site}</h1>
        <p role="status" className="wall-state">
          {isStale && stateOf(live, timeZone)}
        </p>
        {snapshot && <p className="wall-clock">{clock(snapshot.at, timeZone)}</p>}
      </div>
      {snapshot ? (
        <Numbers snapshot={snapshot} timeZone={timeZone} />
      ) : (
        <p className="wall-empty">{trouble === 'off' ? 'This site does not count its readers.' : ''}</p>
      )}
    </main>
  );
}

function stateOf({ snapshot, trouble }: Live, timeZone: string): string {
  const why = trouble?.startsWith('store-') ? `Counting is paused. ${troubleName(trouble)}` : 'Not live';
  if (!snapshot) return trouble ? why : 'Connecting';
  const since = `since ${clock(snapshot.at, timeZone)}`;
  return trouble?.startsWith('store-') ? why : `${why} ${since}`;
}

function Numbers({ snapshot, timeZone }: { snapshot: Snapshot; timeZone: string }) {
  const { at, readers, pages, today, shares } = snapshot;
  const stories = pages.filter((page) => page.readers > 0).slice(0, most);
  const shared = byStory(shares.filter(({ last }) => Date.parse(at) - Date.parse(last) < justNow))[0];
  return (
    <>
      <section className="wall-now" aria-label="Readers now">
        <p className="now-number" data-signs={count(readers).length}>
          {count(readers)}
        </p>
        <p className="wall-unit">{readers === 1 ? 'reader now' : 'readers now'}</p>
        <Course snapshot={snapshot} timeZone={timeZone} />
        <p className="wall-today">
          <b>{count(today.views)}</b> {today.views === 1 ? 'view' : 'views'} today
        </p>
      </section>
      <section className="wall-stories" aria-label="Stories by readers now">
        {stories.length === 0 && <p className="wall-empty">Nobody is reading now.</p>}
        <ol>
          {stories.map((story) => (
            <Story key={story.page.id} story={story} most={stories[0]?.readers ?? 0} />
          ))}
        </ol>
        <p className="wall-shared">
          {shared && (
            <>
              Just shared on <b>{shared.networks[0]?.network}</b>: <Headline page={shared.page} />
            </>
          )}
        </p>
      </section>
    </>
  );
}

function Story({ story, most: longest }: { story: PageNow; most: number }) {
  const { page, readers, rising } = story;
  return (
    <li>
      <p className="wall-headline" title={titleOf(page)}>
        <Headline page={page} />
      </p>
      <p className="wall-readers" data-signs={count(readers).length}>
        {count(readers)}
        <span className="unseen"> readers</span>
      </p>
      <Bar value={readers} most={longest} />
      <p className="wall-rising">
        {rising !== undefined && rising >= 2 && (
          <>
            <svg viewBox="0 0 10 8" aria-hidden="true" focusable="false">
              <path d="M5 0 10 8H0Z" />
            </svg>
            {times(rising)} × usual
          </>
        )}
      </p>
    </li>
  );
}

function Course({ snapshot, timeZone }: { snapshot: Snapshot; timeZone: string }) {
  const [ref, size] = useSize<HTMLDivElement>();
  const { minutes, marks } = snapshot;
  const chart = {
    title: 'Readers in each of the last 30 minutes',
    instants: minutes.map(({ at }) => at),
    stepMs: minute,
    line: { name: 'readers', values: minutes.map(({ readers = 0 }) => readers) },
    marks,
    short: (instant: string) => (instant ? clock(instant, timeZone) : ''),
  };
  return (
    <div ref={ref} className="plot-space">
      {size && <Drawing chart={chart} size={size} plot={placeFor(chart, size)} />}
    </div>
  );
}

/** Keeps the screen from going to sleep, where the browser lets us. */
function useWakefulness(): void {
  const lock = useRef<WakeLockSentinel>(undefined);
  useEffect(() => {
    const wake = async () => {
      if (document.hidden) return;
      lock.current = await navigator.wakeLock?.request('screen').catch(() => undefined);
    };
    void wake();
    document.addEventListener('visibilitychange', wake);
    return () => {
      document.removeEventListener('visibilitychange', wake);
      void lock.current?.release();
    };
  }, []);
}
