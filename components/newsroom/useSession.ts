/** Who is looking at the page. */
import { useCallback, useEffect, useState } from 'react';
import { askSession, type Session } from './server.ts';

const afterTrouble = 4_000;

/** Nothing until it is known. `again` asks anew: after somebody has signed in or out. */
export function useSession(): { session?: Session; again: () => Promise<void> } {
  const [session, setSession] = useState<Session>();
  const again = useCallback(async () => setSession(await askSession()), []);
  useEffect(() => {
    if (session === undefined) void again();
    if (session !== 'away') return;
    const timer = setInterval(() => void again(), afterTrouble);
    return () => clearInterval(timer);
  }, [session, again]);
  return { session, again };
}
