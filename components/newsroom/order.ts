/** The order of a table whose numbers change each second: it stands still while somebody points at it. */

export type Way = 'ascending' | 'descending';
export type Sort<Column extends string = string> = Readonly<{ column: Column; way: Way }>;

/** What a row is sorted by in each column: text or a number; nothing goes last either way. */
export type Values<Row, Column extends string> = Readonly<
  Record<Column, (row: Row) => string | number | undefined>
>;

const texts = new Intl.Collator('en', { numeric: true });

/** Sorted anew; rows that are alike stay as they were. */
export function sorted<Row, Column extends string>(
  rows: readonly Row[],
  { column, way }: Sort<Column>,
  values: Values<Row, Column>,
): Row[] {
  const value = values[column];
  const sign = way === 'ascending' ? 1 : -1;
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * (typeof a === 'string' ? texts.compare(a, String(b)) : a - Number(b));
  });
}

/** A click on a column: numbers come largest first, texts from A; a second click turns it round. */
export function clicked<Column extends string>(
  sort: Sort<Column>,
  column: Column,
  isText: boolean,
): Sort<Column> {
  if (sort.column !== column) return { column, way: isText ? 'ascending' : 'descending' };
  return { column, way: sort.way === 'ascending' ? 'descending' : 'ascending' };
}

/** Ids from the top, and when they were last sorted (or let go), in milliseconds. */
export type Order = Readonly<{ ids: readonly number[]; at: number; sort?: Sort }>;
export const unordered: Order = { ids: [], at: Number.NEGATIVE_INFINITY };

/** Rows aren’t sorted anew more often than this, in milliseconds. */
export const sortEvery = 5_000;

/**
 * The order now. `ids` are those of the present rows, sorted. While the table is held nothing moves or goes,
 * and what is new comes below; else it is sorted when the sort has changed or the time has come.
 */
export function nextOrder(
  order: Order,
  { ids, sort, held, now }: Readonly<{ ids: readonly number[]; sort: Sort; held: boolean; now: number }>,
): Order {
  const isSame = order.sort?.column === sort.column && order.sort.way === sort.way;
  if (!isSame || (!held && now - order.at >= sortEvery)) return { ids, at: now, sort };
  const known = new Set(order.ids);
  const present = new Set(ids);
  const kept = held ? order.ids : order.ids.filter((id) => present.has(id));
  const next = [...kept, ...ids.filter((id) => !known.has(id))];
  const isAsBefore = next.length === order.ids.length && next.every((id, index) => id === order.ids[index]);
  // Whoever lets go of the table finds it as it was for a while.
  return isAsBefore && !held
    ? order
    : { ids: isAsBefore ? order.ids : next, at: held ? now : order.at, sort };
}
