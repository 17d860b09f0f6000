/** The live view of a desk: readers now, the last half hour, the stories, and what is known beside them. */
import type { Snapshot } from '#lib/audience/shapes.ts';
import { FigureList } from './FigureList.tsx';
import { clock, count, duration, longDay, percent, zoneName } from './figures.ts';
import { Panel } from './Panel.tsx';
import { AudiencePanels, MarksPanel, SharesPanel, UncountedPanels } from './Panels.tsx';
import { Plot } from './Plot.tsx';
import { Spoken } from './Spoken.tsx';
import { StoryTable } from './StoryTable.tsx';

const minute = 60_000;

export function LiveView({ snapshot, timeZone }: { snapshot: Snapshot; timeZone: string }) {
  const { at, readers, pages, today, marks, shares } = snapshot;
  const { views, engaged, readThrough, onward } = today;
  return (
    <div className="desk">
      <div className="head">
        <h1 tabIndex={-1}>Live</h1>
        <p>
          {longDay(at, timeZone)}. Times are {zoneName(at, timeZone)}.
        </p>
      </div>
      <section className="now" aria-labelledby="now">
        <h2 id="now">Readers now</h2>
        <p className="now-number" data-signs={count(readers).length}>
          {count(readers)}
        </p>
        <FigureList
          figures={[
            { name: 'Views today', value: count(views) },
            ...(today.readers === undefined ? [] : [{ name: 'Readers today', value: count(today.readers) }]),
            { name: 'Engaged', value: duration(engaged) },
            { name: 'Read through', value: percent(readThrough) },
            { name: 'Onward', value: percent(onward) },
          ]}
        />
      </section>
      <Panel title="The last 30 minutes" className="course">
        <Minutes snapshot={snapshot} timeZone={timeZone} />
      </Panel>
      <StoryTable pages={pages} at={at} />
      <div className="side">
        <SharesPanel title="Being shared now" shares={shares} now={Date.parse(at)} span="today" />
        <AudiencePanels {...snapshot} />
        <MarksPanel marks={marks} timeZone={timeZone} withDays={false} span="today" />
        <UncountedPanels {...snapshot} />
      </div>
      <Spoken snapshot={snapshot} timeZone={timeZone} />
    </div>
  );
}

function Minutes({ snapshot, timeZone }: { snapshot: Snapshot; timeZone: string }) {
  const { minutes, marks } = snapshot;
  const name = (instant: string) => (instant ? clock(instant, timeZone) : '');
  return (
    <Plot
      when="Minute"
      full={name}
      more={[{ name: 'views', values: minutes.map(({ views }) => views) }]}
      chart={{
        title: 'Readers in each of the last 30 minutes',
        instants: minutes.map(({ at }) => at),
        stepMs: minute,
        line: { name: 'readers', values: minutes.map(({ readers = 0 }) => readers) },
        marks,
        short: name,
      }}
    />
  );
}
