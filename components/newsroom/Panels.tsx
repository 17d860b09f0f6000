/** The panels beside the stories, alike for now and for a range of days. */
import type { Mark, Part, Share, Snapshot } from '#lib/audience/shapes.ts';
import { ago, clock, count, counted, country, dayAndClock } from './figures.ts';
import { byStory } from './grouping.ts';
import { Headline } from './Headline.tsx';
import { MarkSign } from './MarkSign.tsx';
import { Panel } from './Panel.tsx';
import { Parts } from './Parts.tsx';
import type { Span } from './place.ts';
import { Sources } from './Sources.tsx';
import { deviceName, markNames, refusalName, robotName, titleOf } from './words.ts';

type Audience = Pick<Snapshot, 'sources' | 'devices' | 'countries'> & { campaigns?: readonly Part[] };

export function AudiencePanels({ sources, campaigns = [], devices, countries }: Audience) {
  const named = (parts: readonly Part[], name: (part: string) => string) =>
    parts.map((part) => ({ name: name(part.name), number: part.views }));
  return (
    <>
      <Panel title="Where they come from">
        <Sources sources={sources} />
      </Panel>
      {campaigns.length > 0 && (
        <Panel title="Campaigns">
          <Parts
            parts={named(campaigns, (name) => name)}
            caption="Views by campaign"
            what="Campaign"
            unit="Views"
          />
        </Panel>
      )}
      <Panel title="Devices">
        {devices.length === 0 ? (
          <p className="empty">No views yet.</p>
        ) : (
          <Parts parts={named(devices, deviceName)} caption="Views by device" what="Device" unit="Views" />
        )}
      </Panel>
      {countries.length > 0 && (
        <Panel title="Countries">
          <Parts parts={named(countries, country)} caption="Views by country" what="Country" unit="Views" />
        </Panel>
      )}
    </>
  );
}

/** `span` is where their stories lead; without it they are of one story, which isn’t named again. */
type SharesProps = { title: string; shares: readonly Share[]; now: number; span?: Span };

/** A network fetches the card of a link when somebody pastes it, minutes before others open it. */
export function SharesPanel({ title, shares, now, span }: SharesProps) {
  const stories = byStory(shares);
  return (
    <Panel title={title} className="panel-shares">
      {stories.length === 0 && <p className="empty">No link has been pasted into a chat or network.</p>}
      <ul className="list">
        {stories.slice(0, 10).map(({ page, networks }) => (
          <li key={page.id}>
            {span && <Headline page={page} span={span} />}
            <ul className="networks">
              {networks.map(({ network, fetches, last }) => (
                <li key={network}>
                  <b>{network}</b> · <span className="unseen">fetched </span>
                  {count(fetches)}
                  <span className="unseen"> times</span> · {ago(last, now)}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

type MarksProps = { marks: readonly Mark[]; timeZone: string; withDays: boolean; span?: Span };
const marksShown = 8;

/** What the newsroom did, the latest first. */
export function MarksPanel({ marks, timeZone, withDays, span }: MarksProps) {
  const list = (some: readonly Mark[]) => (
    <ul className="list">
      {some.map((mark) => (
        <li key={`${mark.at} ${mark.kind} ${mark.page.id}`} className="mark">
          <MarkSign kind={mark.kind} />
          <p className="mark-head">
            <time dateTime={mark.at}>
              {withDays ? dayAndClock(mark.at, timeZone) : clock(mark.at, timeZone)}
            </time>{' '}
            <b>{markNames[mark.kind]}</b>
          </p>
          {span && (
            <p>
              <Headline page={mark.page} span={span} />
            </p>
          )}
          {mark.text !== mark.page.title && mark.text !== titleOf(mark.page) && (
            <p className="mark-text" dir="auto">
              {mark.text}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
  const rest = marks.slice(marksShown);
  return (
    <Panel title="What we did">
      {marks.length === 0 && <p className="empty">Nothing was published, updated or corrected.</p>}
      {list(marks.slice(0, marksShown))}
      {rest.length > 0 && (
        <details className="fold">
          <summary>{count(rest.length)} earlier</summary>
          {list(rest)}
        </details>
      )}
    </Panel>
  );
}

type UncountedProps = Pick<Snapshot, 'robots' | 'refusals'>;

/** What came and isn’t in the figures. */
export function UncountedPanels({ robots, refusals }: UncountedProps) {
  const views = robots.reduce((sum, part) => sum + part.views, 0);
  const events = refusals.reduce((sum, part) => sum + part.events, 0);
  return (
    <>
      <Panel title="Robots" note={views > 0 && `${counted(views, 'view')}, not in the figures`}>
        {robots.length === 0 ? (
          <p className="empty">No robot has come.</p>
        ) : (
          <Parts
            parts={robots.map(({ name, views: number }) => ({ name: robotName(name), number }))}
            caption="Views by kind of robot"
            what="Kind"
            unit="Views"
            shown={5}
          />
        )}
      </Panel>
      {refusals.length > 0 && (
        <Panel title="Not counted" note={counted(events, 'message')}>
          <Parts
            parts={refusals.map(({ reason, events: number }) => ({ name: refusalName(reason), number }))}
            caption="Messages that were not counted, by reason"
            what="Reason"
            unit="Messages"
            shown={5}
          />
        </Panel>
      )}
    </>
  );
}
