import type { Element } from 'hast';
import { expect, test } from 'vitest';
import { readBody } from '#lib/content/body.ts';
import { chartTable } from './table.ts';

/** The chart as the content pipeline leaves it. */
function chart(table: string): Element {
  const { body } = readBody(`<Chart kind="bar" title="T" source="S">\n\n${table}\n\n</Chart>`, 1, 'en');
  const [element] = body?.tree.children ?? [];
  if (element?.type !== 'element') throw new Error('no chart');
  return element;
}

test('a chart draws the numbers of its table, with the names the table gives', () => {
  const table = chart(
    '| City | Winter | *Summer* |\n|---|--:|--:|\n| **Harbin** | 7.2 | -3.75 |\n| 喀什 | 10 | 0 |',
  );
  expect(chartTable(table)).toEqual({
    axis: 'City',
    series: ['Winter', 'Summer'],
    rows: [
      { name: 'Harbin', values: [7.2, -3.75] },
      { name: '喀什', values: [10, 0] },
    ],
  });
});

test('a table without rows is no chart, and no error', () => {
  expect(chartTable({ type: 'element', tagName: 'Chart', properties: {}, children: [] })).toEqual({
    axis: '',
    series: [],
    rows: [],
  });
});
