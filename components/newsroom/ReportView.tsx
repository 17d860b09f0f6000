/** A range of days, of the whole site or of one page, next to the range before. */
import type { PageNow, Report } from '#lib/audience/shapes.ts';
import { Change } from './Change.tsx';
import { comparedFigures } from './compared.ts';
import { dayAt, lengthOf } from './days.ts';
import { FigureList } from './FigureList.tsx';
import { count } from './figures.ts';
import { PageTable } from './PageTable.tsx';
import { Panel } from './Panel.tsx';
import { AudiencePanels, MarksPanel, SharesPanel, UncountedPanels } from './Panels.tsx';
import { type Place, rangeOf } from './place.ts';
import { ReportHead } from './ReportHead.tsx';
import { ReportLine } from './ReportLine.tsx';
import { useReport } from './useReport.ts';
import { troubleName } from './words.ts';

type Props = {
  place: Place;
  timeZone: string;
  /** In milliseconds since 1970. */
  now: number;
  /** The page as it does now, if it has readers. */
  pageNow?: PageNow;
};

export function ReportView({ place, timeZone, now, pageNow }: Props) {
  const { span, page } = place;
  const range = rangeOf(span, now, timeZone);
  const isUnderWay = range.last >= dayAt(now, timeZone);
  const { report, trouble, isUnknown, isLoading } = useReport({ ...range, page, isUnderWay });
  const isOfPage = report?.page?.key === page;
  return (
    <div className="desk desk-report" data-stale={isLoading || trouble ? '' : undefined}>
      <ReportHead
        place={place}
        range={range}
        report={isLoading ? undefined : report}
        named={isOfPage ? report?.page : undefined}
        pageNow={pageNow}
        timeZone={timeZone}
      />
      {trouble && <p className="trouble">{reasonFor(trouble)} This page keeps trying.</p>}
      {isUnknown && <p className="empty">Nobody has opened this page yet.</p>}
      {!isUnknown && (!report || !isOfPage) && !trouble && <p className="empty">Adding up.</p>}
      {report && isOfPage && <Figures report={report} place={place} timeZone={timeZone} now={now} />}
    </div>
  );
}

const reasonFor = (trouble: string) =>
  trouble.startsWith('store-')
    ? `These figures can’t be had now. ${troubleName(trouble)}`
    : 'The server doesn’t answer.';

type FiguresProps = { report: Report; place: Place; timeZone: string; now: number };

function Figures({ report, place, timeZone, now }: FiguresProps) {
  const { figures, compared, readers, pages, marks, shares, campaigns, page } = report;
  return (
    <>
      <FigureList
        figures={[
          ...comparedFigures(figures, compared).map(({ name, value, before, change }) => ({
            name,
            value,
            note: <Change before={before} change={change} />,
          })),
          ...(readers === undefined
            ? []
            : [
                {
                  name: lengthOf(report.range) === 1 ? 'Readers' : 'Readers, day by day',
                  value: count(readers),
                },
              ]),
        ]}
      />
      <Panel title="Views" className="course">
        <ReportLine report={report} timeZone={timeZone} now={now} />
      </Panel>
      {page ? (
        <div className="stories panels">
          <AudiencePanels {...report} campaigns={campaigns} />
        </div>
      ) : (
        <PageTable pages={pages} span={place.span} timeZone={timeZone} />
      )}
      <div className="side">
        <SharesPanel title="Shared" shares={shares} now={now} span={page ? undefined : place.span} />
        {!page && <AudiencePanels {...report} campaigns={campaigns} />}
        <MarksPanel marks={marks} timeZone={timeZone} withDays span={page ? undefined : place.span} />
        <UncountedPanels {...report} />
      </div>
    </>
  );
}
