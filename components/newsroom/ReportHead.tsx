/** The head of a report: what it is of, what it is compared with, and the files to take away. */
import type { PageName, PageNow, Range, Report } from '#lib/audience/shapes.ts';
import { clock, counted, dayAndClock, languageOf, rangeName, zoneName } from './figures.ts';
import { PlaceLink } from './PlaceLink.tsx';
import type { Place } from './place.ts';
import { presetNames } from './Ranges.tsx';
import { exportAddress } from './server.ts';
import { titleOf } from './words.ts';

type Props = {
  place: Place;
  range: Range;
  /** Of these days; missing while it is on its way. */
  report?: Report;
  /** The page that it is of, if it is known. */
  named?: PageName;
  pageNow?: PageNow;
  timeZone: string;
};

export function ReportHead({ place, range, report, named, pageNow, timeZone }: Props) {
  const { span, page } = place;
  const known = named ?? pageNow?.page;
  const days = rangeName(range);
  const title =
    page === undefined
      ? typeof span === 'string' && span !== 'live'
        ? presetNames[span]
        : days
      : known
        ? titleOf(known)
        : 'Page';
  return (
    <div className="head">
      {page !== undefined && (
        <p className="head-way">
          <PlaceLink to={{ span }}>All pages</PlaceLink>
          {known && (
            <>
              {known.publishedAt && <span>Published {dayAndClock(known.publishedAt, timeZone)}</span>}
              <a href={known.address}>{known.address}</a>
            </>
          )}
        </p>
      )}
      <h1 tabIndex={-1} lang={languageOf(title)} dir="auto">
        {title}
      </h1>
      {page !== undefined && (
        <p className="head-now">
          <b>{counted(pageNow?.readers ?? 0, 'reader')}</b> now
        </p>
      )}
      <p>
        {title !== days && `${days}. `}
        {report && `Compared with ${rangeName(report.before)}`}
        {report?.compared.until && `, both up to ${clock(report.compared.until, timeZone)}`}
        {report && '. '}
        Times are {zoneName(`${range.last}T12:00:00Z`, timeZone)}.
      </p>
      <p className="head-files">
        Download{' '}
        {(['csv', 'ndjson'] as const).map((as) => (
          <a key={as} href={exportAddress(range.first, range.last, page, as)} download>
            {as === 'csv' ? 'CSV' : 'JSON lines'}
          </a>
        ))}
      </p>
    </div>
  );
}
