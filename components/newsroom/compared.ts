/** Figures of a range next to those of the range before, ready to be read. */
import type { Figures, Report } from '#lib/audience/shapes.ts';
import { change, count, duration, percent, points } from './figures.ts';

export type Compared = Readonly<{
  name: string;
  value: string;
  /** The same of the range before, over the same time; missing where nothing was read then. */
  before?: string;
  change?: ReturnType<typeof change>;
}>;

type Column = Readonly<{
  name: string;
  of: keyof Figures;
  text: (value: number) => string;
  change: typeof change;
}>;
/** A share that goes from 30% to 33% is said to be 3 points higher: “+10%” would be taken for the share. */
const columns: readonly Column[] = [
  { name: 'Views', of: 'views', text: count, change },
  { name: 'Engaged', of: 'engaged', text: duration, change },
  { name: 'Read through', of: 'readThrough', text: percent, change: points },
  { name: 'Onward', of: 'onward', text: percent, change: points },
];

/** What is shown is of the whole range; what is compared, of the hours that both have had. */
export function comparedFigures(figures: Figures, { now, before }: Report['compared']): Compared[] {
  return columns.map(({ name, of, text, change }) => ({
    name,
    value: text(figures[of]),
    before: before.views === 0 ? undefined : text(before[of]),
    change: before.views === 0 || now.views === 0 ? undefined : change(now[of], before[of]),
  }));
}
