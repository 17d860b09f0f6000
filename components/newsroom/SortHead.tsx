/** The head of a column by which a table can be sorted. */
import { clicked, type Sort } from './order.ts';

type Props<Column extends string> = {
  column: Column;
  name: string;
  /** Said in full, where the name is short. */
  full?: string;
  isText?: boolean;
  className?: string;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
};

export function SortHead<Column extends string>(props: Props<Column>) {
  const { column, name, full, isText = false, className, sort, onSort } = props;
  const way = sort.column === column ? sort.way : undefined;
  return (
    <th scope="col" className={className} aria-sort={way}>
      <button type="button" title={full} onClick={() => onSort(clicked(sort, column, isText))}>
        {name}
        <svg className="sort-sign" viewBox="0 0 8 12" aria-hidden="true" focusable="false">
          {way !== 'descending' && <path d="M4 0 8 5H0Z" />}
          {way !== 'ascending' && <path d="M4 12 0 7h8Z" />}
        </svg>
      </button>
    </th>
  );
}
