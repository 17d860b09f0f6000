/** The pages that were read in some days, a page a row. */
import { useState } from 'react';
import type { Report } from '#lib/audience/shapes.ts';
import { Bar } from './Bar.tsx';
import { count, dayName, duration, percent } from './figures.ts';
import { Headline } from './Headline.tsx';
import { type Sort, sorted, type Values } from './order.ts';
import type { Span } from './place.ts';
import { SortHead } from './SortHead.tsx';
import { titleOf } from './words.ts';

type Row = Report['pages'][number];
type Column = 'page' | 'views' | 'engaged' | 'readThrough' | 'onward';

const values: Values<Row, Column> = {
  page: ({ page }) => titleOf(page),
  views: ({ figures }) => figures.views,
  engaged: ({ figures }) => figures.engaged,
  readThrough: ({ figures }) => figures.readThrough,
  onward: ({ figures }) => figures.onward,
};
const shownFirst = 30;

export function PageTable({
  pages,
  span,
  timeZone,
}: {
  pages: readonly Row[];
  span: Span;
  timeZone: string;
}) {
  const [sort, setSort] = useState<Sort<Column>>({ column: 'views', way: 'descending' });
  const [isWhole, setWhole] = useState(false);
  const rows = sorted(pages, sort, values);
  const most = Math.max(...pages.map(({ figures }) => figures.views));
  const head = { sort, onSort: setSort };
  return (
    <section className="stories" aria-labelledby="pages">
      <div className="section-head">
        <h2 id="pages">Pages</h2>
      </div>
      <table className="figures-table">
        <caption className="unseen">Pages with views in these days. Columns can be sorted.</caption>
        <thead>
          <tr>
            <SortHead {...head} column="page" name="Page" isText className="column-page" />
            <SortHead {...head} column="views" name="Views" className="column-now" />
            <SortHead
              {...head}
              column="engaged"
              name="Engaged"
              full="Time in use, of an average view"
              className="column-more"
            />
            <SortHead
              {...head}
              column="readThrough"
              name="Read through"
              full="Share of views that were read to the end"
              className="column-more"
            />
            <SortHead
              {...head}
              column="onward"
              name="Onward"
              full="Pages of this site opened from here, of a hundred views"
              className="column-more"
            />
          </tr>
        </thead>
        <tbody>
          {(isWhole ? rows : rows.slice(0, shownFirst)).map(({ page, figures }) => (
            <tr key={page.id}>
              <th scope="row" className="column-page">
                <Headline page={page} span={span} />
                <span className="row-note">
                  <span>
                    {page.publishedAt ? `Published ${dayName(page.publishedAt, timeZone)}` : page.address}
                  </span>
                  <span className="row-more">
                    {duration(figures.engaged)} engaged, {percent(figures.readThrough)} read through
                  </span>
                </span>
              </th>
              <td className="column-now">
                <span className="number">{count(figures.views)}</span>
                <Bar value={figures.views} most={most} />
              </td>
              <td className="column-more">{duration(figures.engaged)}</td>
              <td className="column-more">{percent(figures.readThrough)}</td>
              <td className="column-more">{percent(figures.onward)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">No page was opened in these days.</p>}
      {rows.length > shownFirst && !isWhole && (
        <button type="button" className="whole" onClick={() => setWhole(true)}>
          Show all {count(rows.length)}
        </button>
      )}
    </section>
  );
}
