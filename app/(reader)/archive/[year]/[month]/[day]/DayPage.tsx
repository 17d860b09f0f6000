/** A day of the archive that has pages of its own, for the route without a number and the one with. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListHead } from '#components/front/ListHead.tsx';
import { Turn } from '#components/front/Turn.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { formatDate, formatMonth } from '#lib/dates/format.ts';
import { archiveAddress, archiveDayView, monthOf } from '#lib/edition/archive.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';
import { Around, counted, Lines } from '../Days.tsx';

export type DayParams = Readonly<{ year: string; month: string; day: string; page?: string }>;
type Props = Readonly<{ params: DayParams }>;

export function describeDay({ params }: Props): Metadata {
  const current = edition();
  const { site } = current;
  const { day, page } = placeIn(params);
  if (!archiveDayView(current, day, page)) return {};
  const name = formatDate(day, site.lang);
  return describePage({
    site,
    title: page === undefined ? name : `${name}, page ${page}`,
    description: `Every story that ${site.name} published on ${name}.`,
    path: archiveAddress(day, page),
  });
}

export function DayPage({ params }: Props) {
  const current = edition();
  const { lang } = current.site;
  const { day, page } = placeIn(params);
  const { stories, lines, turning, older, newer } = archiveDayView(current, day, page) ?? notFound();
  const month = { name: formatMonth(day, lang), date: monthOf(day) };
  const named = (each: string) => formatDate(each, lang);
  return (
    <>
      <StructuredData
        things={[
          trail(current, [
            { name: 'Archive', path: archiveAddress() },
            { name: month.name, path: archiveAddress(month.date) },
            { name: named(day) },
          ]),
        ]}
      />
      <ListHead kicker="Archive" name={named(day)} description={counted(stories)} />
      <section className="archive-day" aria-label={named(day)}>
        <Lines lines={lines} />
      </section>
      <Turn
        turning={turning}
        addressOf={(number) => archiveAddress(day, number)}
        here={page === undefined ? 'The latest of the day' : `Page ${page}, from the morning on`}
      />
      <Around label="Days" older={older} newer={newer} named={named} up={month} />
      <PageView site={current.site} address={archiveAddress(day, page)} />
    </>
  );
}

function placeIn({ year, month, day, page }: DayParams): { day: string; page?: number } {
  const parts = [year, month, day];
  if (!/^\d{4}-\d\d-\d\d( [1-9]\d*)?$/.test(`${parts.join('-')}${page === undefined ? '' : ` ${page}`}`))
    notFound();
  return { day: parts.join('-'), ...(page === undefined ? {} : { page: Number(page) }) };
}
