/** The archive: every month in which something was published. */
import type { Metadata } from 'next';
import { ListHead } from '#components/front/ListHead.tsx';
import { PageView } from '#components/site/PageView.tsx';
import { StructuredData } from '#components/site/StructuredData.tsx';
import { formatMonth } from '#lib/dates/format.ts';
import { archiveAddress, archiveMonths } from '#lib/edition/archive.ts';
import { edition } from '#lib/edition/open.ts';
import { describePage } from '#lib/metadata/describe.ts';
import { trail } from '#lib/metadata/json-ld.ts';
import { counted } from './[year]/[month]/Days.tsx';

export const dynamic = 'force-static';
const title = 'Archive';
const description = 'Every story by the day on which it was published.';

export function generateMetadata(): Metadata {
  return describePage({ site: edition().site, title, description, path: archiveAddress() });
}

export default function Archive() {
  const current = edition();
  const months = archiveMonths(current);
  const years = [...new Set(months.map(({ month }) => month.slice(0, 4)))];
  return (
    <>
      <StructuredData things={[trail(current, [{ name: title }])]} />
      <ListHead name={title} description={description} />
      {months.length === 0 && <p className="empty">Nothing is published yet.</p>}
      {years.map((year) => (
        <section key={year} className="archive-year" aria-labelledby={`y-${year}`}>
          <h2 id={`y-${year}`}>{year}</h2>
          <ul>
            {months
              .filter(({ month }) => month.startsWith(year))
              .map(({ month, stories }) => (
                <li key={month}>
                  <a href={archiveAddress(month)}>{formatMonth(`${month}-01`, current.site.lang)}</a>{' '}
                  <span>{counted(stories)}</span>
                </li>
              ))}
          </ul>
        </section>
      ))}
      <PageView site={current.site} address={archiveAddress()} />
    </>
  );
}
