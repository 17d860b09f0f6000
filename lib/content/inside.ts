/** Checks what stands inside a component: text, events, places, one table of numbers. */
import type { Nodes as Mdast } from 'mdast';
import { toString as plainText } from 'mdast-util-to-string';
import { isBlank, isJsx, type Jsx } from './jsx.ts';
import type { Say } from './markdown.ts';
import type { Component } from './vocabulary.ts';

/** Reports what stands inside a component and doesn't belong there, and what is missing. */
export function checkInside(node: Jsx, name: string, { inside }: Component, say: Say): void {
  const children = (node.children as Mdast[]).filter((child) => !isBlank(child));
  const text = children
    .map((child) => plainText(child))
    .join('')
    .trim();
  if (inside === 'nothing' && children.length > 0)
    say(node, `<${name}> holds nothing`, `write <${name} … />`);
  if (inside === 'markdown' && text === '' && !children.some(isJsx))
    say(node, `<${name}> is empty`, 'write its text, or delete it');
  if (inside === 'Event' || inside === 'Place') {
    const own = children.filter((child): child is Jsx => isJsx(child) && child.name === inside);
    if (own.length === 0) say(node, `<${name}> without <${inside}>`, `add <${inside} … />`);
    for (const child of children) {
      if (!isJsx(child)) say(child, `text inside <${name}>`, `only <${inside}> stands there`);
    }
  }
  if (inside === 'table') checkTable(node, children, name, say);
  if (name === 'LocatorMap') checkFrame(node, say);
}

/** The sides of a map's frame against each other, and its places against them. */
function checkFrame(map: Jsx, say: Say): void {
  const { west, south, east, north } = numbersOf(map);
  if (west !== undefined && east !== undefined && west >= east)
    say(map, `west (${west}) is not west of east (${east})`, 'the smaller number of degrees is west', 'west');
  if (south !== undefined && north !== undefined && south >= north)
    say(
      map,
      `south (${south}) is not south of north (${north})`,
      'the smaller number of degrees is south',
      'south',
    );
  for (const place of map.children as Mdast[]) {
    if (!isJsx(place) || place.name !== 'Place') continue;
    // Without a number nothing is compared: it has been reported.
    const { lat = Number.NaN, lon = Number.NaN } = numbersOf(place);
    const outside =
      lon < (west ?? lon) || lon > (east ?? lon) || lat < (south ?? lat) || lat > (north ?? lat);
    if (outside)
      say(
        place,
        '<Place> lies outside the map’s frame',
        'widen west, south, east or north, or leave them out',
      );
  }
}

/** Props that are numbers; those that aren't have been reported. */
function numbersOf({ attributes }: Jsx): Record<string, number | undefined> {
  const numbers = attributes.flatMap((attribute) => {
    const value =
      attribute.type === 'mdxJsxAttribute' ? Number.parseFloat(String(attribute.value)) : Number.NaN;
    return attribute.type === 'mdxJsxAttribute' && Number.isFinite(value) ? [[attribute.name, value]] : [];
  });
  return Object.fromEntries(numbers) as Record<string, number>;
}

const mostSeries = 4;
const mostRows = 60;

function checkTable(node: Jsx, children: Mdast[], name: string, say: Say): void {
  const [table, ...others] = children;
  if (table?.type !== 'table' || others.length > 0) {
    say(
      node,
      `<${name}> holds exactly one table`,
      'write one Markdown table inside it, with a blank line before and after',
    );
    return;
  }
  const [head, ...rows] = table.children;
  const series = (head?.children.length ?? 1) - 1;
  if (series < 1 || series > mostSeries)
    say(table, `a chart of ${series} series`, `draw 1 to ${mostSeries}: one column each after the first`);
  if (rows.length === 0 || rows.length > mostRows)
    say(table, `a chart of ${rows.length} rows`, `draw 1 to ${mostRows}`);
  for (const row of rows) {
    for (const [index, cell] of row.children.entries()) {
      const text = plainText(cell).trim();
      if (index > 0 && !/^-?\d+(\.\d+)?$/.test(text))
        say(cell, `"${text}" is not a plain number`, 'write 1234.5, without separators or a unit');
    }
    if (row.children.length !== series + 1)
      say(
        row,
        `${row.children.length} cells in a table of ${series + 1} columns`,
        'give each row all its cells',
      );
  }
}
