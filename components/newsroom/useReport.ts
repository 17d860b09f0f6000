/** A report of some days, asked for anew each minute while they aren’t over. */
import { useEffect, useState } from 'react';
import type { Report } from '#lib/audience/shapes.ts';
import { askReport } from './server.ts';
import type { Trouble } from './watching.ts';

const everyMinute = 60_000;
const afterTrouble = 5_000;

export type Reported = Readonly<{
  /** The latest report there is, of other days perhaps. */
  report?: Report;
  /** What it was asked for. */
  wanted?: string;
  trouble?: Trouble;
  /** There are no figures of such a page. */
  isUnknown?: boolean;
}>;

type Wanted = Readonly<{ first: string; last: string; page?: string; isUnderWay: boolean }>;

/** `isLoading` while what is shown is not what is wanted yet. */
export function useReport({ first, last, page, isUnderWay }: Wanted): Reported & { isLoading: boolean } {
  const [reported, setReported] = useState<Reported>({});
  const wanted = JSON.stringify([first, last, page]);
  useEffect(() => {
    let isOver = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (pause: number) => {
      timer = setTimeout(() => (document.hidden ? again(1000) : void load()), pause);
    };
    const load = async () => {
      const answer = await askReport(first, last, page);
      if (isOver) return;
      if ('value' in answer) setReported({ report: answer.value, wanted });
      else if ('refused' in answer) setReported({ wanted, isUnknown: true });
      else setReported((before) => ({ ...before, trouble: answer.trouble }));
      if ('trouble' in answer) again(afterTrouble);
      else if (isUnderWay) again(everyMinute);
    };
    void load();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [first, last, page, isUnderWay, wanted]);
  return { ...reported, isLoading: reported.wanted !== wanted };
}
