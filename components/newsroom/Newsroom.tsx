'use client';

/** The newsroom’s page: lets in who may look, and shows what its address says, at a desk or on a wall. */
import { useSearchParams } from 'next/navigation';
import { Desk } from './Desk.tsx';
import { Frame } from './Frame.tsx';
import { Away, Elsewhere, Waiting } from './Messages.tsx';
import { placeOf } from './place.ts';
import { SignIn } from './SignIn.tsx';
import { useSession } from './useSession.ts';
import { Wall } from './Wall.tsx';

export type Site = Readonly<{ name: string; timeZone: string }>;

export function Newsroom({ site }: { site: Site }) {
  const place = placeOf(useSearchParams()?.toString() ?? '');
  const { session, again } = useSession();
  if (session === undefined || typeof session === 'string')
    return (
      <Frame site={site}>
        {session === undefined && <Waiting />}
        {session === 'away' && <Away />}
        {session === 'elsewhere' && <Elsewhere />}
      </Frame>
    );
  if (!('role' in session))
    return (
      <Frame site={site}>
        <SignIn canSignIn={session.signIn} loopback={session.loopback} onSignedIn={again} />
      </Frame>
    );
  if (session.role === 'wall' || place.wall)
    return <Wall site={site} scheme={place.wall} onSignedOut={again} />;
  return <Desk site={site} place={place} name={session.name} onSignedOut={again} />;
}
