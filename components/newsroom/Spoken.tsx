/** The numbers for a screen reader: a sentence a minute, or now if asked. */
import { useEffect, useRef, useState } from 'react';
import type { Snapshot } from '#lib/audience/shapes.ts';
import { clockToSecond, count, counted } from './figures.ts';
import { titleOf } from './words.ts';

const everyMinute = 60_000;

export function Spoken({ snapshot, timeZone }: { snapshot: Snapshot; timeZone: string }) {
  const [said, setSaid] = useState('');
  const latest = useRef(snapshot);
  useEffect(() => {
    latest.current = snapshot;
  });
  useEffect(() => {
    const timer = setInterval(() => setSaid(sentenceOf(latest.current, timeZone)), everyMinute);
    return () => clearInterval(timer);
  }, [timeZone]);
  return (
    <div className="spoken">
      <button type="button" className="unseen" onClick={() => setSaid(sentenceOf(snapshot, timeZone))}>
        Read out the numbers
      </button>
      <p className="unseen" role="status">
        {said}
      </p>
    </div>
  );
}

/** The numbers that matter most, and the time, so that each sentence is a new one. */
function sentenceOf({ at, readers, pages, today }: Snapshot, timeZone: string): string {
  const most = pages.toSorted((a, b) => b.readers - a.readers)[0];
  const first =
    most && most.readers > 0 ? ` Most of them, ${count(most.readers)}, read ${titleOf(most.page)}.` : '';
  return `${clockToSecond(at, timeZone)}: ${counted(readers, 'reader')} now.${first} ${counted(today.views, 'view')} today.`;
}
