/** A wall from end to end: it stays open though nobody sees its tab, and asks to sign in when its time is over. */
import { useEffect } from 'react';
import type { Site } from './Newsroom.tsx';
import { useLive } from './useLive.ts';
import { WallView } from './WallView.tsx';

type Props = { site: Site; scheme?: 'auto' | 'light' | 'dark'; onSignedOut: () => Promise<void> };

export function Wall({ site, scheme = 'auto', onSignedOut }: Props) {
  const live = useLive(true);
  useEffect(() => {
    if (live.trouble === 'signed-out') void onSignedOut();
  }, [live.trouble, onSignedOut]);
  return (
    <div data-theme={scheme === 'auto' ? undefined : scheme}>
      <WallView live={live} timeZone={site.timeZone} site={site.name} />
    </div>
  );
}
