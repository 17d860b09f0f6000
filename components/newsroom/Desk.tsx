/** What an editor sees at a desk: live, or some days, with the ways between them. */
import { useEffect, useRef } from 'react';
import { Connection, TroubleNotice } from './Connection.tsx';
import { Frame } from './Frame.tsx';
import { count } from './figures.ts';
import { LiveView } from './LiveView.tsx';
import { Meanings } from './Meanings.tsx';
import { Away, Off, Troubled, Waiting } from './Messages.tsx';
import type { Site } from './Newsroom.tsx';
import { PlaceLink } from './PlaceLink.tsx';
import type { Place } from './place.ts';
import { Ranges } from './Ranges.tsx';
import { ReportView } from './ReportView.tsx';
import { signOut } from './server.ts';
import { type Live, useLive } from './useLive.ts';
import { WallLink } from './WallLink.tsx';
import { troubleName } from './words.ts';

type Props = { site: Site; place: Place; name: string; onSignedOut: () => Promise<void> };

export function Desk({ site, place, name, onSignedOut }: Props) {
  const live = useLive(false);
  const { snapshot, trouble, phase } = live;
  const { timeZone } = site;
  const now = snapshot ? Date.parse(snapshot.at) : Date.now();
  const isLive = place.span === 'live';
  useFocusOnArrival(place.page);
  useTitle(phase === 'live' ? snapshot?.readers : undefined, site.name);
  useEffect(() => {
    if (trouble === 'signed-out') void onSignedOut();
  }, [trouble, onSignedOut]);
  const leave = async () => {
    await signOut();
    await onSignedOut();
  };
  const aside = (
    <>
      {!isLive && snapshot && (
        <p className="readers-now">
          <PlaceLink to={{ span: 'live' }}>
            <b>{count(snapshot.readers)}</b> {snapshot.readers === 1 ? 'reader' : 'readers'} now
          </PlaceLink>
        </p>
      )}
      <Connection live={live} timeZone={timeZone} />
      <WallLink />
      {name !== 'this machine' && (
        <button type="button" onClick={leave}>
          Sign out <span className="unseen">{name}</span>
        </button>
      )}
    </>
  );
  return (
    <Frame
      site={site}
      aside={aside}
      ranges={<Ranges place={place} timeZone={timeZone} now={now} />}
      isStale={isLive && snapshot !== undefined && phase !== 'live'}
    >
      {trouble === 'off' ? (
        <Off />
      ) : isLive ? (
        <LivePart live={live} timeZone={timeZone} />
      ) : (
        <ReportView
          place={place}
          timeZone={timeZone}
          now={now}
          pageNow={snapshot?.pages.find(({ page }) => page.key === place.page)}
        />
      )}
      {trouble !== 'off' && <Meanings />}
    </Frame>
  );
}

function LivePart({ live, timeZone }: { live: Live; timeZone: string }) {
  const { snapshot, trouble } = live;
  if (snapshot)
    return (
      <>
        <TroubleNotice live={live} timeZone={timeZone} />
        <LiveView snapshot={snapshot} timeZone={timeZone} />
      </>
    );
  if (trouble?.startsWith('store-')) return <Troubled why={troubleName(trouble)} />;
  return trouble === 'unreachable' ? <Away /> : <Waiting />;
}

/** Who opens a story’s figures, or comes back from them, is at the top of what is new. */
function useFocusOnArrival(page: string | undefined): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return;
    before.current = page;
    scrollTo({ top: 0, behavior: 'instant' });
    document.querySelector('h1')?.focus({ preventScroll: true });
  }, [page]);
}

/** The number stands in the tab while it is right. */
function useTitle(readers: number | undefined, site: string): void {
  useEffect(() => {
    document.title = readers === undefined ? `Newsroom, ${site}` : `${count(readers)} now, ${site} newsroom`;
  }, [readers, site]);
}
