/** What is read now: a page a row. The order stands still while somebody points at it or is in it with the keyboard. */
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import type { PageNow } from '#lib/audience/shapes.ts';
import { Bar } from './Bar.tsx';
import { ago, count, duration, percent, times } from './figures.ts';
import { Headline } from './Headline.tsx';
import { nextOrder, type Order, type Sort, sorted, unordered, type Values } from './order.ts';
import { SortHead } from './SortHead.tsx';
import { useSlide } from './useSlide.ts';
import { titleOf } from './words.ts';

type Column = 'page' | 'readers' | 'views' | 'engaged' | 'readThrough' | 'onward' | 'source';

const values: Values<PageNow, Column> = {
  page: ({ page }) => titleOf(page),
  readers: ({ readers }) => readers,
  views: ({ today }) => today.views,
  engaged: ({ today }) => today.engaged,
  readThrough: ({ today }) => today.readThrough,
  onward: ({ today }) => today.onward,
  source: ({ source }) => source,
};
const isRising = ({ rising }: PageNow) => rising !== undefined && rising >= 2;

export function StoryTable({ pages, at }: { pages: readonly PageNow[]; at: string }) {
  const [sort, setSort] = useState<Sort<Column>>({ column: 'readers', way: 'descending' });
  const [isPointed, setPointed] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isHeld = isPointed || isFocused;
  const rows = useHeldRows(pages, sort, isHeld);
  const most = Math.max(...pages.map(({ readers }) => readers));
  const body = useSlide<HTMLTableSectionElement>(rows.map(({ page }) => page.id).join(' '));
  const point = (event: PointerEvent) => event.pointerType === 'mouse' && setPointed(true);
  const head = { sort, onSort: setSort };
  return (
    <section className="stories" aria-labelledby="stories">
      <div className="section-head">
        <h2 id="stories">Stories</h2>
        <p className="held" hidden={!isHeld}>
          Order held
        </p>
      </div>
      <table className="figures-table">
        <caption className="unseen">Pages with readers now or views today. Columns can be sorted.</caption>
        <thead>
          <tr>
            <SortHead {...head} column="page" name="Story" isText className="column-page" />
            <SortHead {...head} column="readers" name="Readers now" className="column-now" />
            <SortHead {...head} column="views" name="Views today" className="column-views" />
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
            <SortHead {...head} column="source" name="Top source" isText className="column-source" />
          </tr>
        </thead>
        <tbody
          ref={body}
          onPointerEnter={point}
          onPointerMove={point}
          onPointerLeave={() => setPointed(false)}
          onFocus={() => setFocused(true)}
          onBlur={(event) => setFocused(event.currentTarget.contains(event.relatedTarget))}
        >
          {rows.map((row) => (
            <Row key={row.page.id} row={row} most={most} at={at} />
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="empty">Nobody has opened a page today.</p>}
    </section>
  );
}

function Row({ row, most, at }: { row: PageNow; most: number; at: string }) {
  const { page, readers, today, source } = row;
  const { views, engaged, readThrough, onward } = today;
  return (
    <tr>
      <th scope="row" className="column-page">
        <Headline page={page} span="today" />
        <span className="row-note">
          {isRising(row) && (
            <span className="rising">
              <svg viewBox="0 0 10 8" aria-hidden="true" focusable="false">
                <path d="M5 0 10 8H0Z" />
              </svg>
              {times(row.rising ?? 0)} × usual for its age
            </span>
          )}
          <span>
            {page.publishedAt ? `Published ${ago(page.publishedAt, Date.parse(at))}` : page.address}
          </span>
          <span className="row-more">
            {count(views)} today, {duration(engaged)} engaged, {percent(readThrough)} read through
          </span>
        </span>
      </th>
      <td className="column-now">
        <span className="number">{count(readers)}</span>
        <Bar value={readers} most={most} />
      </td>
      <td className="column-views">{count(views)}</td>
      <td className="column-more">{duration(engaged)}</td>
      <td className="column-more">{percent(readThrough)}</td>
      <td className="column-more">{percent(onward)}</td>
      <td className="column-source" title={source}>
        {source}
      </td>
    </tr>
  );
}

/** The rows in an order that waits; what has gone meanwhile stays, without readers. */
function useHeldRows(pages: readonly PageNow[], sort: Sort<Column>, held: boolean): readonly PageNow[] {
  const order = useRef<Order>(unordered);
  const known = useRef<ReadonlyMap<number, PageNow>>(new Map());
  const ids = sorted(pages, sort, values).map(({ page }) => page.id);
  const next = nextOrder(order.current, { ids, sort, held, now: performance.now() });
  const present = new Map(pages.map((row) => [row.page.id, row]));
  const rows = next.ids.flatMap((id) => {
    const gone = known.current.get(id);
    return present.get(id) ?? (gone ? { ...gone, readers: 0 } : []);
  });
  useEffect(() => {
    order.current = next;
    known.current = new Map(rows.map((row) => [row.page.id, row]));
  });
  return rows;
}
