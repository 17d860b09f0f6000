/** A month of the archive, day by day; a month with very many stories names its days, which have pages of their own. */
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListHead } from '#components/front/ListHead.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { formatDate, formatMonth } from '#lib/dates/format.ts';
import { archiveAddress, archiveMonthView } from '#lib/edition/archive.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';
import { Around, counted, Lines } from './Days.tsx';

export const dynamic = 'force-static';
/** The press asks for those that somebody wants. */
export const generateStaticParams = () => [];

type Props = { params: Promise<{ year: string; month: string }> };

const monthIn = ({ year, month }: { year: string; month: string }) => `${year}-${month}`;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const current = edition();
  const { site } = current;
  const month = monthIn(await params);
  if (!archiveMonthView(current, month)) return {};
  const name = formatMonth(`${month}-01`, site.lang);
  const description = `Every story that ${site.name} published in ${name}.`;
  return describePage({ site, title: name, description, path: archiveAddress(month) });
}

export default async function Month({ params }: Props) {
  const current = edition();
  const { lang } = current.site;
  const view = archiveMonthView(current, monthIn(await params)) ?? notFound();
  const { month, days, older, newer } = view;
  const named = (each: string) => formatMonth(`${each}-01`, lang);
  return (
    <>
      <StructuredData
        things={[trail(current, [{ name: 'Archive', path: archiveAddress() }, { name: named(month) }])]}
      />
      <ListHead kicker="Archive" name={named(month)} />
      {days.map(({ day, stories, lines }) => (
        <section key={day} className="archive-day" aria-labelledby={`d-${day}`}>
          <h2 id={`d-${day}`}>
            <a href={lines ? `#d-${day}` : archiveAddress(day)}>{formatDate(day, lang)}</a>
          </h2>
          {lines ? <Lines lines={lines} /> : <p className="archive-count">{counted(stories)}</p>}
        </section>
      ))}
      <Around label="Months" older={older} newer={newer} named={named} up={{ name: 'All months' }} />
      <PageView site={current.site} address={archiveAddress(month)} />
    </>
  );
}
