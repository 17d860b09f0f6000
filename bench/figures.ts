/** What a bench gives: its figures as data, and how they are written as tables. */

/** `digits`: how many after the point; without it, whole from 100 on and three significant ones below. */
export type Column = Readonly<{ name: string; unit?: string; digits?: number }>;
/** A cell is a figure in its column's unit, words, or nothing where there is no figure. */
export type Cell = number | string | undefined;
export type Row = Readonly<{ name: string; cells: readonly Cell[] }>;
export type Table = Readonly<{
  caption: string;
  /** What the rows are: the head of their names. */
  of: string;
  columns: readonly Column[];
  rows: readonly Row[];
}>;

export type Figures = Readonly<{
  tables: readonly Table[];
  /** What a reader of the tables has to know: how it was measured, and why somebody is behind. */
  remarks?: readonly string[];
  /** Programs that were measured, with their versions. */
  versions?: readonly string[];
  /** What should hold and didn't. Then the command fails. */
  failures?: readonly string[];
}>;

/** Where and when figures were taken. */
export type Circumstances = Readonly<{
  bench: string;
  says: string;
  command: string;
  /** As YYYY-MM-DD. */
  date: string;
  machine: string;
  minutes: number;
}>;

/** One figure with what it should be; `unit` stands behind it. */
export type Line = Readonly<{ what: string; figure: Cell; unit: string; wanted?: string }>;

/** A table of single figures, each with a unit of its own. */
export function lines(caption: string, list: readonly Line[]): Table {
  const columns = [{ name: 'figure' }, { name: 'unit' }, { name: 'wanted' }];
  const rows = list.map(({ what, figure, unit, wanted }) => ({ name: what, cells: [figure, unit, wanted] }));
  return { caption, of: 'what', columns, rows };
}

/** A table in Markdown, with its caption above it. */
export function tableText({ caption, of, columns, rows }: Table): string {
  const used = columns.map((_, index) => rows.some(({ cells }) => cells[index] !== undefined));
  const shown = <T>(list: readonly T[]) => columns.flatMap((_, index) => (used[index] ? [list[index]] : []));
  const heads = shown(columns).map((column) =>
    column?.unit ? `${column.name}, ${column.unit}` : (column?.name ?? ''),
  );
  const rule = shown(columns.map((_, index) => (isNumeric(rows, index) ? '--:' : '---')));
  const body = rows.map(({ name, cells }) => [
    name,
    ...shown(columns.map((column, index) => cellText(cells[index], column))),
  ]);
  const lines = [[of, ...heads], ['---', ...rule], ...body].map((cells) => `| ${cells.join(' | ')} |`);
  return `**${caption}**\n\n${lines.join('\n')}`;
}

const isNumeric = (rows: readonly Row[], index: number) =>
  rows.some(({ cells }) => typeof cells[index] === 'number');

function cellText(cell: Cell, { digits }: Column): string {
  if (cell === undefined) return '';
  if (typeof cell === 'string') return cell.replaceAll('|', '\\|').replaceAll('\n', ' ');
  if (!Number.isFinite(cell)) return '–';
  if (digits !== undefined)
    return cell.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return Math.abs(cell) >= 100
    ? Math.round(cell).toLocaleString('en')
    : Number(cell.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 });
}

/** All that a bench gives, in Markdown: what is printed, and what stands in docs/benchmarks.md. */
export function figuresText({ tables, remarks = [], failures = [] }: Figures): string {
  return [
    ...tables.map(tableText),
    ...(remarks.length > 0 ? [remarks.map((remark) => `- ${remark}`).join('\n')] : []),
    ...failures.map((failure) => `**Not as it should be:** ${failure}`),
  ].join('\n\n');
}
