/** The line of a report, with that of the range before behind it. */
import type { Report } from '#lib/audience/shapes.ts';
import { clock, dayAndClock, dayName } from './figures.ts';
import { Plot } from './Plot.tsx';

const hour = 3_600_000;
const day = 24 * hour;

export function ReportLine({ report, timeZone, now }: { report: Report; timeZone: string; now: number }) {
  const { line, lineBefore, marks, range } = report;
  const instants = line.map(({ at }) => at);
  const isByHour = Date.parse(instants[1] ?? '') - Date.parse(instants[0] ?? '') < 2 * hour;
  const stepMs = isByHour ? hour : day;
  const known = instants.filter((at) => Date.parse(at) <= now).length;
  const end = Date.parse(instants[known - 1] ?? '') + stepMs;
  const name = isByHour && range.first === range.last ? clock : isByHour ? dayAndClock : dayName;
  return (
    <Plot
      when={isByHour ? 'Hour from' : 'Day'}
      full={(instant) => (instant ? (isByHour ? dayAndClock : dayName)(instant, timeZone) : '')}
      chart={{
        title: `Views by ${isByHour ? 'hour' : 'day'}`,
        instants,
        stepMs,
        line: { name: 'views', values: line.map(({ views }) => views) },
        before: { name: 'views before', values: lineBefore.map(({ views }) => views).slice(0, line.length) },
        known,
        isUnderWay: end > now,
        marks,
        short: (instant) => (instant ? name(instant, timeZone) : ''),
      }}
    />
  );
}
