/** The live view as it comes, second by second, with what to say of its age. */
import { useEffect, useState } from 'react';
import type { Snapshot } from '#lib/audience/shapes.ts';
import { askNow, liveAddress } from './server.ts';
import { type Act, type Happening, next, type Phase, phaseOf, type Trouble, unwatched } from './watching.ts';

export type Live = Readonly<{ phase: Phase; snapshot?: Snapshot; trouble?: Trouble }>;

/** A wall stays open when nobody can see the tab; a desk pauses. */
export function useLive(staysOpen: boolean): Live {
  const [live, setLive] = useState<Live>({ phase: 'connecting' });
  useEffect(() => {
    let watching = unwatched;
    let snapshot: Snapshot | undefined;
    let stream: EventSource | undefined;
    let isOver = false;

    const happen = (what: Happening | { trouble: Trouble }) => {
      if (isOver) return;
      const now = performance.now();
      const { watching: after, act } = next(watching, what, now);
      watching = after;
      if (act) acts[act]();
      const told: Live = { phase: phaseOf(after, now), snapshot, trouble: after.trouble };
      setLive((before) => (isSame(before, told) ? before : told));
    };
    const hear = (told: Snapshot, how: 'told' | 'answered') => {
      snapshot = told;
      happen(how);
    };
    const acts: Record<Act, () => void> = {
      open() {
        stream?.close();
        const opened = new EventSource(liveAddress);
        stream = opened;
        opened.onmessage = ({ data }) => hear(JSON.parse(data as string) as Snapshot, 'told');
        opened.onerror = () => happen(opened.readyState === EventSource.CLOSED ? 'ended' : 'lost');
      },
      close() {
        stream?.close();
        stream = undefined;
      },
      ask() {
        void askNow().then((answer) => {
          if ('value' in answer) hear(answer.value, 'answered');
          else if ('trouble' in answer) happen({ trouble: answer.trouble });
        });
      },
    };
    const look = () => happen(document.hidden && !staysOpen ? 'hidden' : 'shown');
    const leave = () => happen('hidden');
    const timer = setInterval(() => happen('second'), 1000);
    document.addEventListener('visibilitychange', look);
    addEventListener('pageshow', look);
    addEventListener('pagehide', leave);
    look();
    return () => {
      isOver = true;
      stream?.close();
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
      removeEventListener('pageshow', look);
      removeEventListener('pagehide', leave);
    };
  }, [staysOpen]);
  return live;
}

const isSame = (one: Live, other: Live) =>
  one.phase === other.phase && one.snapshot === other.snapshot && one.trouble === other.trouble;
