/** Reads the table a chart is drawn from out of a body's tree. */
import type { Element, Nodes } from 'hast';

export type ChartTable = Readonly<{
  /** Heading of the first column. */
  axis: string;
  /** Headings of the others. */
  series: readonly string[];
  rows: readonly Readonly<{ name: string; values: readonly number[] }>[];
}>;

/** The first table inside a Chart. The content check has made sure that there is one and that it holds numbers. */
export function chartTable(chart: Element): ChartTable {
  const rows = all(chart, 'tr').map((row) =>
    row.children
      .filter((cell): cell is Element => cell.type === 'element')
      .map((cell) => textOf(cell).trim()),
  );
  const [[axis = '', ...series] = [], ...body] = rows;
  return {
    axis,
    series,
    rows: body.map(([name = '', ...values]) => ({ name, values: values.map(Number) })),
  };
}

function all(node: Nodes, tagName: string): Element[] {
  if (!('children' in node)) return [];
  return node.children.flatMap((child) => {
    const own = child.type === 'element' && child.tagName === tagName ? [child] : [];
    return [...own, ...all(child, tagName)];
  });
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}
